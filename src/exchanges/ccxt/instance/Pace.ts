import { NetworkError } from '../../../http/NetworkError.js';
import type { Trip } from '../call/Trip.js';

/** At most `most` of cost in any window of so many ms. */
export interface PaceLimit {
  most: number;
  window: number;
}

interface Waiting {
  cost: number;
  limit: PaceLimit;
  writes: boolean;
  go(): void;
}

/**
 * ccxt's rate limit of an exchange, one for all accounts: most exchanges count by IP address. What writes goes first, and
 * what is not waited for any more spends nothing.
 */
export class Pace {
  readonly #waiting: Waiting[] = [];
  /** What was spent within the last window; times are of a clock that nobody sets. */
  #spent: { at: number; cost: number }[] = [];
  #timer: NodeJS.Timeout | undefined;

  /**
   * Waits until a request may be sent.
   *
   * @param cost up to what the limit has.
   * @throws NetworkError when the call's time is up before.
   */
  async turn(cost: number, trip: Trip, limit: PaceLimit): Promise<void> {
    const { signal } = trip.api;
    if (trip.unpaced) return;
    trip.held = true;
    let give: () => void = () => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const waiting: Waiting = { cost, limit, writes: trip.writes('POST'), go: resolve };
        give = () => {
          const at = this.#waiting.indexOf(waiting);
          if (at >= 0) this.#waiting.splice(at, 1);
          reject(notInTime(trip));
          this.#serve();
        };
        if (signal.aborted) return give();
        signal.addEventListener('abort', give, { once: true });
        this.#waiting.push(waiting);
        this.#serve();
      });
    } finally {
      trip.held = false;
      signal.removeEventListener('abort', give);
    }
  }

  /** Lets those go that may, and comes back when the next one may. */
  #serve(): void {
    clearTimeout(this.#timer);
    for (let next = this.#next(); next; next = this.#next()) {
      const { cost, limit } = next;
      const now = performance.now();
      this.#spent = this.#spent.filter(({ at }) => at > now - limit.window);
      const spent = this.#spent.reduce((sum, one) => sum + one.cost, 0);
      const [oldest] = this.#spent;
      if (oldest && spent + cost > limit.most) {
        this.#timer = setTimeout(() => this.#serve(), Math.max(1, oldest.at + limit.window - now));
        return;
      }
      this.#spent.push({ at: now, cost });
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      next.go();
    }
  }

  #next(): Waiting | undefined {
    return this.#waiting.find(({ writes }) => writes) ?? this.#waiting[0];
  }
}

function notInTime({ wrote }: Trip): NetworkError {
  const outcome = wrote ? 'unknown' : 'rejected';
  return new NetworkError('was not asked in time: its rate limit is used up', { outcome, passing: false });
}
