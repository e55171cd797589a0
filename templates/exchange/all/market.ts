import { barName, parseReply, rawOf, requireTicker, toBar } from 'fmzproto';
import type { __Exchange__Methods } from './__Exchange__Api.ts';
// #if futures
import { nameOf, products, selectRows } from './instruments.ts';
import { parseDepth, parseFunding, parseMarket, parseTicker, parseTrade } from './parse.ts';
import { candlesReply, depthReply, fundingsReply, tickerReply, tickersReply, tradesReply } from './replies.ts';
// #else
import { products, selectRows } from './instruments.ts';
import { parseDepth, parseMarket, parseTicker, parseTrade } from './parse.ts';
import { candlesReply, depthReply, tickerReply, tickersReply, tradesReply } from './replies.ts';
// #end

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
    const { id } = await api.state.instruments.find(api, symbol);
    // FILL IN: path of the ticker, and the name of its symbol parameter.
    const reply = await api.get('/api/v1/ticker', { symbol: id });
    const ticker = parseTicker(parseReply(tickerReply, reply).data, symbol.name);
    return { data: requireTicker(ticker, symbol.name), raw: reply.raw };
  },

  async tickers(_params, api) {
    // FILL IN: path of all tickers.
    const replies = await Promise.all(products.map((product) => api.get('/api/v1/tickers', { product })));
    const rows = replies.flatMap((reply) => parseReply(tickersReply, reply).data);
    const named = await selectRows(api, rows);
    return { data: named.flatMap(({ row, symbol }) => parseTicker(row, symbol) ?? []), raw: rawOf(replies) };
  },

  async depth({ symbol, limit }, api) {
    const { id } = await api.state.instruments.find(api, symbol);
    // FILL IN: path of the order book, and the names of its parameters.
    const reply = await api.get('/api/v1/depth', { symbol: id, limit: Math.min(limit, MAX_LEVELS) });
    return { data: parseDepth(parseReply(depthReply, reply).data, limit), raw: reply.raw };
  },

  async trades({ symbol }, api) {
    const { id } = await api.state.instruments.find(api, symbol);
    // FILL IN: path of the latest trades, and the names of its parameters.
    const reply = await api.get('/api/v1/trades', { symbol: id, limit: MAX_TRADES });
    const trades = parseReply(tradesReply, reply).data.map(parseTrade);
    return { data: trades.sort((one, other) => one.time - other.time), raw: reply.raw };
  },

  async records({ symbol, period, limit }, api) {
    const { id } = await api.state.instruments.find(api, symbol);
    const interval = barName(BAR_NAMES, period);
    // FILL IN: path of the bars, and the names of its parameters.
    const reply = await api.get('/api/v1/candles', { symbol: id, interval, limit: Math.min(limit, MAX_BARS) });
    const bars = parseReply(candlesReply, reply).data.map(toBar);
    return { data: bars.sort((one, other) => one[0] - other[0]).slice(-limit), raw: reply.raw };
  },

  markets: (_params, api) =>
    api.state.instruments.markets(api, (instrument, symbol) =>
      // FILL IN: the word for an instrument that can be traded.
      instrument.row.status === 'trading' ? parseMarket(instrument, symbol) : undefined,
    ),
  // #if futures

  async fundings({ symbol }, api) {
    // FILL IN: path of the funding rates, and the name of its symbol parameter.
    const reply = await api.get('/api/v1/funding-rates', { symbol: await nameOf(api, symbol) });
    const rows = await selectRows(api, parseReply(fundingsReply, reply).data, symbol);
    return { data: rows.map((named) => parseFunding(named.row, named.symbol)), raw: reply.raw };
  },
  // #end
} satisfies __Exchange__Methods;
