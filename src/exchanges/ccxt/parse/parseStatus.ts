import { compareDecimals, signOf } from '../../../protocol/decimal.js';
import type { OrderStatus } from '../../../protocol/order.js';
import type { OrderRow } from '../rows/orderRow.js';
import { isLimitOrder, isMarketOrder } from '../rows/orderType.js';

/**
 * ccxt's words, and where it has none what the amounts say. Of some exchanges ccxt calls all orders "closed" that are
 * over: one of which not all was filled has been canceled.
 */
export function parseStatus({ status, type, amount, filled }: OrderRow): OrderStatus {
  const some = signOf(filled ?? '0') > 0;
  // One that was given in quote currency is canceled for the remainder that buys nothing any more.
  if (status === 'canceled' && isMarketOrder(type) && amount === undefined && some) return 'filled';
  const all = some && amount !== undefined && compareDecimals(filled ?? '0', amount) >= 0;
  switch (status) {
    case 'closed':
      if (filled !== undefined && !some) return 'canceled';
      return some && !all && isLimitOrder(type) && amount !== undefined ? 'partial-canceled' : 'filled';
    case 'canceled':
    case 'expired':
    case 'rejected':
      return some ? 'partial-canceled' : 'canceled';
    default:
      if (all) return 'filled';
      return some ? 'partial-filled' : 'pending';
  }
}

/** Whether an order may still trade. */
export function isOpen(row: OrderRow): boolean {
  return ['pending', 'partial-filled'].includes(parseStatus(row));
}
