/** The double's clock: the machine's, shifted by as many milliseconds as a test likes. */
export class Clock {
  offset: number;
  #stopped: number | undefined;

  constructor(offset: number) {
    this.offset = offset;
  }

  /** Unix time in ms. */
  now(): number {
    return (this.#stopped ?? Date.now()) + this.offset;
  }

  /** Time stands still: from now on only the offset moves it. */
  stop(): void {
    this.#stopped = Date.now();
  }
}
