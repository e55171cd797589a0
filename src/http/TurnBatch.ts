import { AsyncResource } from 'node:async_hooks';

/**
 * What one turn of the event loop has to write, written together at the end of it: the process at the other end of its
 * connections wakes up once then, and not for each, which takes longer than all else that is done with a request.
 */
export class TurnBatch<T> {
  /** What is written has nothing of the request that was the first of its turn: a connection that is made stays. */
  readonly #context = new AsyncResource('TurnBatch');
  readonly #write: (item: T) => void;
  #items: T[] = [];

  /** @param write must not throw. */
  constructor(write: (item: T) => void) {
    this.#write = write;
  }

  add(item: T): void {
    if (this.#items.push(item) === 1) this.#context.runInAsyncScope(setImmediate, undefined, this.#flush);
  }

  readonly #flush = (): void => {
    const items = this.#items;
    this.#items = [];
    for (const item of items) this.#write(item);
  };
}
