import { runShared } from './sharedLoad.js';

/** For so many ms after a load has failed none is begun behind the scenes. */
const NOT_AGAIN_FOR = 10_000;

/** How long a value is good, in ms. */
export interface MemoTimes {
  /** Until then it is given as it is. */
  fresh: number;
  /** Until then it is given while a new one is loaded behind the scenes; after it, callers wait for the new one. */
  stale: number;
}

/**
 * Values that are dear to get and change seldom. Callers that come together wait for one load; a load that fails
 * leaves the value before it in place. What a load reads goes on when the request that began it has been answered.
 *
 * @example
 * const instruments = new Memo<Instrument[]>({ fresh: 300_000, stale: 3_600_000 });
 * await instruments.get('SPOT', () => readInstruments('SPOT'));
 */
export class Memo<T> {
  readonly #times: MemoTimes;
  readonly #values = new Map<string, { value: T; loadedAt: number }>();
  readonly #loading = new Map<string, Promise<T>>();
  readonly #failedAt = new Map<string, number>();

  constructor(times: MemoTimes) {
    this.#times = times;
  }

  /** The kept value of `key`, or what `load` gives. */
  async get(key: string, load: () => Promise<T>): Promise<T> {
    const kept = this.#values.get(key);
    const age = kept ? performance.now() - kept.loadedAt : Number.POSITIVE_INFINITY;
    if (!kept || age >= this.#times.stale) return this.#load(key, load);
    const failed = performance.now() - (this.#failedAt.get(key) ?? Number.NEGATIVE_INFINITY) < NOT_AGAIN_FOR;
    if (age >= this.#times.fresh && !failed) this.#load(key, load).catch(() => undefined);
    return kept.value;
  }

  /** A value of `key` that is at most `age` ms old: for something that the kept one lacks. */
  async newerThan(key: string, age: number, load: () => Promise<T>): Promise<T> {
    const kept = this.#values.get(key);
    return kept && performance.now() - kept.loadedAt < age ? kept.value : this.#load(key, load);
  }

  forget(key: string): void {
    this.#values.delete(key);
  }

  #load(key: string, load: () => Promise<T>): Promise<T> {
    // What ends the load of another caller, such as its deadline, is not this one's failure.
    const running = this.#loading.get(key);
    if (running) return running.catch(() => this.#load(key, load));
    const loading = runShared(load)
      .then((value) => {
        this.#values.set(key, { value, loadedAt: performance.now() });
        return value;
      })
      .catch((error: unknown) => {
        this.#failedAt.set(key, performance.now());
        throw error;
      })
      .finally(() => this.#loading.delete(key));
    this.#loading.set(key, loading);
    return loading;
  }
}
