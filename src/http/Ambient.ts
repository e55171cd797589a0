import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * A value that code finds without having been handed it, however deep inside a run.
 *
 * Before Node.js 24, every promise of the process is slower for each of these that is in use: one serves a whole
 * subject, however many exchanges are open, and it is in use only while something runs.
 */
export class Ambient<T> {
  readonly #values = new AsyncLocalStorage<T>();
  #running = 0;

  /** Runs work, all of which finds the value. */
  async run<R>(value: T, work: () => Promise<R>): Promise<R> {
    this.#running += 1;
    try {
      return await this.#values.run(value, work);
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#values.disable();
    }
  }

  /** The value of the run that the asking code belongs to; `undefined` outside of one. */
  get(): T | undefined {
    return this.#values.getStore();
  }
}
