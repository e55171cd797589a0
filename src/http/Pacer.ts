import { setTimeout as sleep } from 'node:timers/promises';
import { NetworkError } from './NetworkError.js';

/** A published rate limit: at most `requests` in any window of `per` milliseconds. */
export interface RateLimit {
  requests: number;
  per: number;
}

// Requests sent apart may arrive closer together: a window that is a tenth longer stays below the limit.
const MARGIN = 1.1;

/** Holds requests back so that every bucket stays below its limit. */
export class Pacer {
  readonly #starts = new Map<string, number[]>();

  /**
   * Resolves when the next request of this bucket may go out; waiting requests go in the order of their arrival.
   *
   * @param deadline Unix time in ms by which the request has to be sent.
   * @throws NetworkError (outcome rejected) at once when the turn would come after the deadline.
   */
  async take(bucket: string, limit: RateLimit, deadline: number, signal: AbortSignal): Promise<void> {
    const now = Date.now();
    const window = limit.per * MARGIN;
    const starts = this.#starts.get(bucket) ?? [];
    const blocking = starts.at(-limit.requests);
    const start = blocking === undefined ? now : Math.max(now, blocking + window);
    if (start > deadline) {
      throw new NetworkError(
        `was not asked: the rate limit of ${limit.requests} requests in ${limit.per / 1000} s is used up for longer than the deadline`,
        { outcome: 'rejected' },
      );
    }
    if (starts.length === 0) this.#forgetIdle(now);
    this.#starts.set(bucket, [...starts.slice(-limit.requests + 1 || starts.length), start]);
    if (start > now) await sleep(start - now, undefined, { signal });
  }

  #forgetIdle(now: number): void {
    if (this.#starts.size < 1000) return;
    for (const [bucket, starts] of this.#starts) {
      if ((starts.at(-1) ?? 0) < now - 60_000) this.#starts.delete(bucket);
    }
  }
}
