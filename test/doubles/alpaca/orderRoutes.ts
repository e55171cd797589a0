import { type AlpacaOrder, isOpen, orderRow } from './AlpacaOrder.js';
import { checkFunds } from './checkFunds.js';
import type { Market } from './Market.js';
import { clientIdOf, newOrder } from './newOrder.js';
import { listOrders } from './orderLists.js';
import { invalidOrder, notFound } from './Refusal.js';
import { Answered, type Call, type Route } from './Route.js';
import { readOrder } from './readOrder.js';
import { replaceOrder } from './replaceOrder.js';

/** The paths of orders; what ends in a slash takes the id of one. */
export const orderRoutes: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['POST /v2/orders', createOrder],
  ['GET /v2/orders', listOrders],
  ['DELETE /v2/orders', cancelAll],
  [
    'GET /v2/orders:by_client_order_id',
    ({ query, ...call }) => orderRow(find(call, 'client_order_id', query.get('client_order_id') ?? '')),
  ],
  ['GET /v2/orders/', (call) => orderRow(find(call, 'id', call.rest))],
  ['PATCH /v2/orders/', (call) => orderRow(replaceOrder(find(call, 'id', call.rest), call))],
  ['DELETE /v2/orders/', cancelOne],
]);

/** @throws Refusal as long as a young order is hidden. */
function find(
  { account, market }: Pick<Call, 'account' | 'market'>,
  field: 'id' | 'client_order_id',
  value: string,
): AlpacaOrder {
  const order = account.orders.find((known) => known[field] === value);
  const hidden = order && market.clock.now() - order.submittedAt < market.limits.hiddenFor;
  if (!order || hidden) throw notFound(`order not found for ${value}`);
  return order;
}

function createOrder({ body, account, market }: Call): unknown {
  const client = clientIdOf(body, account);
  const terms = readOrder(body, account, market);
  checkFunds(terms, account, market);
  const order = newOrder(terms, client, account, market);
  account.orders.push(order);
  return orderRow(order);
}

/** Asks for a cancellation, no more: the order goes on until that is carried out. */
function cancel(order: AlpacaOrder, market: Market): void {
  if (!isOpen(order)) throw invalidOrder(`order is already in "${order.status}" state`);
  if (order.status === 'pending_replace') throw invalidOrder('order is pending replace, cannot cancel');
  order.status = 'pending_cancel';
  order.pending = { step: 'cancel', at: market.clock.now() + market.delays.change };
}

function cancelOne(call: Call): Answered {
  cancel(find(call, 'id', call.rest), call.market);
  return new Answered({ status: 204, body: '' });
}

function cancelAll({ account, market }: Call): Answered {
  const rows = account.orders.filter(isOpen).map((order) => {
    const replaced = order.status === 'pending_replace';
    if (!replaced) cancel(order, market);
    return { id: order.id, status: replaced ? 500 : 200 };
  });
  return new Answered({ status: 207, body: rows });
}
