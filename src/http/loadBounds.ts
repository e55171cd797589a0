import { AsyncLocalStorage } from 'node:async_hooks';
import type { CancelSignal } from './Cancellation.js';

/** What bounds a load that several calls wait for: it belongs to none of them. */
export interface LoadBounds {
  /** In ms of `performance.now()`, a monotonic clock. */
  readonly deadline: number;
  /** Aborted when the load has ended, however that was: nothing of it may be sent after that. */
  readonly signal: CancelSignal;
  /** Told what is waited for, where that is known: what makes the reason of who does not wait for its end, for people. */
  onStep?(reason: () => string): void;
}

const loads = new AsyncLocalStorage<LoadBounds>();
/** How many run. Before Node.js 24, every promise of the process is slower while a store is in use. */
let running = 0;

/** Runs a load, whose bounds are those of everything that is sent for it. */
export async function runWithin<T>(bounds: LoadBounds, work: (bounds: LoadBounds) => Promise<T>): Promise<T> {
  running += 1;
  try {
    return await loads.run(bounds, () => work(bounds));
  } finally {
    running -= 1;
    if (running === 0) loads.disable();
  }
}

/** The bounds of the load that the asking code runs for, however deep inside: they are in the place of the call's. */
export function loadBounds(): LoadBounds | undefined {
  return loads.getStore();
}
