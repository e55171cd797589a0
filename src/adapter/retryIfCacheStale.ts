import { isDeepStrictEqual } from 'node:util';
import type { LoadCaller } from '../http/SharedLoad.js';
import { ExchangeError } from './ExchangeError.js';
import type { SwrCache } from './SwrCache.js';

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
