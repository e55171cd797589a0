import {
  nameRows,
  parseReply,
  rawOf,
  readableRows,
  readBars,
  readLevels,
  readLists,
  requireTicker,
  // #if futures
  selectContracts,
  // #end
  selectInstruments,
} from 'fmzproto';
// #if futures
import { contracts, instrumentOf, nativeOf, products } from './instruments.ts';
import { parseFunding, parseMarket, parseTicker, parseTrade } from './parse.ts';
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
import { instrumentOf, nativeOf, products } from './instruments.ts';
import { parseMarket, parseTicker, parseTrade } from './parse.ts';
import { candleRow, depthReply, level, publicReply, tickerReply, tickerRow, tradeRow } from './replies.ts';
// #end
import type { __Exchange__Methods } from './state.ts';

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
    const { rows, replies } = await readLists(products, async (list) => {
      // FILL IN: path of all tickers.
      const reply = await api.get('/api/v1/tickers', { ...nativeOf({ list }) });
      const rows = parseReply(publicReply, reply).data;
      return {
        rows: readableRows(api, { list: 'tickers', rows, schema: tickerRow, id: 'symbol' }),
        replies: [reply],
      };
    });
    const named = await nameRows(api, await selectInstruments(api), rows, instrumentOf);
    return { data: named.flatMap(({ row, symbol }) => parseTicker(row, symbol) ?? []), raw: rawOf(replies) };
  },

  async depth({ symbol, limit }, api) {
    const instrument = await api.state.instruments.find(api, symbol);
    // FILL IN: path of the order book, and the name of its limit.
    const reply = await api.get('/api/v1/depth', {
      ...nativeOf(instrument),
      limit: Math.min(limit, MAX_LEVELS),
    });
    const book = parseReply(depthReply, reply).data;
    const asks = readLevels(api, book.asks, level).sort(([one], [other]) => one - other);
    const bids = readLevels(api, book.bids, level).sort(([one], [other]) => other - one);
    return {
      data: { time: book.time, asks: asks.slice(0, limit), bids: bids.slice(0, limit) },
      raw: reply.raw,
    };
  },

  async trades({ symbol }, api) {
    const instrument = await api.state.instruments.find(api, symbol);
    // FILL IN: path of the latest trades, and the name of its limit.
    const reply = await api.get('/api/v1/trades', { ...nativeOf(instrument), limit: MAX_TRADES });
    const { data: rows } = parseReply(publicReply, reply);
    const trades = readableRows(api, { list: 'trades', rows, schema: tradeRow, wanted: true }).map(parseTrade);
    return { data: trades.sort((one, other) => one.time - other.time), raw: reply.raw };
  },

  async records(params, api) {
    const instrument = await api.state.instruments.find(api, params.symbol);
    const bars = { names: BAR_NAMES, size: MAX_BARS, schema: candleRow };
    return readBars(api, params, bars, async (interval, { limit, before }) => {
      // FILL IN: path of the bars, and the names of their period, their limit and the time before which they open.
      const reply = await api.get('/api/v1/candles', {
        ...nativeOf(instrument),
        interval,
        limit,
        // #if rest
        endTime: before === undefined ? undefined : new Date(before * 1000 - 1).toISOString(),
        // #else
        endTime: before === undefined ? undefined : before * 1000 - 1,
        // #end
      });
      return { rows: parseReply(publicReply, reply).data, reply };
    });
  },

  markets: (_params, api) =>
    api.state.instruments.markets(api, (instrument, symbol) =>
      // FILL IN: the word for an instrument that can be traded.
      instrument.row.status === 'trading' ? parseMarket(instrument, symbol) : undefined,
    ),
  // #if futures

  async fundings({ symbol }, api) {
    const selection = await selectContracts(api, symbol);
    const { rows, replies } = await readLists(contracts, async (list) => {
      // FILL IN: path of the funding rates.
      const native = nativeOf({ list, id: selection.instrument?.id });
      const reply = await api.get('/api/v1/funding-rates', { ...native });
      const rows = parseReply(publicReply, reply).data;
      return {
        rows: readableRows(api, { list: 'fundings', rows, schema: fundingRow, id: 'symbol' }),
        replies: [reply],
      };
    });
    const named = await nameRows(api, selection, rows, instrumentOf);
    return { data: named.flatMap(({ row, symbol }) => parseFunding(row, symbol) ?? []), raw: rawOf(replies) };
  },
  // #end
} satisfies __Exchange__Methods;
