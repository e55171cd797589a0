/** The first pause before another connection is opened, and the longest, in ms: it doubles, and each is a random part of it. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** A connection that held for so many ms was a good one. */
const GOOD = 30_000;

/** How the connections to an address have fared, and how long the next one has to wait. */
export class Attempts {
  #reconnects = 0;
  #failed = 0;
  /** Of connections that did not hold, since one that did. */
  #inARow = 0;
  #lost = false;

  /** Connections that were opened after one was lost. */
  get reconnects(): number {
    return this.#reconnects;
  }

  /** Connections that could not be opened. */
  get failed(): number {
    return this.#failed;
  }

  /** In ms, another one each time. */
  get pause(): number {
    if (this.#inARow === 0) return 0;
    return Math.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.#inARow - 1));
  }

  /** Whether a connection that has been open for so many ms is a good one. */
  isGood(held: number): boolean {
    return held >= GOOD;
  }

  open(): void {
    if (this.#lost) this.#reconnects += 1;
    this.#lost = false;
  }

  /** A connection has ended. @param held for how many ms it was open; below 0 where it never was. */
  end(held: number): void {
    if (held < 0) this.#failed += 1;
    else this.#lost = true;
    this.#inARow = this.isGood(held) ? 1 : this.#inARow + 1;
  }

  /** The exchange is about to close a connection: one that held is followed at once. */
  retire(held: number): void {
    this.#inARow = this.isGood(held) ? 0 : this.#inARow + 1;
  }

  /** It has closed it, and the next one is not open yet. */
  lose(): void {
    this.#lost = true;
  }
}
