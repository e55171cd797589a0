import type { BybitOrder } from './BybitOrder.js';
import type { Market } from './Market.js';

/** Ends an order that is not filled. Only on spot does the status tell whether something was. */
export function endOrder(
  order: BybitOrder,
  market: Market,
  why: { cancelType?: string; rejectReason?: string },
): void {
  const partly = order.category === 'spot' && order.cumExecQty !== '0';
  Object.assign(order, why, {
    orderStatus: partly ? 'PartiallyFilledCanceled' : 'Cancelled',
    updatedTime: `${market.clock.now()}`,
  });
}
