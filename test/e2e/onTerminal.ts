import { spawn, spawnSync } from 'node:child_process';
import { bin, type CliOptions, type CliResult, cliEnvironment, finish } from './runCli.js';

const script = spawnSync('script', ['--version'], { encoding: 'utf8' });

/** Whether this machine can run a command on a pseudo-terminal. */
export const pseudoTerminal = script.status === 0 && script.stdout.includes('util-linux');

/** What is typed once a text has appeared on the terminal. */
export type Typed = readonly [question: string, answer: string];

export const CTRL_C = '\u0003';
export const CTRL_D = '\u0004';

/**
 * Runs the built command line on a terminal: whatever it prints is in `stdout`.
 *
 * @param size of the terminal. @default 80 columns and 24 rows
 * @param typed one after the other, each when its question has appeared.
 */
export function onTerminal(
  args: string,
  typed: readonly Typed[] = [],
  options: CliOptions & { size?: { columns: number; rows: number } } = {},
): Promise<CliResult> {
  const { columns, rows } = options.size ?? { columns: 80, rows: 24 };
  // Without exec a shell would stay between the terminal and the command, and end of the Ctrl-C that is meant for it.
  const command = `stty cols ${columns} rows ${rows}; exec '${process.execPath}' '${bin}' ${args}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    env: cliEnvironment({ TERM: 'xterm', SHELL: '/bin/sh', ...options.env }),
    cwd: options.cwd,
    stdio: 'pipe',
  });
  const waiting = [...typed];
  let seen = '';
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString('utf8');
    const next = waiting[0];
    if (!next || !seen.includes(next[0])) return;
    waiting.shift();
    seen = '';
    // The question is drawn before its keys are read.
    setTimeout(() => child.stdin.write(next[1]), 150);
  });
  return finish(child);
}
