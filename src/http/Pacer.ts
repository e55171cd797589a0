import { setTimeout as sleep } from 'node:timers/promises';
import { NetworkError } from './NetworkError.js';

/** A published rate limit: at most `requests` in any window of `per` milliseconds. */
export interface RateLimit {
  requests: number;
  per: number;
}

// Requests sent apart may arrive closer together: a window that is a tenth longer stays below the limit.
const MARGIN = 1.1;
/** A request that was sent has been counted after so many ms, even if its answer takes longer. */
const ARRIVED = 1000;
const MANY_BUCKETS = 1000;

/** A request; times are ms of `performance.now()`, the clock that nobody sets. */
interface Sent {
  /** When it goes out, or went out. */
  at: number;
  answeredAt?: number;
}

interface Bucket {
  /** The latest requests, oldest first. */
  sent: Sent[];
  /** Settles when the one before has gone out, or has given up. */
  turn: Promise<unknown>;
}

/** Holds requests back so that every bucket stays below its limit. */
export class Pacer {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * Resolves when the next request of this bucket may go out; waiting requests go in the order of their arrival.
   *
   * @returns to be called when it was answered: the exchange has counted it by then, and not before it arrived.
   * @param deadline in ms of `performance.now()`, by which the request has to be sent.
   * @throws NetworkError (outcome rejected) at once when the turn would come after the deadline, and when `signal` is
   * aborted before it.
   */
  async take(name: string, limit: RateLimit, deadline: number, signal: AbortSignal): Promise<() => void> {
    const now = performance.now();
    const bucket = this.#buckets.get(name) ?? this.#add(name, now);
    const blocking = bucket.sent.at(-limit.requests);
    const start = Math.max(now, endOf(blocking, limit));
    if (start > deadline) {
      throw new NetworkError(
        `the rate limit of ${limit.requests} requests in ${limit.per / 1000} s is used up for longer than the deadline`,
        { outcome: 'rejected', passing: false },
      );
    }
    const sent: Sent = { at: start };
    bucket.sent = [...bucket.sent, sent].slice(-limit.requests);
    const before = bucket.turn;
    const turn = waitUntil(start, signal)
      .then(() => before)
      // By now it is known when the others went out.
      .then(() => waitUntil(endOf(blocking, limit), signal));
    bucket.turn = turn.catch(() => undefined);
    await turn;
    sent.at = performance.now();
    return () => {
      sent.answeredAt = performance.now();
    };
  }

  #add(name: string, now: number): Bucket {
    if (this.#buckets.size >= MANY_BUCKETS) {
      for (const [idle, { sent }] of this.#buckets) {
        if ((sent.at(-1)?.at ?? now) < now - 60_000) this.#buckets.delete(idle);
      }
    }
    const bucket: Bucket = { sent: [], turn: Promise.resolve() };
    this.#buckets.set(name, bucket);
    return bucket;
  }
}

/** When a window ends that begins with a request. */
function endOf(request: Sent | undefined, { per }: RateLimit): number {
  if (!request) return Number.NEGATIVE_INFINITY;
  const { at, answeredAt = at } = request;
  return Math.max(at + per * MARGIN, Math.min(answeredAt, at + ARRIVED) + per);
}

async function waitUntil(start: number, signal: AbortSignal): Promise<void> {
  const pause = start - performance.now();
  if (pause <= 0) return;
  await sleep(pause, undefined, { signal }).catch((cause: unknown) => {
    throw new NetworkError('the time was up before it was sent', {
      outcome: 'rejected',
      passing: false,
      cause,
    });
  });
}
