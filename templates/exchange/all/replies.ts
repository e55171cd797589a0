import { toDecimal } from 'fmzproto';
import * as v from 'valibot';

// FILL IN: the names of the fields in each schema below, and in parse.ts, which reads them.

/** A price or an amount as a decimal string, however it is sent; "" where there is none. */
const decimal = v.pipe(
  v.nullish(v.union([v.string(), v.number()]), ''),
  v.transform((value) => toDecimal(value) ?? ''),
);
/** Unix time in ms. */
const time = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer());
const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.nonEmpty('is empty'));
const side = v.picklist(['buy', 'sell']);

/** The envelope around the answer proper. */
function reply<Data extends v.GenericSchema>(data: Data) {
  return v.object({ data });
}

/** The envelope around a page of a list; `next` is the cursor of the page behind it. */
function page<Row extends v.GenericSchema>(row: Row) {
  return v.object({ data: v.array(row), next: v.nullish(v.string(), '') });
}

const ticker = v.object({
  symbol: v.string(),
  bid: decimal,
  ask: decimal,
  last: decimal,
  open: decimal,
  high: decimal,
  low: decimal,
  volume: decimal,
  time,
});

const instrument = v.object({
  symbol: v.string(),
  // #if !split
  base: v.string(),
  quote: v.string(),
  // #end
  status: v.string(),
  tickSize: decimal,
  lotSize: decimal,
  minAmount: decimal,
  // #if futures
  /** What one contract holds, and of which currency. */
  contractSize: v.optional(decimal),
  contractCurrency: v.optional(v.string()),
  /** When a dated contract ends; absent on others. */
  expiry: v.nullish(time),
  // #end
});

const level = v.looseTuple([decimal, decimal]);
const trade = v.object({ id, price: decimal, amount: decimal, side, time });

export const instrumentsReply = page(instrument);
export const tickerReply = reply(ticker);
export const tickersReply = reply(v.array(ticker));
/** Levels are [price, amount]. */
export const depthReply = reply(v.object({ asks: v.array(level), bids: v.array(level), time }));
/** `side` is the taker's. */
export const tradesReply = reply(v.array(trade));
/** Rows are [opening time in ms, open, high, low, close, volume]. */
export const candlesReply = reply(
  v.array(v.looseTuple([decimal, decimal, decimal, decimal, decimal, decimal])),
);
// #if futures
export const fundingsReply = reply(
  v.array(v.object({ symbol: v.string(), rate: decimal, nextTime: time, intervalHours: v.number() })),
);
// #end
// #if keys

const order = v.object({
  symbol: v.string(),
  orderId: id,
  side,
  status: v.string(),
  /** "" on a market order. */
  price: decimal,
  /** In base currency or contracts; "" on a market buy that was given in quote currency. */
  amount: decimal,
  filledAmount: decimal,
  averagePrice: decimal,
  // #if futures
  reduceOnly: v.optional(v.boolean(), false),
  // #end
  time,
});

export const timeReply = reply(v.object({ time }));
export const balancesReply = reply(
  v.array(v.object({ currency: v.string(), available: decimal, locked: decimal })),
);
export const orderReply = reply(order);
export const ordersReply = page(order);
/** The answer to placing and canceling an order. */
export const acceptedReply = reply(v.object({ orderId: id }));
// #if futures
export const positionsReply = reply(
  v.array(
    v.object({
      symbol: v.string(),
      side: v.picklist(['long', 'short']),
      /** In contracts. */
      amount: decimal,
      available: decimal,
      entryPrice: decimal,
      unrealizedProfit: decimal,
      margin: decimal,
      leverage: decimal,
    }),
  ),
);
export const leverageReply = reply(v.object({ symbol: v.string(), leverage: decimal }));
// #end
// #end

export type InstrumentRow = v.InferOutput<typeof instrument>;
export type TickerRow = v.InferOutput<typeof ticker>;
export type DepthRow = v.InferOutput<typeof depthReply>['data'];
export type TradeRow = v.InferOutput<typeof trade>;
// #if futures
export type FundingRow = v.InferOutput<typeof fundingsReply>['data'][number];
// #end
// #if keys
export type BalanceRow = v.InferOutput<typeof balancesReply>['data'][number];
export type OrderRow = v.InferOutput<typeof order>;
// #if futures
export type PositionRow = v.InferOutput<typeof positionsReply>['data'][number];
// #end
// #end
