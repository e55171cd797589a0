/** How far one step is above the one below: what is told is off by half of that at most. */
const STEP = 1.04;

/** How long calls took, kept in steps, so that a run of weeks takes no more room than one of minutes. */
export class Latencies {
  readonly #counts = new Map<number, number>();
  #count = 0;

  /** @param ms how long one took. */
  add(ms: number): void {
    const step = Math.round(Math.log(Math.max(ms, 0.001)) / Math.log(STEP));
    this.#counts.set(step, (this.#counts.get(step) ?? 0) + 1);
    this.#count += 1;
  }

  get count(): number {
    return this.#count;
  }

  /**
   * What a part of all calls took at most.
   *
   * @param part from 0 to 1.
   * @returns ms; `undefined` where there was no call.
   */
  percentile(part: number): number | undefined {
    let seen = 0;
    for (const [step, count] of [...this.#counts].toSorted(([a], [b]) => a - b)) {
      seen += count;
      if (seen >= part * this.#count) return STEP ** step;
    }
    return undefined;
  }
}
