import { setTimeout as sleep } from 'node:timers/promises';

/** How long an exchange may take to tell everywhere what it has done, in ms, and how often it is asked meanwhile. */
const PATIENCE = 3000;
const PAUSE = 250;

/**
 * Asks again until the answer is as it has to be: an exchange may take a moment to know everywhere what it has done.
 *
 * @returns the last answer.
 */
export async function askUntil<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (holds(answer) || performance.now() >= end) return answer;
    await sleep(PAUSE);
  }
}
