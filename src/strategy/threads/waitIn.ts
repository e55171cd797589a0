import { timerFor } from '../timers.js';

/**
 * Waits in a set until somebody there is told a value.
 *
 * @param ms how long, 0 for ever.
 * @param late what it comes to then.
 */
export function waitIn<T>(waiting: Set<(value: T) => void>, ms: number, late: T): Promise<T> {
  return new Promise((resolve) => {
    const settle = (value: T) => {
      clearTimeout(timer);
      waiting.delete(settle);
      resolve(value);
    };
    const timer = ms > 0 ? setTimeout(() => settle(late), timerFor(ms)) : undefined;
    waiting.add(settle);
  });
}
