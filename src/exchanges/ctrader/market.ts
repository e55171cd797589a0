import { requireTicker } from '../../adapter/rows.js';
import { bookOf } from './book.js';
import { parseDepth, parseMarket, parseTicker } from './parse.js';
import type { CTraderMethods } from './state.js';

/** Prices, from one subscription for each symbol: that of its book. */
export const market = {
  async ticker({ symbol }, api) {
    const { row, name } = await api.state.instruments.find(api, symbol);
    const { memory, reply } = await api.fix.follow(bookOf(row.symbol));
    return { data: requireTicker(parseTicker(memory, name, api.now()), name), raw: reply.raw };
  },

  async depth({ symbol, limit }, api) {
    const { row } = await api.state.instruments.find(api, symbol);
    const { memory, reply } = await api.fix.follow(bookOf(row.symbol));
    return { data: parseDepth(memory, limit, api.now()), raw: reply.raw };
  },

  markets: (_params, api) => api.state.instruments.markets(api, parseMarket),
} satisfies CTraderMethods;
