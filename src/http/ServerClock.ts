/** An exchange's clock, as far as it is known: the machine's own one until an offset has been measured. */
export class ServerClock {
  #offset = 0;
  #measuredAt = 0;
  #measuring: Promise<void> | undefined;

  /** Unix time in ms on the exchange's clock. */
  now(): number {
    return this.toTheirs(Date.now());
  }

  /** A time on this machine's clock, as the exchange's clock shows it; Unix ms. */
  toTheirs(time: number): number {
    return time + this.#offset;
  }

  /**
   * Measures the offset against `read`, the exchange's time in ms; calls that come together share one measurement,
   * and one made after `since` (Unix ms, this machine's clock) is not made again.
   */
  async measure(read: () => Promise<number>, since: number): Promise<void> {
    if (this.#measuredAt >= since) return;
    this.#measuring ??= this.#run(read).finally(() => {
      this.#measuring = undefined;
    });
    await this.#measuring;
  }

  async #run(read: () => Promise<number>): Promise<void> {
    const sent = Date.now();
    const theirs = await read();
    const received = Date.now();
    this.#offset = Math.round(theirs - (sent + received) / 2);
    this.#measuredAt = received;
  }
}
