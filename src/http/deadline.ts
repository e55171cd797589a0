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

/** How work is ended from outside: with a value in the place of its own, or with an error. */
export interface Interrupt<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

/**
 * Settles as `work` does, or earlier, as what `watch` looks out for has it. The work goes on meanwhile, and is not waited
 * for.
 *
 * @param watch is called before `work` begins; what it returns is called when either has ended.
 * @example
 * await interruptible(() => registry.close(), ({ resolve }) => {
 *   const timer = setTimeout(resolve, 2000);
 *   return () => clearTimeout(timer);
 * });
 */
export async function interruptible<T>(
  work: () => Promise<T>,
  watch: (interrupt: Interrupt<T>) => () => void,
): Promise<T> {
  let end: () => void = () => undefined;
  const interrupted = new Promise<T>((resolve, reject) => {
    end = watch({ resolve, reject });
  });
  try {
    return await Promise.race([work(), interrupted]);
  } finally {
    end();
  }
}
