import type { FixClock } from './FixClock.js';

/** The pause after a connection that was of no use, and the longest, in ms: it doubles. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;
/** A session that held for so many ms was a good one. */
const GOOD = 30_000;
/** So many connections may be made at once, and another one every so many ms after that: brokers block who logs on too often. */
const AT_ONCE = 20;
const EVERY = 10_000;

/** How the connections of a line have fared, and how long the next one has to wait. */
export class LineAttempts {
  readonly #clock: FixClock;
  #failed = 0;
  /** Since one that was of use. */
  #inARow = 0;
  #notBefore = Number.NEGATIVE_INFINITY;
  /** When all connections may be made at once again. */
  #refilled = Number.NEGATIVE_INFINITY;

  constructor(clock: FixClock) {
    this.#clock = clock;
  }

  /** Connections that could not be made, or on which the Logon was not answered. */
  get failed(): number {
    return this.#failed;
  }

  /** In ms. */
  get pause(): number {
    const now = this.#clock.now();
    return Math.max(0, this.#notBefore - now, this.#refilled - now - (AT_ONCE - 1) * EVERY);
  }

  begin(): void {
    this.#refilled = Math.max(this.#refilled, this.#clock.now()) + EVERY;
  }

  /** There was no session. */
  fail(): void {
    this.#failed += 1;
    this.#wait(this.#inARow);
  }

  /** A session has ended that was lost. @param useful whether something was answered on it. @param held for how many ms. */
  lose(useful: boolean, held: number): void {
    if (useful || held >= GOOD) this.#inARow = 0;
    // The first one that was lost is followed at once: an order may have to be looked up.
    else if (this.#inARow === 0) this.#inARow = 1;
    else this.#wait(this.#inARow - 1);
  }

  #wait(doubled: number): void {
    this.#inARow += 1;
    this.#notBefore = this.#clock.now() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** doubled);
  }
}
