import { barName, pageBars, parseReply, rawOf, readableRows, requireTicker, toBar } from 'fmzproto';
import type { __Exchange__Methods } from './__Exchange__Api.ts';
// #if futures
import { contracts, nativeOf } from './instruments.ts';
import { parseDepth, parseFunding, parseMarket, parseTicker, parseTrade } from './parse.ts';
import {
  candleRow,
  depthReply,
  fundingRow,
  level,
  publicReply,
  tickerReply,
  tickerRow,
  tradeRow,
} from './replies.ts';
// #else
import { nativeOf } from './instruments.ts';
import { parseDepth, parseMarket, parseTicker, parseTrade } from './parse.ts';
import { candleRow, depthReply, level, publicReply, tickerReply, tickerRow, tradeRow } from './replies.ts';
// #end
import { readRows } from './readRows.ts';

// FILL IN: how much the exchange gives at once, and what it calls its bars (by minutes; leave out what it lacks).
const MAX_LEVELS = 500;
const MAX_TRADES = 100;
const MAX_BARS = 1000;
const BAR_NAMES = {
  1: '1m',
  5: '5m',
  15: '15m',
  30: '30m',
  60: '1h',
  240: '4h',
  1440: '1d',
  10080: '1w',
};

/** Public market data. */
export const market = {
  async ticker({ symbol }, api) {
    const instrument = await api.state.instruments.find(api, symbol);
    // FILL IN: path of the ticker.
    const reply = await api.get('/api/v1/ticker', { ...nativeOf(instrument) });
    const ticker = parseTicker(parseReply(tickerReply, reply).data, instrument.name);
    return { data: requireTicker(ticker, instrument.name), raw: reply.raw };
  },

  async tickers(_params, api) {
    const { rows, raw } = await readRows(api, {}, async (native) => {
      // FILL IN: path of all tickers.
      const reply = await api.get('/api/v1/tickers', { ...native });
      const rows = parseReply(publicReply, reply).data;
      return {
        rows: readableRows(api, { list: 'tickers', rows, schema: tickerRow, id: 'symbol' }),
        replies: [reply],
      };
    });
    return { data: rows.flatMap(({ row, symbol }) => parseTicker(row, symbol) ?? []), raw };
  },

  async depth({ symbol, limit }, api) {
    const instrument = await api.state.instruments.find(api, symbol);
    // FILL IN: path of the order book, and the name of its limit.
    const reply = await api.get('/api/v1/depth', {
      ...nativeOf(instrument),
      limit: Math.min(limit, MAX_LEVELS),
    });
    const { asks, bids, time } = parseReply(depthReply, reply).data;
    const levels = (rows: readonly unknown[]) =>
      readableRows(api, { list: 'levels of the order book', rows, schema: level, wanted: true });
    const book = { asks: levels(asks), bids: levels(bids), time };
    return { data: parseDepth(book, limit), raw: reply.raw };
  },

  async trades({ symbol }, api) {
    const instrument = await api.state.instruments.find(api, symbol);
    // FILL IN: path of the latest trades, and the name of its limit.
    const reply = await api.get('/api/v1/trades', { ...nativeOf(instrument), limit: MAX_TRADES });
    const { data: rows } = parseReply(publicReply, reply);
    const trades = readableRows(api, { list: 'trades', rows, schema: tradeRow, wanted: true }).map(parseTrade);
    return { data: trades.sort((one, other) => one.time - other.time), raw: reply.raw };
  },

  async records({ symbol, period, limit }, api) {
    const instrument = await api.state.instruments.find(api, symbol);
    const interval = barName(BAR_NAMES, period);
    const wanted = { count: limit, size: MAX_BARS, period };
    const { bars, replies } = await pageBars(wanted, async ({ limit, before }) => {
      // FILL IN: path of the bars, and the names of their period, their limit and the time (in ms) before which they open.
      const reply = await api.get('/api/v1/candles', {
        ...nativeOf(instrument),
        interval,
        limit,
        endTime: before === undefined ? undefined : before * 1000 - 1,
      });
      const rows = parseReply(publicReply, reply).data;
      const bars = readableRows(api, { list: 'records', rows, schema: candleRow, wanted: true }).map(toBar);
      return { bars, reply };
    });
    return { data: bars, raw: rawOf(replies) };
  },

  markets: (_params, api) =>
    api.state.instruments.markets(api, (instrument, symbol) =>
      // FILL IN: the word for an instrument that can be traded.
      instrument.row.status === 'trading' ? parseMarket(instrument, symbol) : undefined,
    ),
  // #if futures

  async fundings({ symbol }, api) {
    const { rows, raw } = await readRows(api, { symbol, lists: contracts }, async (native) => {
      // FILL IN: path of the funding rates.
      const reply = await api.get('/api/v1/funding-rates', { ...native });
      const rows = parseReply(publicReply, reply).data;
      return {
        rows: readableRows(api, { list: 'fundings', rows, schema: fundingRow, id: 'symbol' }),
        replies: [reply],
      };
    });
    return { data: rows.flatMap(({ row, symbol }) => parseFunding(row, symbol) ?? []), raw };
  },
  // #end
} satisfies __Exchange__Methods;
