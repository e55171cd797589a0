import { setMaxListeners } from 'node:events';

/** A signal, and what ends its timer. */
export interface Limit {
  signal: AbortSignal;
  release(): void;
}

/**
 * A signal that is aborted with another one, or after so many ms. Under Node 20, AbortSignal.any may lose a time-out as
 * garbage before it fires.
 */
export function limitTime(outer: AbortSignal, within: number | undefined): Limit {
  if (within === undefined || outer.aborted) return { signal: outer, release: () => undefined };
  const controller = new AbortController();
  const abort = () => controller.abort(timeIsUp());
  const timer = setTimeout(abort, within);
  outer.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      outer.removeEventListener('abort', abort);
    },
  };
}

/**
 * A signal for what is to outlive a request: aborted when the request's time is up, but not when the request was answered
 * before that.
 *
 * @param signal the request's.
 * @param deadline in ms of `performance.now()`.
 */
export function outlive(signal: AbortSignal, deadline: number): AbortSignal {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const abort = () => controller.abort(timeIsUp());
  const timer = setTimeout(abort, Math.max(0, deadline - performance.now())).unref();
  const follow = () => {
    if (!isTimeout(signal.reason)) return;
    clearTimeout(timer);
    abort();
  };
  if (signal.aborted) follow();
  else signal.addEventListener('abort', follow, { once: true });
  return controller.signal;
}

/** Why a signal is aborted whose time is up. */
export function timeIsUp(): DOMException {
  return new DOMException('the deadline has passed', 'TimeoutError');
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}
