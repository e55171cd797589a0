import { type ChildProcess, spawn } from 'node:child_process';
import { bin, cliEnvironment } from '../e2e/runCli.js';
import type { Io, StrategyExchange } from './runStrategy.js';

const running: ChildProcess[] = [];

/** Ends every program that was started. */
export function stopPrograms(): void {
  for (const child of running.splice(0)) child.kill('SIGKILL');
}

/** Starts a program that says where it listens, and resolves with that address. */
export function startProgram(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, { env: cliEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk;
      const url = /listening on (http:\/\/\S+)\n/.exec(output)?.[1];
      if (url) resolve(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`it ended: ${output}`)));
  });
}

/** Starts the plugin, and resolves with its address. */
export const serve = (...args: string[]) =>
  startProgram([bin, 'serve', '--port', '0', '--log-level', 'warn', ...args]);

/** An exchange object that answers every IO call with the same value. */
export function answering(value: unknown): StrategyExchange & { asked: string[] } {
  const asked: string[] = [];
  const IO: Io = (kind, verb, target, query) => {
    asked.push(`${kind} ${verb} ${target}?${query}`);
    return value;
  };
  return { IO, asked };
}
