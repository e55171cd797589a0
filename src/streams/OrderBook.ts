import { say } from '../wording/say.js';
import type { MemoryKind, StreamData, TopicMemory } from './StreamProtocol.js';

/** A level as it was sent, and its two figures. */
export interface BookLevel {
  price: number;
  /** 0 takes the level out. */
  size: number;
  row: unknown;
}

/** What a message does to a book. */
export interface BookChange {
  /** What the book is at after it. */
  sequence: string;
  /** What the book has to be at before it; not looked at for a snapshot. */
  previous: string;
  asks: readonly BookLevel[];
  bids: readonly BookLevel[];
  /** The exchange's, in Unix ms. */
  time: number;
}

/** How the book of a topic is kept. */
export interface BookReading {
  /** So many levels of a side are kept. */
  levels: number;
  read(data: unknown, snapshot: boolean): BookChange;
}

/**
 * An order book that is kept by its sequence: a snapshot, and each change that fits to what was applied before it. After a
 * gap, a message that cannot be read, or one that leaves a bid at or above an ask, it is broken and holds nothing: until it is
 * begun anew, nothing is applied.
 */
export class OrderBook implements TopicMemory {
  version: object = {};
  readonly #reading: BookReading;
  #asks: BookLevel[] = [];
  #bids: BookLevel[] = [];
  #sequence: string | undefined;
  #time = 0;
  #broken: string | undefined;

  constructor(reading: BookReading) {
    this.#reading = reading;
  }

  /** What it is at; `undefined` where it holds no book. */
  get sequence(): string | undefined {
    return this.#sequence;
  }

  get time(): number {
    return this.#time;
  }

  /** The best first. */
  get asks(): readonly BookLevel[] {
    return this.#asks;
  }

  /** The best first. */
  get bids(): readonly BookLevel[] {
    return this.#bids;
  }

  get broken(): string | undefined {
    return this.#broken;
  }

  get size(): number {
    return this.#asks.length + this.#bids.length;
  }

  apply({ data, snapshot }: StreamData): void {
    // What comes before the snapshot belongs to a book that nobody has.
    if (this.#broken !== undefined || (!snapshot && this.#sequence === undefined)) return;
    this.version = {};
    let change: BookChange;
    try {
      change = this.#reading.read(data, snapshot);
    } catch (error) {
      this.#break(say('a message cannot be read'));
      throw error;
    }
    if (snapshot) {
      this.#asks = [];
      this.#bids = [];
    } else if (change.previous !== this.#sequence) {
      this.#break(
        say('a change after {previous} does not fit to the book at {sequence}', {
          previous: change.previous,
          sequence: this.#sequence ?? '',
        }),
      );
      return;
    }
    for (const level of change.asks) put(this.#asks, level, 1);
    for (const level of change.bids) put(this.#bids, level, -1);
    this.#asks.splice(this.#reading.levels);
    this.#bids.splice(this.#reading.levels);
    this.#sequence = change.sequence;
    this.#time = change.time;
    const [[ask], [bid]] = [this.#asks, this.#bids];
    if (ask && bid && bid.price >= ask.price)
      this.#break(say('the bid {bid} is not below the ask {ask}', { bid: bid.price, ask: ask.price }));
  }

  #break(reason: string): void {
    this.#broken = reason;
    this.#sequence = undefined;
    this.#asks = [];
    this.#bids = [];
  }
}

/** @param order 1 for the lowest price first, -1 for the highest. */
function put(side: BookLevel[], level: BookLevel, order: 1 | -1): void {
  let [low, high] = [0, side.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order * ((side[middle]?.price ?? 0) - level.price) < 0) low = middle + 1;
    else high = middle;
  }
  const known = side[low]?.price === level.price ? 1 : 0;
  if (level.size > 0) side.splice(low, known, level);
  else if (known) side.splice(low, 1);
}

/** Keeps an order book. */
export function bookKind(reading: BookReading, quiet?: number): MemoryKind<OrderBook> {
  return {
    name: 'book',
    create: () => new OrderBook(reading),
    is: (memory) => memory instanceof OrderBook,
    quiet,
  };
}
