import type { CancelSignal } from './Cancellation.js';

interface Waiter<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** Who waits for the same, each for as long as it likes. */
export class Waiters<T> {
  readonly #waiting = new Set<Waiter<T>>();

  get size(): number {
    return this.#waiting.size;
  }

  /** @param late why it is waited for no longer, once the signal is aborted. */
  wait(signal: CancelSignal | undefined, late: () => Error): Promise<T> {
    if (signal?.aborted) return Promise.reject(late());
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(waiter);
        signal?.removeEventListener('abort', giveUp);
      };
      const giveUp = () => {
        leave();
        reject(late());
      };
      const waiter: Waiter<T> = {
        resolve(value) {
          leave();
          resolve(value);
        },
        reject(error) {
          leave();
          reject(error);
        },
      };
      this.#waiting.add(waiter);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  resolve(value: T): void {
    for (const waiter of [...this.#waiting]) waiter.resolve(value);
  }

  reject(error: unknown): void {
    for (const waiter of [...this.#waiting]) waiter.reject(error);
  }
}
