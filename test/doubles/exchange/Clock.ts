/** The double's clock: the machine's, shifted by as many milliseconds as a test likes. */
export class Clock {
  offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }

  /** Unix time in ms. */
  now(): number {
    return Date.now() + this.offset;
  }
}
