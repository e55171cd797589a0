import * as v from 'valibot';
import { decimal, flag, text, time } from './fields.js';

const orderFields = v.object({
  id: text,
  clientOrderId: text,
  symbol: text,
  timestamp: time,
  type: text,
  timeInForce: v.optional(text),
  side: text,
  status: text,
  amount: decimal,
  filled: decimal,
  remaining: decimal,
  price: decimal,
  average: decimal,
  reduceOnly: flag,
  info: v.unknown(),
});

const isOrder = v.check<OrderFields, string>(
  ({ id, amount, filled, remaining }) => (id ?? amount ?? filled ?? remaining) !== undefined,
  'is no order',
);

type OrderFields = v.InferOutput<typeof orderFields>;

/** An order; out of an answer that is none ccxt makes one without id and amounts. */
export const orderRow = v.pipe(orderFields, isOrder);

export const listedOrders = v.array(orderRow);

export type OrderRow = v.InferOutput<typeof orderRow>;

/** What createOrder and editOrder answer: hardly ever more than the id. */
export const placedOrder = v.object({ id: v.pipe(text, v.string()) });
