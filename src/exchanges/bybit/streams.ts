import * as v from 'valibot';
import type { StreamFeed } from '../../adapter/ExchangeStreams.js';
import { barFeed, bookFeed, rowFeed, tradeFeed, uncrossed } from '../../adapter/streamFeeds.js';
import { toNumber } from '../../protocol/decimal.js';
import { RawJson } from '../../protocol/json.js';
import type { Ticker } from '../../protocol/structures.js';
import { barName, MINUTE } from '../../protocol/time.js';
import { bookKind } from '../../streams/OrderBook.js';
import { rowKind } from '../../streams/RowMemory.js';
import type { StreamTopic } from '../../streams/StreamProtocol.js';
import type { BybitInstrument } from './instruments.js';
import { BAR_NAMES, RECENT_TRADES } from './market.js';
import { parseFunding, parseTicker, parseTrade } from './parse.js';
import { read, readBars, readBook, readTrades } from './pushes.js';
import { fundingRow, tickerRow } from './replies.js';
import type { BybitStreams } from './state.js';

/** Levels of a side that a topic has. The fewest that are enough change least. */
const DEPTHS = [50, 200, 1000];
/**
 * Bybit sends the best level of what is traded again every 3 s, though nothing changes. It does not push that a symbol is
 * suspended: what has been without a best level for so many ms is asked for over REST.
 */
const QUIET = 15_000;
const bestKind = bookKind({ levels: 1, read: readBook }, QUIET);

/** Bybit's public streams: an address for each category. @see https://bybit-exchange.github.io/docs/v5/ws/connect */
export const streams: BybitStreams = {
  url: 'wss://stream.bybit.com',
  paths: { spot: '/v5/public/spot', linear: '/v5/public/linear', inverse: '/v5/public/inverse' },
  // Bybit wants to hear of a client every 20 s, whatever it sends itself.
  ping: { text: '{"op":"ping"}', after: 5000, within: 5000, every: 20_000 },
  limits: { connections: { requests: 500, per: 5 * MINUTE }, topics: 10, characters: 21_000 },
  subscribe: (topics, name) => request('subscribe', topics, name),
  unsubscribe: (topics, name) => request('unsubscribe', topics, name),
  read,
  methods: {
    async ticker({ symbol }, api) {
      const instrument = await api.state.instruments.find(api, symbol);
      if (instrument.list === 'spot') return traded(instrument, spotTicker(instrument, instrument.name));
      return traded(
        instrument,
        rowFeed({
          topics: [topicOf(instrument, 'tickers')],
          read: ([row]) => readTicker(row, instrument.name),
        }),
      );
    },

    async depth({ symbol, limit }, api) {
      const instrument = await api.state.instruments.find(api, symbol);
      const levels = DEPTHS.find((depth) => depth >= limit) ?? 0;
      const feed = bookFeed({
        topic: topicOf(instrument, `orderbook.${levels}`),
        limit,
        levels,
        read: readBook,
        raw: (book) => rawBook(instrument.id, book),
      });
      return feed && traded(instrument, feed);
    },

    async trades({ symbol }, api) {
      const instrument = await api.state.instruments.find(api, symbol);
      return traded(
        instrument,
        tradeFeed({
          topic: topicOf(instrument, 'publicTrade'),
          count: RECENT_TRADES[instrument.list],
          rows: (data) => v.parse(v.array(v.unknown()), data),
          read: (rows) => readTrades(rows).map(parseTrade),
        }),
      );
    },

    async records({ symbol, period, limit }, api) {
      const instrument = await api.state.instruments.find(api, symbol);
      const topic = topicOf(instrument, `kline.${barName(BAR_NAMES, period)}`);
      return traded(instrument, barFeed({ topic, limit, length: period * 60, read: readBars }));
    },

    async fundings({ symbol }, api) {
      if (symbol === undefined || 'range' in symbol) return undefined;
      const instrument = await api.state.instruments.find(api, symbol);
      if (instrument.kind !== 'swap') return undefined;
      const { fundingInterval } = instrument.row;
      return traded(
        instrument,
        rowFeed({
          topics: [topicOf(instrument, 'tickers')],
          read: ([row]) => [parseFunding(v.parse(fundingRow, { ...row, fundingInterval }), instrument.name)],
          // From the settlement on, it is the rate of the next one that is asked for.
          until: ([funding]) => funding?.time ?? 0,
        }),
      );
    },
  },
};

function topicOf({ list, id }: BybitInstrument, kind: string): StreamTopic {
  return { address: list, name: `${kind}.${id}` };
}

function request(op: string, args: readonly string[], req_id: string): string {
  return JSON.stringify({ req_id, op, args });
}

/** A feed that answers while Bybit lists its instrument as traded, and repeats the best level of it. */
function traded<T>(instrument: BybitInstrument, feed: StreamFeed<T>): StreamFeed<T> | undefined {
  if (instrument.row.status !== 'Trading') return undefined;
  const { learn } = feed;
  return {
    look(hold, now) {
      const { memory, age } = hold(topicOf(instrument, 'orderbook.1'), bestKind);
      const known = feed.look(hold, now);
      if (!known || age === undefined || memory?.sequence === undefined) return undefined;
      return { ...known, age: Math.max(known.age, age) };
    },
    ...(learn && { learn }),
  };
}

const timed = v.object({ ts: v.unknown() });

function readTicker(row: unknown, symbol: string): Ticker | undefined {
  const { ts } = v.parse(timed, row);
  return uncrossed(parseTicker(v.parse(tickerRow, row), symbol, toNumber(String(ts))));
}

const bestRow = v.looseTuple([v.string()]);

/** The best price of a side; 0 where that is empty, as in REST's tickers. */
function priceOf([row]: readonly unknown[]): string {
  return row === undefined ? '0' : v.parse(bestRow, row)[0];
}

function rowOf({ row }: { row: unknown }): unknown {
  return row;
}

/** A book in Bybit's words, with the rows that were sent. */
function rawBook(
  id: string,
  {
    asks,
    bids,
    time,
    sequence,
  }: { asks: readonly unknown[]; bids: readonly unknown[]; time: number; sequence: string },
): RawJson {
  return new RawJson(
    `{"s":${JSON.stringify(id)},"b":${JSON.stringify(bids)},"a":${JSON.stringify(asks)},"ts":${time},"u":${sequence}}`,
  );
}

/** Tickers of spot lack the best bid and ask: those are the best level of the book. */
function spotTicker(instrument: BybitInstrument, name: string): StreamFeed<Ticker> {
  return {
    look(hold) {
      const [ticker, book] = [
        hold(topicOf(instrument, 'tickers'), rowKind),
        hold(topicOf(instrument, 'orderbook.1'), bestKind),
      ];
      const { row, text } = ticker.memory ?? {};
      const best = book.memory;
      if (!row || !best || ticker.age === undefined || book.age === undefined) return undefined;
      return {
        versions: [row, best.version],
        age: Math.max(ticker.age, book.age),
        read() {
          const { asks, bids, time, sequence = '' } = best;
          const rows = { asks: asks.map(rowOf), bids: bids.map(rowOf) };
          const prices = { ask1Price: priceOf(rows.asks), bid1Price: priceOf(rows.bids) };
          const ts = Math.max(toNumber(String(row.ts)), time);
          const data = readTicker({ ...row, ...prices, ts }, name);
          const pushed = new RawJson(text ?? JSON.stringify(row));
          return data && { data, raw: [pushed, rawBook(instrument.id, { ...rows, time, sequence })] };
        },
      };
    },
  };
}
