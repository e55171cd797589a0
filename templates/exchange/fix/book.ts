import {
  compareDecimals,
  type FixMessage,
  type FixTopic,
  parseUtc,
  readGroup,
  requireDecimal,
  rowOf,
  toLevel,
} from 'fmzproto';
import { entryMembers, entryTags, tag } from './tags.ts';

// FILL IN: what the venue tells of an instrument besides bids and asks; parse.ts makes a ticker of what there is.
const KINDS = { bid: '0', ask: '1', last: '2', open: '4', high: '7', low: '8', volume: 'B' } as const;

/** What the venue has told of an instrument since it was subscribed. */
export class Book {
  readonly #entries = new Map<string, { kind: string; price: string; size: string }>();
  /** When the latest message was sent, in Unix ms. */
  time: number | undefined;

  /** @throws where a message does not fit what came before: the instrument is subscribed anew. */
  apply(message: FixMessage): void {
    if (message.type === 'W') this.#entries.clear();
    for (const fields of readGroup(message, tag.NoMDEntries, entryMembers)) {
      const { action = '0', kind = '', price = '0', size = '0' } = rowOf(fields, entryTags);
      // FILL IN: what tells an entry from others: its side and its price here, and at some venues its id (278).
      const key = kind === KINDS.bid || kind === KINDS.ask ? `${kind} ${price}` : kind;
      if (action !== '2') {
        this.#entries.set(key, { kind, price: requireDecimal(price), size: requireDecimal(size) });
      } else if (!this.#entries.delete(key)) {
        throw new RangeError(`${key} is deleted, and was never there`);
      }
    }
    this.time = parseUtc(message.get(52) ?? '') ?? this.time;
  }

  /** [price, size], lowest first. */
  get asks(): [number, number][] {
    return this.#side(KINDS.ask).map(toLevel);
  }

  /** Highest first. */
  get bids(): [number, number][] {
    return this.#side(KINDS.bid).reverse().map(toLevel);
  }

  /** The price of what there is one of, or the best price of a side; `undefined` where it is not told. */
  price(of: Exclude<keyof typeof KINDS, 'volume'>): string | undefined {
    const levels = this.#side(KINDS[of]);
    return levels.at(of === 'bid' ? -1 : 0)?.[0];
  }

  get volume(): string | undefined {
    return this.#side(KINDS.volume)[0]?.[1];
  }

  #side(wanted: string): [price: string, size: string][] {
    return [...this.#entries.values()]
      .filter(({ kind }) => kind === wanted)
      .map(({ price, size }): [string, string] => [price, size])
      .sort(([one], [other]) => compareDecimals(one, other));
  }
}

/** The book of an instrument, which is subscribed while somebody asks for it. */
export function bookOf(symbol: string): FixTopic<Book> {
  // FILL IN: what the request holds, and in which order. 263=1 subscribes, and 2 ends that.
  const request = (id: string, type: '1' | '2') => ({
    type: 'V',
    fields: [
      [tag.MDReqID, id],
      [tag.SubscriptionRequestType, type],
      [tag.MarketDepth, '0'],
      [tag.MDUpdateType, '1'],
      [tag.NoMDEntryTypes, String(Object.keys(KINDS).length)],
      ...Object.values(KINDS).map((kind) => [tag.MDEntryType, kind] as const),
      [tag.NoRelatedSym, '1'],
      [tag.Symbol, symbol],
    ] as const,
  });
  return {
    // #if !oneLine
    line: 'quote',
    // #end
    name: `book ${symbol}`,
    subject: symbol,
    subscribe: (id) => request(id, '1'),
    unsubscribe: (id) => request(id, '2'),
    create: () => new Book(),
    begins: ({ type }) => type === 'W',
    apply: (book, message) => book.apply(message),
  };
}
