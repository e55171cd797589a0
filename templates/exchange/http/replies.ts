import {
  decimalField,
  emptyDecimalField,
  // #if keys
  // #if futures
  flagField,
  // #end
  // #end
  optionalDecimalField,
  optionalTextField,
  // #if keys
  __optionalTimeField__,
  ownRow,
  // #end
  textField,
  __timeField__,
} from 'fmzproto';
import * as v from 'valibot';

// FILL IN: the names of the fields in each schema below, and in parse.ts, which reads them.
// A figure comes out as a plain decimal string, however it was sent; what is optional is "" where the exchange tells none.

// #if rest
/** An ISO time, as Unix time in ms. */
// #else
/** Unix time in ms. */
// #end
const time = v.pipe(__timeField__, v.transform(Number));
const side = v.picklist(['buy', 'sell']);

// #if rest
/** An answer is bare, with no envelope around it: the rest of the adapter reads it as `data`. */
function reply<Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(
    schema,
    v.transform((data) => ({ data })),
  );
}

/** A list, or a page of one. */
function page<Row extends v.GenericSchema>(row: Row) {
  return reply(v.array(row));
}
// #else
/** The envelope around the answer proper. */
function reply<Data extends v.GenericSchema>(data: Data) {
  return v.object({ data });
}

/** The envelope around a page of a list; `next` is the cursor of the page behind it. */
function page<Row extends v.GenericSchema>(row: Row) {
  return v.object({ data: v.array(row), next: optionalTextField });
}
// #end

/** What anybody can see comes as rows of any kind: `readableRows` leaves out those that cannot be read. */
export const publicReply = page(v.unknown());

/** "" where a side of the order book is empty. */
export const tickerRow = v.object({
  symbol: textField,
  bid: emptyDecimalField,
  ask: emptyDecimalField,
  last: emptyDecimalField,
  open: emptyDecimalField,
  high: emptyDecimalField,
  low: emptyDecimalField,
  volume: emptyDecimalField,
  time,
});

/** What is needed of an instrument besides its names, which instruments.ts reads. */
export const instrumentRow = v.object({
  status: textField,
  tickSize: emptyDecimalField,
  lotSize: emptyDecimalField,
  minAmount: optionalDecimalField,
  // #if futures
  /** What one contract holds, and of which currency. */
  contractSize: optionalDecimalField,
  contractCurrency: optionalTextField,
  // #end
});

/** [price, amount] */
export const level = v.looseTuple([decimalField, decimalField]);
/** `side` is the taker's. */
export const tradeRow = v.object({ id: textField, price: decimalField, amount: decimalField, side, time });
// #if rest
/** [opening time in ISO, open, high, low, close, volume] */
// #else
/** [opening time in ms, open, high, low, close, volume] */
// #end
export const candleRow = v.looseTuple([
  __timeField__,
  decimalField,
  decimalField,
  decimalField,
  decimalField,
  decimalField,
]);

export const tickerReply = reply(tickerRow);
export const depthReply = reply(v.object({ asks: v.array(v.unknown()), bids: v.array(v.unknown()), time }));
// #if futures

/** Dated contracts have the rate "". */
export const fundingRow = v.object({
  symbol: textField,
  rate: emptyDecimalField,
  nextTime: time,
  intervalHours: v.pipe(decimalField, v.transform(Number), v.gtValue(0)),
});
// #end
// #if keys

// Rows of the account's own are never left out: one that cannot be read fails the answer, and is named.
const order = ownRow(
  'order',
  'orderId',
  v.object({
    symbol: textField,
    orderId: textField,
    clientOrderId: optionalTextField,
    side,
    status: optionalTextField,
    /** "" on a market order. */
    price: emptyDecimalField,
    /** In base currency or contracts; "" on a market buy that was given in quote currency. */
    amount: emptyDecimalField,
    /** Absent on some exchanges as long as nothing is filled. */
    filledAmount: optionalDecimalField,
    averagePrice: optionalDecimalField,
    // #if futures
    reduceOnly: flagField,
    // #end
    time: __optionalTimeField__,
  }),
);
const balance = ownRow(
  'balance',
  'currency',
  v.object({ currency: textField, available: decimalField, locked: optionalDecimalField }),
);
// #if futures
const position = ownRow(
  'position',
  'symbol',
  v.object({
    symbol: textField,
    side: v.picklist(['long', 'short']),
    /** In contracts. */
    amount: decimalField,
    available: optionalDecimalField,
    entryPrice: emptyDecimalField,
    unrealizedProfit: optionalDecimalField,
    margin: optionalDecimalField,
    leverage: optionalDecimalField,
  }),
);
// #end

// #if clock
export const timeReply = reply(v.object({ time }));
// #end
// #if oauth2
/** `expires_in` is in seconds. */
export const tokenReply = reply(v.object({ access_token: textField, expires_in: decimalField }));
// #end
export const balancesReply = reply(v.array(balance));
export const orderReply = reply(order);
export const ordersReply = page(order);
/** The answer to placing, changing and canceling an order. */
export const acceptedReply = reply(v.object({ orderId: textField }));
// #if futures
export const positionsReply = reply(v.array(position));
export const leverageReply = reply(v.object({ symbol: textField, leverage: optionalDecimalField }));
// #end
// #end

export type InstrumentRow = v.InferOutput<typeof instrumentRow>;
export type TickerRow = v.InferOutput<typeof tickerRow>;
export type TradeRow = v.InferOutput<typeof tradeRow>;
// #if futures
export type FundingRow = v.InferOutput<typeof fundingRow>;
// #end
// #if keys
export type BalanceRow = v.InferOutput<typeof balance>;
export type OrderRow = v.InferOutput<typeof order>;
// #if futures
export type PositionRow = v.InferOutput<typeof position>;
// #end
// #end
