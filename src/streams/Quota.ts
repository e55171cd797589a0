import type { RateLimit } from '../http/Budget.js';

/** Counts what an exchange limits, such as handshakes: so many in any stretch of so many ms. */
export class Quota {
  readonly #limit: RateLimit;
  readonly #now: () => number;
  readonly #taken: number[] = [];

  /** @param now in ms of a clock that nobody sets. */
  constructor(limit: RateLimit, now: () => number = () => performance.now()) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Takes one. @returns 0, or the ms after which there may be one, where none was taken. */
  take(): number {
    const now = this.#now();
    while (this.#taken[0] !== undefined && this.#taken[0] <= now - this.#limit.per) this.#taken.shift();
    const [oldest] = this.#taken;
    if (oldest !== undefined && this.#taken.length >= this.#limit.requests) {
      return oldest + this.#limit.per - now;
    }
    this.#taken.push(now);
    return 0;
  }
}
