import { Cancellation, type CancelSignal } from './Cancellation.js';

/** A signal, and what ends its timer. */
export interface Limit {
  signal: CancelSignal;
  release(): void;
}

/**
 * A signal that is aborted with another one, or after so many ms. Under Node 20, AbortSignal.any may lose a time-out as
 * garbage before it fires.
 */
export function limitTime(outer: CancelSignal, within: number | undefined): Limit {
  if (within === undefined || outer.aborted) return { signal: outer, release: () => undefined };
  const limit = new Cancellation();
  const abort = () => limit.abort(timeIsUp);
  const timer = setTimeout(abort, within);
  outer.addEventListener('abort', abort, { once: true });
  return {
    signal: limit,
    release() {
      clearTimeout(timer);
      outer.removeEventListener('abort', abort);
    },
  };
}

/** Why a signal is aborted whose time is up. */
export function timeIsUp(): DOMException {
  return new DOMException('the deadline has passed', 'TimeoutError');
}

/** @throws what `late` makes when `work` does not end within so many ms. */
export async function within<T>(milliseconds: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  return Promise.race([work, over]).finally(() => clearTimeout(timer));
}
