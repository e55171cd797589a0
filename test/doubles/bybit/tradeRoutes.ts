import { amendOrder } from './amendOrder.js';
import { type BybitOrder, isOpen } from './BybitOrder.js';
import { endOrder } from './endOrder.js';
import { findOrder } from './findOrder.js';
import { isHidden } from './isHidden.js';
import { matchOrder } from './matchOrder.js';
import { closedOrders, openOrders } from './orderLists.js';
import type { PrivateCall, PrivateRoute } from './PrivateRoute.js';
import { Refusal } from './Refusal.js';
import { readOrder, tradedInstrument } from './readOrder.js';

const trades: PrivateRoute['permissions'] = { contracts: ['Order'], spot: ['SpotTrade'] };
const reads: PrivateRoute['permissions'] = { contracts: ['Order', 'Position'], spot: ['SpotTrade'] };

/** The paths that trade. */
export const tradeRoutes: ReadonlyMap<string, PrivateRoute> = new Map<string, PrivateRoute>([
  ['POST /v5/order/create', { run: (call) => ids(createOrder(call)), permissions: trades }],
  ['POST /v5/order/amend', { run: (call) => ids(amendOrder(call)), permissions: trades }],
  ['POST /v5/order/cancel', { run: (call) => ids(cancelOrder(call)), permissions: trades }],
  ['GET /v5/order/realtime', { run: openOrders, permissions: reads }],
  ['GET /v5/order/history', { run: closedOrders, permissions: reads }],
]);

function ids({ orderId, orderLinkId }: BybitOrder): Record<string, string> {
  return { orderId, orderLinkId };
}

function createOrder({ body, account, market }: PrivateCall): BybitOrder {
  const order = readOrder(body, account, market);
  account.orders.push(order);
  matchOrder(order, account, market);
  return order;
}

function cancelOrder({ body, account, market }: PrivateCall): BybitOrder {
  const instrument = tradedInstrument(body, market);
  const found = findOrder(body, instrument, account.orders);
  const order = found && isHidden(found, market) ? undefined : found;
  if (!order || !isOpen(order)) throw notCancelable(instrument.category === 'spot', order);
  endOrder(order, market, { cancelType: 'CancelByUser' });
  return order;
}

function notCancelable(spot: boolean, order: BybitOrder | undefined): Refusal {
  if (!spot) return new Refusal(110001, 'order not exists or too late to cancel');
  if (!order) return new Refusal(170213, 'Order does not exist.');
  if (order.orderStatus === 'Filled') return new Refusal(170139, 'Order has been filled.');
  return new Refusal(170142, 'Order has been canceled.');
}
