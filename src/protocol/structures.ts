import * as v from 'valibot';
import { say } from '../wording/say.js';
import { toNumber } from './decimal.js';
import { orderStatuses } from './order.js';

const decimalText = v.pipe(
  v.string(),
  v.regex(/^-?\d+(\.\d+)?$/, () => say('must be a decimal string')),
);
const number = v.pipe(v.number(), v.finite());
const milliseconds = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1_000_000_000_000, () => say('must be in milliseconds')),
);
const seconds = v.pipe(
  v.number(),
  v.integer(),
  v.maxValue(100_000_000_000, () => say('must be in seconds')),
);
const side = v.picklist(['buy', 'sell']);
const level = v.tuple([number, number]);

/** GetTicker: prices in quote currency, `vol` of 24 h in base currency or contracts, `time` in ms; all strings. */
export const ticker = v.object({
  symbol: v.string(),
  buy: decimalText,
  sell: decimalText,
  high: decimalText,
  low: decimalText,
  open: decimalText,
  last: decimalText,
  vol: decimalText,
  time: v.pipe(
    v.string(),
    v.regex(/^\d{13}$/, () => say('must be a string of milliseconds')),
  ),
});

/** GetDepth: `[price, amount]`, asks ascending, bids descending, `time` in ms. */
export const depth = v.object({ time: milliseconds, asks: v.array(level), bids: v.array(level) });

/** GetTrades: oldest first, `type` is the taker's side, `time` in ms. */
export const trades = v.array(
  v.object({ id: v.string(), time: milliseconds, price: number, amount: number, type: side }),
);

/** GetRecords: `[time in seconds, open, high, low, close, volume]`, oldest first. */
export const records = v.array(v.tuple([seconds, number, number, number, number, number]));

/** GetAccount and GetAssets: amounts of a currency as strings. */
export const balances = v.array(v.object({ currency: v.string(), free: decimalText, frozen: decimalText }));

export const orderIdOnly = v.object({ id: v.string() });

/** An order. Amounts in base currency or contracts; `avg_price` is 0 when nothing was filled; `time` in ms. */
export const order = v.object({
  id: v.string(),
  symbol: v.string(),
  amount: number,
  price: number,
  deal_amount: number,
  avg_price: number,
  type: side,
  status: v.picklist(orderStatuses),
  time: v.optional(milliseconds),
  offset: v.optional(v.picklist(['open', 'close'])),
  contract_type: v.optional(v.string()),
});

/** One instrument: steps, limits and precisions; `ct_val` is what one contract holds, in `ct_val_ccy`. */
export const market = v.object({
  symbol: v.string(),
  base_asset: v.string(),
  quote_asset: v.string(),
  tick_size: v.optional(number),
  amount_size: v.optional(number),
  price_precision: v.optional(v.pipe(v.number(), v.integer())),
  amount_precision: v.optional(v.pipe(v.number(), v.integer())),
  min_qty: v.optional(number),
  max_qty: v.optional(number),
  min_notional: v.optional(number),
  max_notional: v.optional(number),
  ct_val: v.optional(number),
  ct_val_ccy: v.optional(v.string()),
  /** What tells it from others of the same name on spot: stock, crypto. */
  class: v.optional(v.string()),
});

/** A position: `amount` in contracts and positive, `type` gives the direction. */
export const position = v.object({
  /** The exchange's own, where an account may have several positions of one symbol and side. FMZ shows none. */
  id: v.optional(v.string()),
  symbol: v.string(),
  type: v.picklist(['long', 'short']),
  amount: number,
  frozen_amount: number,
  price: number,
  profit: number,
  margin: number,
  margin_level: number,
  contract_type: v.string(),
});

/** A funding rate: `time` is the next settlement and `interval` the distance between settlements, both in ms. */
export const funding = v.object({
  symbol: v.string(),
  rate: number,
  time: milliseconds,
  interval: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

export type Ticker = v.InferOutput<typeof ticker>;
export type Depth = v.InferOutput<typeof depth>;
export type Trade = v.InferOutput<typeof trades>[number];
export type Bar = v.InferOutput<typeof records>[number];
export type Balance = v.InferOutput<typeof balances>[number];
export type Order = v.InferOutput<typeof order>;
export type Market = v.InferOutput<typeof market>;
export type Position = v.InferOutput<typeof position>;
export type Funding = v.InferOutput<typeof funding>;

/**
 * FMZ's bar of the row that most exchanges send: open time in ms, open, high, low, close, volume.
 *
 * @throws InvalidDecimalError when one of them is not a decimal number.
 * @example toBar(['1670608800000', '17071', '17073', '17027', '17055.5', '268611'])
 */
export function toBar([time, open, high, low, close, volume]: readonly [
  time: string | number,
  open: string | number,
  high: string | number,
  low: string | number,
  close: string | number,
  volume: string | number,
  ...more: unknown[],
]): Bar {
  return [
    Math.floor(toNumber(time) / 1000),
    toNumber(open),
    toNumber(high),
    toNumber(low),
    toNumber(close),
    toNumber(volume),
  ];
}

/**
 * FMZ's level of an order book, of the row that most exchanges send: price and size.
 *
 * @throws InvalidDecimalError when one of them is not a decimal number.
 * @example asks.map(toLevel) // [[65557.7, 16.606555]]
 */
export function toLevel([price, size]: readonly [
  price: string | number,
  size: string | number,
  ...more: unknown[],
]): [number, number] {
  return [toNumber(price), toNumber(size)];
}
