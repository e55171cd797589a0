import { Refusal } from './Answer.js';
import type { OkxOrder } from './OkxOrder.js';

/**
 * The order of an id; of several with one client order id the latest.
 *
 * @throws Refusal 50015 when neither id is given.
 */
export function findOrder(
  orders: readonly OkxOrder[],
  instId: string,
  ordId: string,
  clOrdId: string,
): OkxOrder | undefined {
  if (ordId === '' && clOrdId === '') {
    throw new Refusal('50015', 'Either parameter ordId or clOrdId is required.', { status: 400 });
  }
  return orders.findLast(
    (order) => order.instId === instId && (ordId === '' ? order.clOrdId === clOrdId : order.ordId === ordId),
  );
}
