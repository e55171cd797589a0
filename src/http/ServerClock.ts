import { say } from '../wording/say.js';
import { type LoadCaller, SharedLoad } from './SharedLoad.js';

// A machine's clock that moves by more than this was set.
const STEP = 1000;
// A measurement that may be wrong by more than this is taken again the next time.
const GOOD = 250;

interface Measurement {
  /** The exchange's time, in Unix ms. */
  theirs: number;
  /** By how many ms it may be wrong. */
  uncertainty: number;
  /** When it was taken: in Unix ms of the machine's clock, and in ms of `performance.now()`, which is monotonic. */
  wall: number;
  taken: number;
}

/**
 * An exchange's clock, as far as it is known: the machine's own one until it has been measured, and from then on
 * independent of what is done to the machine's clock.
 */
export class ServerClock {
  #measurement: Measurement | undefined;
  readonly #measuring = new SharedLoad<void>(say("the exchange's clock"));
  #failed = Number.NEGATIVE_INFINITY;
  readonly #unmeasured: () => number;

  /** @param unmeasured Unix time in ms, for as long as nothing has been measured. */
  constructor(unmeasured: () => number = Date.now) {
    this.#unmeasured = unmeasured;
  }

  /** Unix time in ms on the exchange's clock. */
  now(): number {
    const measured = this.#measurement;
    return measured ? measured.theirs + (performance.now() - measured.taken) : this.#unmeasured();
  }

  /** By how many ms it is ahead of the machine's clock; `undefined` before it has been measured. */
  get offset(): number | undefined {
    return this.#measurement && this.now() - Date.now();
  }

  /** By how many ms {@link now} may be wrong; `undefined` before it has been measured. */
  get uncertainty(): number | undefined {
    return this.#measurement?.uncertainty;
  }

  /**
   * When so many ms from now have surely passed on the exchange's clock, in ms of `performance.now()`; `undefined` before it has
   * been measured.
   */
  after(ms: number): number | undefined {
    const { uncertainty } = this;
    return uncertainty === undefined ? undefined : performance.now() + ms + uncertainty;
  }

  /** When measuring failed last, in ms of `performance.now()`. */
  get failed(): number {
    return this.#failed;
  }

  /**
   * Measures against `read`, the exchange's time in ms; calls that come together share one measurement, and one that
   * was taken after `since` (ms of `performance.now()`) is not taken again unless the machine's clock was set meanwhile.
   *
   * @param caller who waits for it, no longer than it may; the measurement has a deadline of its own.
   */
  async measure(read: () => Promise<number>, since: number, caller?: LoadCaller): Promise<void> {
    const kept = this.#measurement;
    if (kept && kept.taken >= since && kept.uncertainty <= GOOD && !wasSet(kept)) return;
    await this.#measuring.join(() => this.#run(read), caller);
  }

  async #run(read: () => Promise<number>): Promise<void> {
    const sent = performance.now();
    const theirs = await read().catch((error: unknown) => {
      this.#failed = performance.now();
      throw error;
    });
    const taken = performance.now();
    const uncertainty = (taken - sent) / 2;
    this.#measurement = { theirs: theirs + uncertainty, uncertainty, wall: Date.now(), taken };
  }
}

/** Whether the machine's clock went otherwise than time did. */
function wasSet({ wall, taken }: Measurement): boolean {
  return Math.abs(Date.now() - wall - (performance.now() - taken)) > STEP;
}
