import { requireTicker } from 'fmzproto';
import { bookOf } from './book.ts';
import { parseMarket, parseTicker } from './parse.ts';
import type { __Exchange__Methods } from './state.ts';

/** Market data. Over FIX nobody is told any without keys, and there are no bars: GetRecords is not supported. */
export const market = {
  async ticker({ symbol }, api) {
    const { id, name } = await api.state.instruments.find(api, symbol);
    const { memory: book, reply } = await api.fix.follow(bookOf(id));
    return { data: requireTicker(parseTicker(book, name, api.now()), name), raw: reply.raw };
  },

  async depth({ symbol, limit }, api) {
    const { id } = await api.state.instruments.find(api, symbol);
    const { memory: book, reply } = await api.fix.follow(bookOf(id));
    const { asks, bids, time = api.now() } = book;
    return { data: { time, asks: asks.slice(0, limit), bids: bids.slice(0, limit) }, raw: reply.raw };
  },

  markets: (_params, api) => api.state.instruments.markets(api, parseMarket),
} satisfies __Exchange__Methods;
