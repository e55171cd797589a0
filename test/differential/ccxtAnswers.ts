import * as v from 'valibot';

const text = v.string();
/** Figures are strings where ccxt keeps the digits, and numbers where it does not. */
const figure = v.optional(v.union([text, v.number()]));
const digits = v.optional(text);
const side = v.picklist(['buy', 'sell']);

/** fetchTicker. */
export const ticker = v.object({
  symbol: text,
  ...{ bid: digits, ask: digits, high: digits, low: digits, open: digits, last: digits, baseVolume: digits },
  timestamp: v.number(),
});

/** fetchTickers, by symbol. */
export const tickers = v.record(text, ticker);

const level = v.tuple([figure, figure]);

/** fetchOrderBook. */
export const book = v.object({ asks: v.array(level), bids: v.array(level), timestamp: v.number() });

/** fetchTrades. */
export const trades = v.array(
  v.object({ id: text, timestamp: v.number(), price: figure, amount: figure, side }),
);

/** fetchOHLCV: time, open, high, low, close, volume. */
export const candles = v.array(v.tuple([v.number(), figure, figure, figure, figure, figure]));

/** fetchBalance. */
export const balance = v.object({ free: v.record(text, digits), used: v.record(text, digits) });

export const order = v.object({
  ...{ id: text, symbol: text, side, status: v.picklist(['open', 'closed', 'canceled']) },
  ...{ price: figure, average: figure, amount: figure, filled: figure },
  timestamp: v.number(),
  reduceOnly: v.boolean(),
});

/** fetchOpenOrders and fetchClosedOrders. */
export const orders = v.array(order);

const market = v.object({
  ...{ symbol: text, base: text, quote: text, active: v.boolean(), contractSize: digits },
  precision: v.object({ price: digits, amount: digits }),
  limits: v.object({ amount: v.object({ min: digits, max: digits }) }),
});

/** fetchMarkets. */
export const markets = v.array(market);

/** fetchPositions. */
export const positions = v.array(
  v.object({
    ...{ symbol: text, side: v.optional(v.picklist(['long', 'short'])), marginMode: text },
    ...{ contracts: figure, entryPrice: figure, unrealizedPnl: figure, leverage: figure },
    ...{ initialMargin: figure, collateral: figure },
  }),
);

/** fetchFundingRates, by symbol. */
export const fundings = v.record(
  text,
  v.object({ symbol: text, fundingRate: figure, fundingTimestamp: v.number(), interval: text }),
);
