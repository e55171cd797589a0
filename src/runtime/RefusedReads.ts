import type { ApiRequest } from '../adapter/ApiRequest.js';
import { ExchangeError } from '../adapter/ExchangeError.js';
import { isWrite } from '../protocol/isWrite.js';
import type { MethodName } from '../protocol/methods.js';
import { say } from '../wording/say.js';

/** How long a read that was refused is not sent again, in ms: at first, and at most however often it is refused. */
const FIRST = 1000;
const LONGEST = 30_000;
/** For so many ms after its end it is known how long the last pause was. */
const KEPT = 600_000;
const MOST = 1000;

interface Refused {
  /** In ms of `performance.now()`, a monotonic clock. */
  until: number;
  pause: number;
  error: ExchangeError;
}

/**
 * Reads whose keys an exchange refuses are asked for again and again by a robot that polls, and exchanges ban addresses for
 * that. The same read of the same account is not sent for a moment, which is longer each time, and answered with the
 * exchange's refusal.
 */
export class RefusedReads {
  readonly #reads = new Map<string, Refused>();

  /**
   * @param name what is asked for, and by whom.
   * @param ask sends it.
   * @param isOfKeys whether a refusal is for the keys, so that the next one would be the same.
   * @throws what `ask` throws, or threw a moment ago.
   */
  async ask<T>(name: string, ask: () => Promise<T>, isOfKeys: (error: ExchangeError) => boolean): Promise<T> {
    const began = performance.now();
    const before = this.#reads.get(name);
    if (before && began < before.until) throw again(before, began);
    try {
      const answer = await ask();
      this.#reads.delete(name);
      return answer;
    } catch (error) {
      if (error instanceof ExchangeError && error.outcome === 'rejected' && isOfKeys(error)) {
        this.#note(name, error, began);
      }
      throw error;
    }
  }

  #note(name: string, error: ExchangeError, began: number): void {
    const now = performance.now();
    const before = this.#reads.get(name);
    // Of those that were under way together, one counts.
    if (before && began < before.until) return;
    const pause = before ? Math.min(2 * before.pause, LONGEST) : FIRST;
    // The one that was refused longest ago stands first.
    this.#reads.delete(name);
    this.#reads.set(name, { until: now + pause, pause, error });
    for (const [other, { until }] of this.#reads) {
      if (until + KEPT >= now && this.#reads.size <= MOST) break;
      this.#reads.delete(other);
    }
  }
}

function again({ error, until }: Refused, now: number): ExchangeError {
  const { code, message, hint } = error;
  const rest = Math.ceil((until - now) / 1000);
  return new ExchangeError({
    code,
    message: say('{message}; not asked again for {seconds} s', { message, seconds: rest }),
    hint,
  });
}

/** Whether it is a read that a robot polls. What is looked up for an order always goes, and IO is what a person makes of it. */
export function mayBeHeld({ method = 'GET', signed = false }: ApiRequest, asked: MethodName): boolean {
  return signed && method === 'GET' && asked !== 'io' && !isWrite(asked);
}
