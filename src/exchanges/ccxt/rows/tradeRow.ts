import * as v from 'valibot';
import { decimal, text, time } from './fields.js';

export const tradeRow = v.object({
  id: text,
  timestamp: time,
  price: decimal,
  amount: decimal,
  side: text,
  info: v.optional(v.unknown()),
});

export const tradeRows = v.array(tradeRow);

export type TradeRow = v.InferOutput<typeof tradeRow>;
