/** Up to how many seconds each part of a distribution goes; the last part has no end. */
const bounds: readonly number[] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How long something took, time and again. */
export class Distribution {
  /** How many times fell into each part. */
  readonly #counts: number[] = Array.from({ length: bounds.length + 1 }, () => 0);
  #sum = 0;
  #count = 0;

  /** All together, in seconds. */
  get sum(): number {
    return this.#sum;
  }

  get count(): number {
    return this.#count;
  }

  /** How many times took so long at most, for each of {@link bounds}. */
  get cumulated(): [bound: number, count: number][] {
    let sum = 0;
    return bounds.map((bound, index) => {
      sum += this.#counts[index] ?? 0;
      return [bound, sum];
    });
  }

  add(milliseconds: number): void {
    const seconds = milliseconds / 1000;
    let part = 0;
    while (seconds > (bounds[part] ?? Number.POSITIVE_INFINITY)) part += 1;
    this.#counts[part] = (this.#counts[part] ?? 0) + 1;
    this.#sum += seconds;
    this.#count += 1;
  }
}
