import { compareDecimals } from '../protocol/decimal.js';
import { RawJson } from '../protocol/json.js';
import type { Bar, Depth, Ticker, Trade } from '../protocol/structures.js';
import { type BarReading, barKind } from '../streams/BarMemory.js';
import { type BookReading, bookKind, type OrderBook } from '../streams/OrderBook.js';
import { type RowMemory, rowKind } from '../streams/RowMemory.js';
import { type StateReading, stateKind } from '../streams/StateMemory.js';
import type { StreamTopic } from '../streams/StreamProtocol.js';
import { tradeKind } from '../streams/TradeMemory.js';
import type { StreamFeed } from './ExchangeStreams.js';

/** A row as the exchange has it now. */
export type PushedRow = Readonly<Record<string, unknown>>;

/**
 * What is made of the latest row of a topic, or of several: a ticker, a funding rate.
 *
 * @param feed.read `undefined` where no answer can be made of the rows, such as a ticker without a price: REST is asked then.
 * @param feed.until the Unix time in ms until which the answer holds, where it says so itself.
 * @example rowFeed({ topics: [{ address: 'public', name: 'tickers:BTC-USDT' }], read: ([row]) => parseTicker(row, name) })
 */
export function rowFeed<T>(feed: {
  topics: readonly StreamTopic[];
  read(rows: readonly PushedRow[]): T | undefined;
  until?(data: T): number;
}): StreamFeed<T> {
  return {
    look(hold) {
      const held = feed.topics.map((topic) => hold(topic, rowKind));
      const memories = held.flatMap(({ memory, age }) => (memory?.row && age !== undefined ? [memory] : []));
      if (memories.length < feed.topics.length) return undefined;
      return {
        versions: memories.map(({ version }) => version),
        age: Math.max(...held.map(({ age = 0 }) => age)),
        ...(feed.until && { until: feed.until }),
        read() {
          const data = feed.read(memories.flatMap(({ row }) => (row ? [row] : [])));
          if (data === undefined) return undefined;
          const raw = memories.map(rawOfRow);
          return { data, raw: raw.length === 1 ? raw[0] : raw };
        },
      };
    },
  };
}

/** A ticker; `undefined` where there is none, or its bid is not below its ask: REST may know better. */
export function uncrossed(ticker: Ticker | undefined): Ticker | undefined {
  return ticker && compareDecimals(ticker.buy, ticker.sell) < 0 ? ticker : undefined;
}

/** The exchange's own message; where the row is made of several, the row in the exchange's words. */
function rawOfRow({ text, row }: RowMemory): RawJson {
  return new RawJson(text ?? JSON.stringify(row));
}

/**
 * An order book that is kept by its sequence. A call for more levels than it has is one for REST.
 *
 * @param feed.limit how many levels of a side the call wants.
 * @param feed.quiet the longest that the exchange sends nothing about a book that does not change, in ms, where it says so.
 * @param feed.raw the book in the exchange's words, with the rows that were sent.
 */
export function bookFeed(
  feed: BookReading & {
    topic: StreamTopic;
    limit: number;
    quiet?: number;
    raw(book: {
      asks: readonly unknown[];
      bids: readonly unknown[];
      time: number;
      sequence: string;
    }): unknown;
  },
): StreamFeed<Depth> | undefined {
  const { limit, levels } = feed;
  if (limit > levels) return undefined;
  const kind = bookKind({ levels, read: feed.read }, feed.quiet);
  return {
    look(hold) {
      const { memory, age } = hold(feed.topic, kind);
      const sequence = memory?.sequence;
      if (!memory || age === undefined || sequence === undefined) return undefined;
      return {
        versions: [memory.version],
        age,
        read() {
          const { asks, bids } = cut(memory, limit);
          const { time } = memory;
          const rows = { asks: asks.map(({ row }) => row), bids: bids.map(({ row }) => row) };
          return {
            data: {
              time,
              asks: asks.map(({ price, size }) => [price, size]),
              bids: bids.map(({ price, size }) => [price, size]),
            },
            raw: feed.raw({ ...rows, time, sequence }),
          };
        },
      };
    },
  };
}

function cut({ asks, bids }: OrderBook, limit: number) {
  return { asks: asks.slice(0, limit), bids: bids.slice(0, limit) };
}

/**
 * The latest trades. They are those of the stream alone: an exchange may merge matches in its stream otherwise than over
 * REST, so that the rows of both never stand in one answer. That is why it answers only when it has seen at least as many as
 * REST gives.
 *
 * @param feed.count how many REST gives.
 * @param feed.rows the rows of a message as they were sent, oldest first.
 * @param feed.read the trades of such rows; one that was sent twice counts once.
 */
export function tradeFeed(feed: {
  topic: StreamTopic;
  count: number;
  rows(data: unknown): readonly unknown[];
  read(rows: readonly unknown[]): Trade[];
}): StreamFeed<Trade[]> {
  const kind = tradeKind({ most: 2 * feed.count, rows: feed.rows });
  return {
    look(hold) {
      const { memory, age } = hold(feed.topic, kind);
      if (!memory || age === undefined || memory.size < feed.count) return undefined;
      return {
        versions: [memory.version],
        age,
        read() {
          const rows = memory.rows.slice(-2 * feed.count);
          const byId = new Map(feed.read(rows).map((trade) => [trade.id, trade]));
          const trades = [...byId.values()].sort((a, b) => a.time - b.time);
          if (trades.length < feed.count) return undefined;
          return { data: trades.slice(-feed.count), raw: rows.slice(-feed.count) };
        },
      };
    },
  };
}

/**
 * The latest bars: a history that REST gave, and what was pushed after it. Where a bar must have begun that was not pushed yet, one
 * was missed, or more bars are wanted than the history has, REST is asked.
 *
 * @param feed.limit how many bars the call wants.
 */
export function barFeed(feed: BarReading & { topic: StreamTopic; limit: number }): StreamFeed<Bar[]> {
  const { limit, topic } = feed;
  const kind = barKind({ length: feed.length, read: feed.read });
  return {
    look(hold, now) {
      const { memory, age } = hold(topic, kind);
      if (!memory || age === undefined || !memory.covers(limit, now)) return undefined;
      return {
        versions: [memory.version],
        age,
        read: () => ({ data: memory.newest(limit), raw: new RawJson(memory.text) }),
      };
    },
    learn: (hold, bars) => hold(topic, kind).memory?.learn(bars, limit),
  };
}

/**
 * A feed that answers only while its instrument is traded, as another topic tells.
 *
 * @param states.read the instruments that a message of that topic is about, and whether each is traded.
 */
export function whileTraded<T>(
  feed: StreamFeed<T>,
  states: { topic: StreamTopic; id: string; read: StateReading },
): StreamFeed<T> {
  const kind = stateKind(states.read);
  return {
    look(hold, now) {
      const { memory, age } = hold(states.topic, kind);
      const known = feed.look(hold, now);
      if (!known || !memory || age === undefined || !memory.isTraded(states.id)) return undefined;
      return { ...known, age: Math.max(known.age, age) };
    },
    ...(feed.learn && { learn: feed.learn }),
  };
}
