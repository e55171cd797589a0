import { Ambient } from './Ambient.js';
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

const loads = new Ambient<LoadBounds>();

/** Runs a load, whose bounds are those of everything that is sent for it. */
export function runWithin<T>(bounds: LoadBounds, work: (bounds: LoadBounds) => Promise<T>): Promise<T> {
  return loads.run(bounds, () => work(bounds));
}

/** The bounds of the load that the asking code runs for, however deep inside: they are in the place of the call's. */
export function loadBounds(): LoadBounds | undefined {
  return loads.get();
}
