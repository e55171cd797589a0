import type { BybitOrder } from './BybitOrder.js';
import type { Instrument } from './Instrument.js';
import { text } from './params.js';
import { invalid } from './Refusal.js';

/** The order that the body of a request names; its own id goes before the user's. @throws Refusal 10001 */
export function findOrder(
  body: Record<string, unknown>,
  { category, symbol }: Instrument,
  orders: readonly BybitOrder[],
): BybitOrder | undefined {
  const [orderId, orderLinkId] = [text(body, 'orderId'), text(body, 'orderLinkId')];
  if (orderId === '' && orderLinkId === '') throw invalid('params error: orderId or orderLinkId is required');
  return orders.findLast(
    (order) =>
      order.category === category &&
      order.symbol === symbol &&
      (orderId === '' ? order.orderLinkId === orderLinkId : order.orderId === orderId),
  );
}
