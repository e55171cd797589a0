import { AsyncResource } from 'node:async_hooks';

/** The first one does not wait for more than so many others. */
const MOST = 4;

/**
 * What one turn of the event loop has to write, a few at a time, the rest at its end: the process at the other end of the
 * connections wakes up once for them, and not for each, which takes longer than all else that is done with a request.
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
    const count = this.#items.push(item);
    if (count === 1) this.#context.runInAsyncScope(setImmediate, undefined, this.#flush);
    else if (count === MOST) this.#context.runInAsyncScope(this.#flush);
  }

  readonly #flush = (): void => {
    const items = this.#items;
    this.#items = [];
    for (const item of items) this.#write(item);
  };
}
