import type { Methods } from '../../exchange/defineExchange.js';
import type { PaperKeys } from './credentials.js';
import type { Level } from './engine/Book.js';
import type { PaperState } from './state.js';

const MOST_LEVELS = 400;

/** Public market data, all of it synthetic. */
export const market = {
  async ticker({ symbol }, { state }) {
    return { data: state.market.ticker(symbol, state.now()) };
  },

  async tickers(_params, { state }) {
    const now = state.now();
    return { data: state.market.listed.map((symbol) => state.market.ticker(symbol, now)) };
  },

  async depth({ symbol, limit }, { state }) {
    const time = state.now();
    const { asks, bids } = state.market.book(symbol, time, Math.min(limit, MOST_LEVELS));
    return { data: { time, asks: asks.map(toNumbers), bids: bids.map(toNumbers) } };
  },

  async trades({ symbol }, { state }) {
    return { data: state.market.trades(symbol, state.now()) };
  },

  async records({ symbol, period, limit }, { state }) {
    const request = { minutes: period, limit, now: state.now() };
    return { data: state.market.bars(symbol, request) };
  },

  async markets(_params, { state }) {
    const entries = state.market.listed.map((symbol) => [symbol.name, state.market.entry(symbol)] as const);
    return { data: Object.fromEntries(entries) };
  },
} satisfies Methods<PaperKeys, PaperState>;

function toNumbers({ price, amount }: Level): [number, number] {
  return [Number(price), Number(amount)];
}
