import type { FixFields, FixMessage } from '../../fix/FixMessage.js';
import type { FixTopic } from '../../fix/FixTopic.js';
import { parseUtc } from '../../fix/utc.js';
import { addDecimals, requireDecimal } from '../../protocol/decimal.js';
import { say } from '../../wording/say.js';

/** A price and how much there is of it, as decimal strings. */
export type Level = readonly [price: string, size: string];

/** An order book, as cTrader has told it since it was subscribed. */
export class Book {
  /** By id: whose side of the book an entry is on, and what it says. */
  readonly #entries = new Map<string, { side: string; price: string; size: string }>();
  /** When the latest message was sent, in Unix ms. */
  time: number | undefined;

  /** @throws where an entry cannot be read, one goes that was never there, or more come than a book has. */
  apply(message: FixMessage): void {
    if (message.type === 'W') this.#entries.clear();
    for (const entry of message.group(268, ENTRY)) {
      if (message.type === 'X' && entry.get(279) === DELETED) this.#delete(entry);
      else this.#set(entry);
    }
    this.time = parseUtc(message.get(52) ?? '') ?? this.time;
  }

  /** Highest first. */
  get bids(): Level[] {
    return this.#side(BID).sort(([one], [other]) => Number(other) - Number(one));
  }

  /** Lowest first. */
  get asks(): Level[] {
    return this.#side(ASK).sort(([one], [other]) => Number(one) - Number(other));
  }

  #set(entry: FixFields): void {
    const side = entry.get(269);
    if (side !== BID && side !== ASK)
      throw new RangeError(say('an entry is on no side: 269={side}', { side: side ?? '' }));
    const price = requireDecimal(entry.get(270));
    this.#entries.set(idOf(entry), { side, price, size: requireDecimal(entry.get(271) ?? '0') });
    if (this.#entries.size > MOST)
      throw new RangeError(say('the book holds more than {most} entries', { most: MOST }));
  }

  #delete(entry: FixFields): void {
    const id = idOf(entry);
    if (!this.#entries.delete(id))
      throw new RangeError(say('the entry {id} is deleted, and was never there', { id }));
  }

  #side(wanted: string): Level[] {
    // By value: 1.10 and 1.1 are one price.
    const levels = new Map<number, Level>();
    for (const { side, price, size } of this.#entries.values()) {
      if (side !== wanted) continue;
      const value = Number(price);
      const known = levels.get(value);
      levels.set(value, known ? [known[0], addDecimals([known[1], size])] : [price, size]);
    }
    return [...levels.values()];
  }
}

/** A book that only grows has lost what was deleted. */
const MOST = 10_000;
const BID = '0';
const ASK = '1';
const DELETED = '2';
const ENTRY = [279, 269, 278, 299, 55, 270, 271];

/** Where there is no id, a side has one price, and a new one takes its place. */
function idOf(entry: FixFields): string {
  return entry.get(278) ?? entry.get(299) ?? `side ${entry.get(269)}`;
}

/** The whole book of a symbol, by its number: of best prices alone there would be another one. */
export function bookOf(symbol: string): FixTopic<Book> {
  const request = (id: string, kind: '1' | '2') => ({
    type: 'V',
    fields: [
      [262, id],
      [263, kind],
      [264, '0'],
      [265, '1'],
      [267, '2'],
      [269, BID],
      [269, ASK],
      [146, '1'],
      [55, symbol],
    ] as const,
  });
  return {
    line: 'quote',
    name: `book ${symbol}`,
    subject: symbol,
    subscribe: (id) => request(id, '1'),
    unsubscribe: (id) => request(id, '2'),
    create: () => new Book(),
    begins: ({ type }) => type === 'W',
    apply: (book, message) => book.apply(message),
  };
}
