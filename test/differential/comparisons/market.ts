import * as normalise from '../normaliseMarket.js';
import { fundings } from '../payloads/funding.js';
import { instruments } from '../payloads/instrument.js';
import { book, candles, trades } from '../payloads/market.js';
import { ticker, tickers } from '../payloads/ticker.js';
import { defineComparison } from './Comparison.js';
import { succeeded } from './succeeded.js';

const REFUSED = /has no buyers, no sellers or no trades/;

/** Public data. */
export const marketComparisons = [
  defineComparison('ticker', 80, ticker, {
    async ours(sides, { instrument }) {
      const envelope = await sides.ours('ticker', { symbol: instrument.fmz });
      if (REFUSED.test(envelope.error ?? '')) return new Map();
      return normalise.ticker.ours(succeeded(envelope));
    },
    theirs: async (sides, { instrument }) =>
      normalise.ticker.theirs(await sides.theirs.fetchTicker(instrument.symbol)),
  }),

  defineComparison('tickers', 40, tickers, {
    ours: async (sides) => normalise.tickers.ours(succeeded(await sides.ours('tickers'))),
    async theirs({ theirs }) {
      const types = ['spot', 'swap', 'future'];
      const lists = await Promise.all(types.map((type) => theirs.fetchTickers(undefined, { type })));
      return normalise.tickers.theirs(Object.fromEntries(lists.flatMap((list) => Object.entries(list))));
    },
  }),

  defineComparison('order book', 80, book, {
    ours: async (sides, { instrument }) =>
      normalise.book.ours(succeeded(await sides.ours('depth', { symbol: instrument.fmz, limit: '400' }))),
    theirs: async (sides, { instrument }) =>
      normalise.book.theirs(await sides.theirs.fetchOrderBook(instrument.symbol, 400)),
  }),

  defineComparison('trades', 60, trades, {
    ours: async (sides, { instrument }) =>
      normalise.trades.ours(succeeded(await sides.ours('trades', { symbol: instrument.fmz }))),
    theirs: async (sides, { instrument }) =>
      normalise.trades.theirs(await sides.theirs.fetchTrades(instrument.symbol)),
  }),

  defineComparison('candles', 60, candles, {
    ours: async (sides, { instrument, minutes }) =>
      normalise.candles.ours(
        succeeded(
          await sides.ours('records', { symbol: instrument.fmz, period: `${minutes}`, limit: '100' }),
        ),
      ),
    theirs: async (sides, { instrument, timeframe }) =>
      normalise.candles.theirs(await sides.theirs.fetchOHLCV(instrument.symbol, timeframe)),
  }),

  defineComparison('instruments', 40, instruments, {
    ours: async (sides) => normalise.instruments.ours(succeeded(await sides.oursAnew('markets'))),
    theirs: async ({ theirs }) => normalise.instruments.theirs(await theirs.fetchMarkets()),
  }),

  defineComparison('funding rates', 40, fundings, {
    ours: async (sides) => normalise.fundings.ours(succeeded(await sides.ours('fundings'))),
    theirs: async ({ theirs }) => normalise.fundings.theirs(await theirs.fetchFundingRates()),
  }),
];
