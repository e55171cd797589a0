import { isDeepStrictEqual } from 'node:util';
import { type LoadCaller, SharedLoad } from '../http/SharedLoad.js';
import { say } from '../wording/say.js';
import { ExchangeError } from './ExchangeError.js';

/** How long after a failed load none is begun behind the scenes, in ms. */
const NOT_AGAIN_FOR = 10_000;
/** With more keys than these, those whose loads failed are forgotten: anyone can make up keys. */
const MANY_LOADS = 1000;

/** How long a value is good, in ms, and what it is. */
export interface SwrCacheOptions {
  /** Until then it is given as it is. */
  fresh: number;
  /** Until then it is given while a new one is loaded behind the scenes; after it, callers wait for the new one. */
  stale: number;
  /** For people. @default 'what has to be known first' */
  what?: string;
  /** So many values are kept; beyond that the one that was loaded longest ago is forgotten. @default all */
  most?: number;
}

/**
 * Values that are expensive to load and change seldom. Callers that come together wait for one load, each until its own
 * deadline; the load has another one, which bounds what `api` sends for it. A load that fails leaves the value before it in
 * place.
 *
 * @example
 * const instruments = new SwrCache<Instrument[]>({ fresh: 300_000, stale: 3_600_000 });
 * await instruments.get('SPOT', () => readInstruments(api, 'SPOT'), api);
 */
export class SwrCache<T> {
  readonly #options: SwrCacheOptions;
  readonly #values = new Map<string, { value: T; loadedAt: number }>();
  readonly #loads = new Map<string, SharedLoad<T>>();

  constructor(options: SwrCacheOptions) {
    this.#options = options;
  }

  /**
   * The kept value of `key`, or what `load` gives.
   *
   * @param caller who waits for it, an adapter's `api`: no longer than until its deadline.
   * @throws NetworkError when that has passed before it was loaded, and what `load` failed with.
   */
  async get(key: string, load: () => Promise<T>, caller?: LoadCaller): Promise<T> {
    const kept = this.#values.get(key);
    const age = kept ? performance.now() - kept.loadedAt : Number.POSITIVE_INFINITY;
    if (!kept || age >= this.#options.stale) return this.#load(key, load, caller);
    if (age >= this.#options.fresh) this.#refresh(key, load);
    return kept.value;
  }

  /** A value of `key` that is at most `age` ms old: for something that the kept one lacks. */
  async newerThan(key: string, age: number, load: () => Promise<T>, caller?: LoadCaller): Promise<T> {
    const kept = this.#values.get(key);
    return kept && performance.now() - kept.loadedAt < age ? kept.value : this.#load(key, load, caller);
  }

  /** Forgets a value, and what a load that is under way would tell. */
  forget(key: string): void {
    this.#values.delete(key);
    this.#loads.delete(key);
  }

  #refresh(key: string, load: () => Promise<T>): void {
    const shared = this.#loadOf(key);
    if (performance.now() - shared.failedAt < NOT_AGAIN_FOR) return;
    shared.refresh(this.#keeping(key, shared, load));
  }

  #load(key: string, load: () => Promise<T>, caller?: LoadCaller): Promise<T> {
    const shared = this.#loadOf(key);
    return shared.join(this.#keeping(key, shared, load), caller);
  }

  #loadOf(key: string): SharedLoad<T> {
    const known = this.#loads.get(key);
    if (known) return known;
    if (this.#loads.size >= MANY_LOADS) {
      for (const [other, { idle }] of this.#loads) if (idle) this.#loads.delete(other);
    }
    const shared = new SharedLoad<T>(this.#options.what ?? say('what has to be known first'));
    this.#loads.set(key, shared);
    return shared;
  }

  #keep(key: string, value: T): void {
    // The one that was loaded longest ago stands first.
    this.#values.delete(key);
    this.#values.set(key, { value, loadedAt: performance.now() });
    const [oldest] = this.#values.keys();
    const { most = Number.POSITIVE_INFINITY } = this.#options;
    if (oldest !== undefined && this.#values.size > most) this.forget(oldest);
  }

  /** A load whose value is kept, unless it was forgotten meanwhile. */
  #keeping(key: string, shared: SharedLoad<T>, load: () => Promise<T>): () => Promise<T> {
    return async () => {
      const value = await load();
      if (this.#loads.get(key) === shared) this.#keep(key, value);
      return value;
    };
  }
}

/** A kept value that an exchange may change behind an adapter's back, such as the mode of an account. */
export interface CachedValue<Value> {
  cache: SwrCache<Value>;
  key: string;
  load(): Promise<Value>;
  /** Who waits for it: the adapter's `api`. */
  caller?: LoadCaller;
  /** Whether a refusal shows that the value was changed. */
  isStale(error: ExchangeError): boolean;
}

/**
 * Runs `work` with a kept value. Where the exchange's refusal shows that the value was changed, it is read anew, and
 * `work` is run once more: nothing was carried out.
 *
 * @throws the refusal, where the value is as it was.
 */
export async function retryIfCacheStale<Value, T>(
  { cache, key, load, caller, isStale }: CachedValue<Value>,
  work: (value: Value) => Promise<T>,
): Promise<T> {
  const kept = await cache.get(key, load, caller);
  try {
    return await work(kept);
  } catch (error) {
    if (!(error instanceof ExchangeError) || error.outcome !== 'rejected' || !isStale(error)) throw error;
    cache.forget(key);
    const now = await cache.get(key, load, caller).catch(() => kept);
    if (isDeepStrictEqual(now, kept)) throw error;
    return work(now);
  }
}
