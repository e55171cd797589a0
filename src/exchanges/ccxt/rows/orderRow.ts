import * as v from 'valibot';
import type { OrderListing } from '../../../adapter/orderStates.js';
import { decimal, figure, flag, priceFigure, text, time } from './fields.js';

const orderFields = v.object({
  id: text,
  clientOrderId: text,
  symbol: text,
  timestamp: time,
  type: text,
  timeInForce: text,
  side: text,
  status: text,
  amount: figure,
  filled: figure,
  remaining: figure,
  price: priceFigure,
  triggerPrice: decimal,
  average: decimal,
  reduceOnly: flag,
  info: v.optional(v.unknown()),
});

const isOrder = v.check<OrderFields, string>(
  ({ id, amount, filled, remaining }) => (id ?? amount ?? filled ?? remaining) !== undefined,
  'is not an order',
);

type OrderFields = v.InferOutput<typeof orderFields>;

/** An order; out of an answer that is none ccxt makes one without id and amounts. */
export const orderRow = v.pipe(orderFields, isOrder);

export const listedOrders = v.array(orderRow);

export type OrderRow = v.InferOutput<typeof orderRow> & {
  /** The list that it was read from, where all on it are open, or all are over. */
  listed?: OrderListing;
};

/** What createOrder and editOrder answer: hardly ever more than the id. */
export const placedOrder = v.object({ id: v.pipe(text, v.string()) });
