import { LiveBook, type Sides } from './LiveBook.js';

/** A trade of the public. */
export interface Deal {
  id: string;
  /** Unix time in ms. */
  time: number;
  price: string;
  size: string;
  side: 'buy' | 'sell';
}

/** What a double's stream has told of an instrument. */
export class LiveMarket {
  readonly book: LiveBook;
  /** Trades that were made on the stream, newest first. */
  readonly deals: Deal[] = [];
  /** The price of the last trade, where one was made since the price was set. */
  last: string | undefined;
  readonly #versions = new Map<number, number>();
  #id: number;

  /** @param id of the book as it is now */
  constructor(levels: Sides, id: number) {
    this.book = new LiveBook(levels);
    this.#id = id;
    this.identify(id);
  }

  /** The id of the book as it is now. */
  get id(): number {
    return this.#id;
  }

  /** Gives the book as it is now an id. */
  identify(id: number): void {
    this.#id = id;
    this.#versions.set(id, this.book.version);
  }

  /** The book that had this id, best levels first; undefined where none had it. */
  bookAt(id: number, depth: number): Sides | undefined {
    const version = this.#versions.get(id);
    return version === undefined ? undefined : this.book.at(version, depth);
  }
}
