import { guessStatus } from '../../../adapter/orderStates.js';
import { compareDecimals, signOf } from '../../../protocol/decimal.js';
import { type OrderStatus, openStatuses, statusOf } from '../../../protocol/order.js';
import type { OrderRow } from '../rows/orderRow.js';
import { isLimitOrder, isMarketOrder } from '../rows/orderType.js';

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

/** Whether an order may still trade. */
export function isOpen(row: OrderRow): boolean {
  return openStatuses.some((status) => status === parseStatus(row));
}
