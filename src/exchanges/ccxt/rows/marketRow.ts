import * as v from 'valibot';
import { decimal, flag, text, time } from './fields.js';

const range = v.optional(v.nullable(v.object({ min: decimal, max: decimal })));

/** An instrument, as ccxt's markets have it. @see https://docs.ccxt.com/#/?id=market-structure */
export const marketRow = v.object({
  id: v.string(),
  symbol: v.string(),
  base: v.string(),
  quote: v.string(),
  settle: text,
  type: text,
  spot: flag,
  swap: flag,
  future: flag,
  linear: flag,
  inverse: flag,
  active: v.optional(v.unknown()),
  contractSize: decimal,
  expiry: time,
  created: time,
  precision: v.optional(v.nullable(v.object({ amount: decimal, price: decimal }))),
  limits: v.optional(v.nullable(v.object({ amount: range, cost: range, leverage: range }))),
});

export type MarketRow = v.InferOutput<typeof marketRow>;
