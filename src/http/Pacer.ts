import { setTimeout as sleep } from 'node:timers/promises';
import { NetworkError } from './NetworkError.js';

/** A published rate limit: at most `requests` in any window of `per` milliseconds. */
export interface RateLimit {
  requests: number;
  per: number;
}

// Requests sent apart may arrive closer together: a window that is a tenth longer stays below the limit.
const MARGIN = 1.1;
const MANY_BUCKETS = 1000;

interface Bucket {
  /** When the latest requests go out, oldest first; Unix ms. */
  starts: number[];
  /** Settles when the one before has gone out, or has given up. */
  turn: Promise<unknown>;
}

/** Holds requests back so that every bucket stays below its limit. */
export class Pacer {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * Resolves when the next request of this bucket may go out; waiting requests go in the order of their arrival.
   *
   * @param deadline Unix time in ms by which the request has to be sent.
   * @throws NetworkError (outcome rejected) at once when the turn would come after the deadline, and when `signal` is
   * aborted before it.
   */
  async take(name: string, limit: RateLimit, deadline: number, signal: AbortSignal): Promise<void> {
    const now = Date.now();
    const bucket = this.#buckets.get(name) ?? this.#add(name, now);
    const blocking = bucket.starts.at(-limit.requests);
    const start = blocking === undefined ? now : Math.max(now, blocking + limit.per * MARGIN);
    if (start > deadline) {
      throw new NetworkError(
        `was not asked: the rate limit of ${limit.requests} requests in ${limit.per / 1000} s is used up for longer than the deadline`,
        { outcome: 'rejected', passing: false },
      );
    }
    bucket.starts = [...bucket.starts, start].slice(-limit.requests);
    const before = bucket.turn;
    const turn = waitUntil(start, signal).then(() => before);
    bucket.turn = turn.catch(() => undefined);
    await turn;
  }

  #add(name: string, now: number): Bucket {
    if (this.#buckets.size >= MANY_BUCKETS) {
      for (const [idle, { starts }] of this.#buckets) {
        if ((starts.at(-1) ?? 0) < now - 60_000) this.#buckets.delete(idle);
      }
    }
    const bucket = { starts: [], turn: Promise.resolve() };
    this.#buckets.set(name, bucket);
    return bucket;
  }
}

async function waitUntil(start: number, signal: AbortSignal): Promise<void> {
  const pause = start - Date.now();
  if (pause <= 0) return;
  await sleep(pause, undefined, { signal }).catch((cause: unknown) => {
    throw new NetworkError('was not asked: the time was up', { outcome: 'rejected', passing: false, cause });
  });
}
