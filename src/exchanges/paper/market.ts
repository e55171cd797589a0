import type { Methods } from '../../adapter/Exchange.js';
import type { Level } from './engine/Book.js';
import type { Market } from './synthetic/createMarket.js';

const MOST_LEVELS = 400;

/** Public market data, all of it synthetic. */
export function createMarketMethods(market: Market, now: () => number) {
  return {
    async ticker({ symbol }) {
      return { data: market.ticker(symbol, now()) };
    },

    async tickers() {
      const time = now();
      return { data: market.listed.map((symbol) => market.ticker(symbol, time)) };
    },

    async depth({ symbol, limit }) {
      const time = now();
      const { asks, bids } = market.book(symbol, time, Math.min(limit, MOST_LEVELS));
      return { data: { time, asks: asks.map(toNumbers), bids: bids.map(toNumbers) } };
    },

    async trades({ symbol }) {
      return { data: market.trades(symbol, now()) };
    },

    async records({ symbol, period, limit }) {
      return { data: market.bars(symbol, { minutes: period, limit, now: now() }) };
    },

    async markets() {
      const entries = market.listed.map((symbol) => [symbol.name, market.entry(symbol)] as const);
      return { data: Object.fromEntries(entries) };
    },
  } satisfies Methods<unknown, unknown>;
}

function toNumbers({ price, amount }: Level): [number, number] {
  return [Number(price), Number(amount)];
}
