import type { MemoryKind, StreamData, TopicMemory } from './StreamProtocol.js';

/** How the trades of a message are read. */
export interface TradeReading {
  /** How many rows are kept. */
  most: number;
  /** The rows of a message as they were sent, oldest first. */
  rows(data: unknown): readonly unknown[];
}

/** The latest trades since a topic was subscribed, as they were sent, oldest first. */
export class TradeMemory implements TopicMemory {
  readonly broken = undefined;
  version: object = {};
  readonly #reading: TradeReading;
  #rows: unknown[] = [];

  constructor(reading: TradeReading) {
    this.#reading = reading;
  }

  get size(): number {
    return this.#rows.length;
  }

  get rows(): readonly unknown[] {
    return this.#rows;
  }

  apply({ data }: StreamData): void {
    this.#rows.push(...this.#reading.rows(data));
    const { most } = this.#reading;
    // Cut now and then, and not with every message.
    if (this.#rows.length > 2 * most) this.#rows = this.#rows.slice(-most);
    this.version = {};
  }
}

/** Keeps the latest trades. */
export function tradeKind(reading: TradeReading): MemoryKind<TradeMemory> {
  return {
    name: 'trades',
    create: () => new TradeMemory(reading),
    is: (memory) => memory instanceof TradeMemory,
  };
}
