/** A lock that one thread holds at a time; those that wait get it in their order. */
export class Lock {
  #holder: number | undefined;
  #waiting: { readonly thread: number; take(): void }[] = [];

  acquire(thread: number): Promise<null> {
    if (this.#holder === undefined) {
      this.#holder = thread;
      return Promise.resolve(null);
    }
    return new Promise((resolve) => {
      this.#waiting.push({ thread, take: () => resolve(null) });
    });
  }

  /** Whoever holds it: nothing happens where nobody does. */
  release(): void {
    const next = this.#waiting.shift();
    this.#holder = next?.thread;
    next?.take();
  }

  /** A thread waits no more, and gives back what it holds: it has ended, or was stopped. */
  leave(thread: number): void {
    this.#waiting = this.#waiting.filter((one) => one.thread !== thread);
    if (this.#holder === thread) this.release();
  }
}
