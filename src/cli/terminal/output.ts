import chalk, { Chalk, type ChalkInstance, chalkStderr } from 'chalk';
import { codeOf, messageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';

/**
 * Writes text and a line feed to stdout.
 *
 * @returns whether there is still somebody who reads: `| head` closes the pipe when it has seen enough.
 */
export function print(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, (error) => resolve(!error));
  });
}

/** Writes a line to stderr. */
export function printError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * Colors for one of the two outputs: none unless it is a terminal. NO_COLOR (https://no-color.org) switches them off
 * whatever else is set; FORCE_COLOR switches them on for a pipe.
 */
export function createColors(output: 'stdout' | 'stderr'): ChalkInstance {
  // chalk itself heeds FORCE_COLOR but not NO_COLOR.
  const level = process.env.NO_COLOR ? 0 : (output === 'stdout' ? chalk : chalkStderr).level;
  return new Chalk({ level });
}

/**
 * Keeps an output that cannot be written to from ending the process with a stack trace: a full disk is one sentence and
 * exit code 1, and a reader that has seen enough (`| head`) is not a failure. Call it once oclif has been imported.
 */
export function guardOutput(): void {
  let failed = false;
  // oclif's own throws where nobody can catch it.
  process.stdout.removeAllListeners('error');
  process.stdout.on('error', (error) => {
    if (failed || codeOf(error) === 'EPIPE') return;
    failed = true;
    const sentence = say('stdout cannot be written to: {reason}', { reason: messageOf(error) });
    process.stderr.write(`${say('{label} {sentence}', { label: say('error:'), sentence })}\n`);
  });
  process.stderr.on('error', () => undefined);
  process.on('exit', () => {
    if (failed && !process.exitCode) process.exitCode = 1;
  });
}

/** How long nothing moves at first, and how often it moves then, in ms. */
const TIMES = { patience: 1000, step: 100 };

const FRAMES = ['|', '/', '-', '\\'] as const;

/** What {@link showWaiting} draws on. */
interface WaitingOptions {
  /** A terminal. */
  write(text: string): void;
  /** What is waited for, in a few words. */
  label: string;
}

/**
 * Shows on a terminal that something is waited for, once that takes longer than a second, and wipes it in the end.
 *
 * @returns what was waited for.
 */
export async function showWaiting<T>(wait: Promise<T>, { write, label }: WaitingOptions): Promise<T> {
  const start = performance.now();
  let frame = 0;
  let drawn = false;
  const draw = () => {
    const seconds = Math.floor((performance.now() - start) / 1000);
    write(`\r\u001B[K${FRAMES[frame++ % FRAMES.length]} ${label}, ${seconds} s`);
    drawn = true;
  };
  let timer = setTimeout(() => {
    draw();
    timer = setInterval(draw, TIMES.step);
  }, TIMES.patience);
  try {
    return await wait;
  } finally {
    clearTimeout(timer);
    if (drawn) write('\r\u001B[K');
  }
}
