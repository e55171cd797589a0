import * as v from 'valibot';
import { guessStatus, type OrderListing } from '../../../adapter/orderStates.js';
import { compareDecimals, signOf } from '../../../protocol/decimal.js';
import {
  looseDecimal,
  looseFlag,
  looseText,
  looseTime,
  ownFigure,
  ownPrice,
} from '../../../protocol/fields.js';
import { type OrderStatus, openStatuses, statusOf } from '../../../protocol/order.js';
import { say } from '../../../wording/say.js';

const orderFields = v.object({
  id: looseText,
  clientOrderId: looseText,
  symbol: looseText,
  timestamp: looseTime,
  type: looseText,
  timeInForce: looseText,
  side: looseText,
  status: looseText,
  amount: ownFigure,
  filled: ownFigure,
  remaining: ownFigure,
  price: ownPrice,
  triggerPrice: looseDecimal,
  average: looseDecimal,
  reduceOnly: looseFlag,
  info: v.optional(v.unknown()),
});

export const notAnOrder = () => say('is not an order');

const isOrder = v.check<OrderFields, () => string>(
  ({ id, amount, filled, remaining }) => (id ?? amount ?? filled ?? remaining) !== undefined,
  notAnOrder,
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
export const placedOrder = v.object({ id: v.pipe(looseText, v.string()) });

/** Whether ccxt's word for an order's type, or the exchange's own where ccxt has none, is that of a market order. */
export function isMarketOrder(type: string | undefined): boolean {
  return type !== undefined && /(^|[ _-])(market|mkt)$/i.test(type);
}

/** Whether it is that of an order with a price of its own. */
export function isLimitOrder(type: string | undefined): boolean {
  return type !== undefined && !isMarketOrder(type) && /limit|lmt|maker|post|^(fok|ioc|gtc)$/i.test(type);
}

/** ccxt's words for the state of an order; others are the exchange's own, which ccxt does not know. */
const KNOWN = ['open', 'closed', 'canceled', 'cancelled', 'canceling', 'expired', 'rejected', 'failed'];

/** Whether ccxt hands on a word of the exchange's that it does not know. */
export function isUnknownState({ status }: OrderRow): boolean {
  return status !== undefined && !KNOWN.includes(status);
}

/**
 * ccxt's words, and where it has none what the list and the amounts say. Of some exchanges ccxt calls all orders "closed"
 * that are over: one of which not all was filled has been canceled.
 */
export function parseStatus(row: OrderRow): OrderStatus {
  const { status, type, amount, filled = '0', listed } = row;
  const some = signOf(filled) > 0;
  const all = some && amount !== undefined && compareDecimals(filled, amount) >= 0;
  // Of one that was given in quote currency nothing can be left.
  const most = amount ?? (isMarketOrder(type) ? filled : undefined);
  const amounts = {
    amount: most === undefined ? Number.POSITIVE_INFINITY : Number(most),
    deal_amount: Number(filled),
  };
  switch (status) {
    case 'closed':
      // A state that ccxt files under what is over, on the list of what is not.
      if (listed === 'open' && !all && amount !== undefined) return statusOf('open', amounts);
      if (row.filled !== undefined && !some) return 'canceled';
      return some && !all && isLimitOrder(type) && amount !== undefined ? 'partial-canceled' : 'filled';
    case 'canceled':
    case 'cancelled':
    case 'expired':
    case 'rejected':
    case 'failed':
      return statusOf('done', amounts);
    case 'open':
    case 'canceling':
      // Whatever is filled of it: what is on the list of open orders may still trade.
      return all && listed !== 'open' ? 'filled' : statusOf('open', amounts);
    default:
      if (listed === 'done' || (listed === 'open' && status !== undefined))
        return guessStatus(listed, amounts);
      return all && listed !== 'open' ? 'filled' : statusOf('open', amounts);
  }
}

/** Whether nothing of an order can trade any more, though not all of it was filled. */
export function isCanceled(row: OrderRow): boolean {
  return parseStatus(row).includes('canceled');
}

/** Whether an order may still trade. */
export function isOpen(row: OrderRow): boolean {
  return openStatuses.some((status) => status === parseStatus(row));
}
