import { memory } from './memory.js';
import { Stopped } from './Stopped.js';

// A strategy may replace what is global: nothing is looked up later.
const { load } = Atomics;

/** How many calls of a strategy that has to stop throw: one, and those of what cleans up behind it. The next one ends it. */
const REFUSALS = 2;

/** What the main thread says that a strategy has to stop with, and how the strategy obeys it. */
export class StopFlag {
  readonly #memory: Int32Array;
  #obeys = true;
  #refused = 0;
  #end: () => void = () => undefined;

  /** @param shared with the main thread. */
  constructor(shared: Int32Array) {
    this.#memory = shared;
  }

  /** Whether the strategy was told to stop. */
  get raised(): boolean {
    return load(this.#memory, memory.stopped) === 1;
  }

  /** @throws Stopped where the strategy has to stop. */
  check(): void {
    if (!this.#obeys || !this.raised) return;
    this.#refused += 1;
    if (this.#refused > REFUSALS) this.#end();
    throw new Stopped();
  }

  /** @param end is called, and does not return, once a strategy has caught again and again what it is stopped with. */
  whenIgnored(end: () => never): void {
    this.#end = end;
  }

  /** From now on a strategy that was told to stop may call again: `onexit` does. */
  release(): void {
    this.#obeys = false;
  }
}
