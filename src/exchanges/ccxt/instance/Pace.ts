import { NetworkError } from '../../../http/NetworkError.js';
import type { Trip } from '../call/Trip.js';

/** ccxt's wait for a request of a cost. */
type Throttle = (cost: number) => Promise<void>;

interface Waiting {
  cost: number;
  writes: boolean;
  go(): void;
}

/**
 * ccxt's rate limit of an exchange, one for all accounts: most exchanges count by IP address. What writes goes first, and
 * what is not waited for any more spends nothing.
 */
export class Pace {
  #throttle: Throttle | undefined;
  readonly #waiting: Waiting[] = [];
  #running = false;

  /**
   * Waits until a request may be sent.
   *
   * @param throttle of the instance that asks; the first one counts for all.
   * @throws NetworkError when the call's time is up before.
   */
  async turn(cost: number, trip: Trip, throttle: Throttle): Promise<void> {
    this.#throttle ??= throttle;
    const { signal } = trip.api;
    if (trip.unpaced) return;
    trip.held = true;
    let give: () => void = () => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const waiting: Waiting = { cost, writes: trip.writes('POST'), go: resolve };
        give = () => {
          const at = this.#waiting.indexOf(waiting);
          if (at >= 0) this.#waiting.splice(at, 1);
          reject(notInTime(trip));
        };
        if (signal.aborted) return give();
        signal.addEventListener('abort', give, { once: true });
        this.#waiting.push(waiting);
        if (!this.#running) void this.#run(this.#throttle ?? throttle);
      });
    } finally {
      trip.held = false;
      signal.removeEventListener('abort', give);
    }
  }

  async #run(throttle: Throttle): Promise<void> {
    this.#running = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) {
        await throttle(next.cost);
        next.go();
      }
    } finally {
      this.#running = false;
    }
  }

  #next(): Waiting | undefined {
    const first = this.#waiting.findIndex(({ writes }) => writes);
    return this.#waiting.splice(Math.max(first, 0), 1)[0];
  }
}

function notInTime({ wrote }: Trip): NetworkError {
  const outcome = wrote ? 'unknown' : 'rejected';
  return new NetworkError('was not asked in time: its rate limit is used up', { outcome, passing: false });
}
