import { AsyncLocalStorage } from 'node:async_hooks';

const loads = new AsyncLocalStorage<true>();

/**
 * Runs a load that other requests may wait for as well, or that goes on behind the scenes: what is read for it, however
 * deep inside, goes on when the request that began it has been answered, until that request's deadline.
 */
export function runShared<T>(load: () => Promise<T>): Promise<T> {
  return loads.run(true, load);
}

/** Whether the code that asks runs for such a load. */
export function isShared(): boolean {
  return loads.getStore() === true;
}
