import { setTimeout as sleep } from 'node:timers/promises';
import { interruptible } from '../../http/deadline.js';
import { oneLine, quote } from '../../protocol/oneLine.js';
import { formatTime } from '../../protocol/time.js';
import { say } from '../../wording/say.js';
import { reportError, UsageError } from '../terminal/errors.js';
import type { Screen } from '../terminal/screen.js';
import type { CallRequest } from './arguments.js';

const LONGEST = 86_400;

/**
 * Reads the seconds of `--watch`, which may have a fraction.
 *
 * @throws UsageError
 * @example parseWatch('0.5') // 0.5
 */
export function parseWatch(text: string): number {
  const seconds = /^\d*\.?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (seconds > 0 && seconds <= LONGEST) return seconds;
  throw new UsageError(
    say('--watch takes seconds from above 0 to {most}, like 2, not {value}', {
      most: LONGEST,
      value: quote(text),
    }),
  );
}

/**
 * Calls again and again. It goes on after a failure: a plugin that is started again is found again.
 *
 * @returns the exit code of the last call.
 */
export async function watch(
  seconds: number,
  once: () => Promise<{ code: number; read: boolean }>,
): Promise<number> {
  let code = 0;
  await repeat(seconds, async (signal) => {
    try {
      const shown = await once();
      code = shown.code;
      return shown.read;
    } catch (error) {
      if (signal.aborted) return false;
      code = reportError(error, 'call');
      return true;
    }
  });
  return code;
}

/** Above each answer that is watched; a terminal is wiped first, so that the table stays in its place. */
export function watchHeading({ method, params }: CallRequest): string {
  const wipe = process.stdout.isTTY ? '\u001B[H\u001B[2J' : '';
  const words = [method, ...Object.values(params)].map((word) => oneLine(word, 60)).join(' ');
  return `${wipe}${formatTime(Date.now())}  ${words}\n`;
}

/** Above and below an answer that is watched are its heading, a note, and the line of the cursor. */
export function roomToWatch(screen: Screen): Screen {
  return screen.rows === undefined ? screen : { ...screen, rows: Math.max(3, screen.rows - 3) };
}

/**
 * Runs something again and again until Ctrl-C, SIGTERM, or until it returns false.
 *
 * @param seconds from one start to the next.
 * @param run is not waited for once its signal is aborted, and has nothing more to report then.
 */
async function repeat(seconds: number, run: (signal: AbortSignal) => Promise<boolean>): Promise<void> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const runOnce = () =>
    interruptible(
      () => run(controller.signal),
      ({ resolve }) => {
        const end = () => resolve(false);
        controller.signal.addEventListener('abort', end);
        return () => controller.signal.removeEventListener('abort', end);
      },
    );
  try {
    while (!controller.signal.aborted) {
      const next = performance.now() + seconds * 1000;
      if (!(await runOnce())) return;
      await sleep(Math.max(0, next - performance.now()), undefined, { signal: controller.signal }).catch(
        stop,
      );
    }
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
