import { setMaxListeners } from 'node:events';

/** What tells that something is not waited for any more. */
export type CancelSignal = AbortSignal | Cancellation;

/**
 * Ends the work on one request, and is its own signal. An `AbortSignal` is made only for who asks for one: making,
 * listening to and aborting one of Node's takes longer than all else that is done with a request.
 */
export class Cancellation {
  #aborted = false;
  #reason: (() => unknown) | undefined;
  #listeners: Set<() => void> | undefined;
  #controller: AbortController | undefined;

  get aborted(): boolean {
    return this.#aborted;
  }

  /** Why it was aborted. */
  get reason(): unknown {
    return this.#reason?.();
  }

  addEventListener(_type: 'abort', listener: () => void, _options?: { once?: boolean }): void {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners?.delete(listener);
  }

  /** Once: what comes later changes nothing. @param reason makes it when it is asked for. */
  abort(reason: () => unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    const listeners = this.#listeners;
    this.#listeners = undefined;
    for (const listener of listeners ?? []) listener();
    this.#controller?.abort(this.reason);
  }

  /** The same as Node has it. */
  toAbortSignal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      // One request may wait for many things at once.
      setMaxListeners(0, this.#controller.signal);
      if (this.#aborted) this.#controller.abort(this.reason);
    }
    return this.#controller.signal;
  }
}

/** A signal as Node has it. */
export function toAbortSignal(signal: CancelSignal): AbortSignal {
  return signal instanceof Cancellation ? signal.toAbortSignal() : signal;
}
