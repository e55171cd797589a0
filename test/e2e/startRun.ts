import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { type CliOptions, type CliResult, finish, runCli, spawnCli } from './runCli.js';

/** A strategy that runs. */
interface Running {
  child: ChildProcessWithoutNullStreams;
  done: Promise<CliResult>;
  /** What it has printed so far. */
  seen(): string;
}

/** The lines of the log without their times. */
export const logOf = (stdout: string): string[] =>
  stdout.split('\n').flatMap((line) => /^\d\d:\d\d:\d\d {2}(.*)$/.exec(line)?.[1]?.trim() ?? []);

/** Presses Ctrl-C until it is told that this ends the strategy at once: one more would end the process itself, at its exit. */
export function interrupt(child: ChildProcessWithoutNullStreams): void {
  let told = '';
  // One that follows at once is the same Ctrl-C, handed on by npm.
  const again = setInterval(() => child.kill('SIGINT'), 100);
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk;
    if (told.includes('ended at once')) clearInterval(again);
  });
  child.once('exit', () => clearInterval(again));
}

/**
 * Strategies of a test file, in a folder of their own; what still runs after a test is ended.
 *
 * @returns `run` writes a strategy as `strategy.js` and runs it to its end, `start` resolves once it has printed a text.
 */
export function useRuns(): {
  folder(): string;
  run(source: string, flags?: readonly string[], options?: CliOptions): Promise<CliResult>;
  start(source: string, text: string, options?: CliOptions & { flags?: readonly string[] }): Promise<Running>;
} {
  const made = mkdtemp(join(tmpdir(), 'fmzproto-runs-'));
  let folder = '';
  const running: ChildProcessWithoutNullStreams[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => rm(folder, { recursive: true }));
  const write = async (source: string) => {
    folder = await made;
    await writeFile(join(folder, 'strategy.js'), source);
  };
  return {
    folder: () => folder,
    async run(source, flags = [], options = {}) {
      await write(source);
      return runCli(['run', 'strategy.js', ...flags], { cwd: folder, ...options });
    },
    async start(source, text, { flags = [], ...options } = {}) {
      await write(source);
      const child = spawnCli(['run', 'strategy.js', ...flags], { cwd: folder, ...options });
      running.push(child);
      const done = finish(child);
      let seen = '';
      await new Promise<void>((resolve, reject) => {
        let found = false;
        const take = (chunk: Buffer) => {
          seen += chunk;
          found ||= seen.includes(text);
          if (found) resolve();
        };
        child.stdout.on('data', take);
        child.stderr.on('data', take);
        child.once('exit', () => reject(new Error(`it ended before it printed ${text}: ${seen}`)));
      });
      return { child, done, seen: () => seen };
    },
  };
}
