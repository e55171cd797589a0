import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { type CliOptions, type CliResult, finish, spawnCli } from './runCli.js';

/** The plugin, started by the built command line. */
export interface Served {
  child: ChildProcessWithoutNullStreams;
  url: string;
  /** What it left when it has ended. */
  done: Promise<CliResult>;
  /** What it has logged so far. */
  stderr(): string;
}

const running: ChildProcessWithoutNullStreams[] = [];

/** Ends every plugin that was started. */
export function killServed(): void {
  for (const child of running.splice(0)) child.kill('SIGKILL');
}

/** Starts the plugin on a free port, and resolves when it listens. */
export async function startServe(args: string[] = [], options?: CliOptions): Promise<Served> {
  const child = spawnCli(['serve', '--port', '0', ...args], options);
  running.push(child);
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const done = finish(child);
  const url = await new Promise<string>((resolve, reject) => {
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      const match = /listening on (http:\/\/\S+)\n/.exec(stdout);
      if (match?.[1]) resolve(match[1]);
    });
    child.once('exit', () => reject(new Error(`serve ended: ${stderr}`)));
  });
  return { child, url, done, stderr: () => stderr };
}
