import { say } from '../wording/say.js';
import type { MemoryKind, StreamData, TopicMemory } from './StreamProtocol.js';

/** What comes late over one connection is late by less, in ms: where it is more, the time before was wrong. */
const LATEST = 5000;

/**
 * The latest row of a topic. A message that holds what has changed is laid over the row before it; without one, it says
 * nothing.
 */
export class RowMemory implements TopicMemory {
  broken: string | undefined;
  readonly size = 1;
  version: object = {};
  #row: Readonly<Record<string, unknown>> | undefined;
  #text: string | undefined;
  #time = 0;

  /** The row as the exchange has it now; `undefined` until it has come. */
  get row(): Readonly<Record<string, unknown>> | undefined {
    return this.#row;
  }

  /** The message that was the whole row; `undefined` where the row is made of several. */
  get text(): string | undefined {
    return this.#text;
  }

  apply({ snapshot, data, time = this.#time }: StreamData, text: string): void {
    if (time < this.#time) {
      if (!snapshot) this.broken = say('a change came late');
      else if (this.#time - time > LATEST) this.broken = say('its time went back');
      return;
    }
    this.#time = time;
    if (typeof data !== 'object' || data === null || (!snapshot && !this.#row)) return;
    this.#row = snapshot ? { ...data } : { ...this.#row, ...data };
    this.#text = snapshot ? text : undefined;
    this.version = {};
  }
}

/** Keeps the latest row. */
export const rowKind: MemoryKind<RowMemory> = {
  name: 'row',
  create: () => new RowMemory(),
  is: (memory) => memory instanceof RowMemory,
};
