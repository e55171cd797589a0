import type { Answer } from '../exchange/Answer.js';
import { invalid, missing, ok, Refusal, RowRefusal } from './Answer.js';
import { amendOrder } from './amendOrder.js';
import { checkOrder, field } from './checkOrder.js';
import { findOrder } from './findOrder.js';
import { isHidden } from './isHidden.js';
import { cancel, matchOrder } from './matchOrder.js';
import { isOpen, orderRow } from './OkxOrder.js';
import { doneOrders, pendingOrders } from './orderLists.js';
import type { PrivateCall, PrivateRoute } from './PrivateRoute.js';
import { required } from './params.js';

const DAY = 86_400_000;

/** The paths that trade. */
export const tradeRoutes: ReadonlyMap<string, PrivateRoute> = new Map<string, PrivateRoute>([
  ['POST /api/v5/trade/order', (call) => operationAnswer(call, place)],
  ['POST /api/v5/trade/cancel-order', (call) => operationAnswer(call, cancelOrder)],
  ['POST /api/v5/trade/amend-order', (call) => operationAnswer(call, amend)],
  ['GET /api/v5/trade/order', (call) => ok([readOrder(call)])],
  [
    'GET /api/v5/trade/orders-pending',
    (call) => ok(pendingOrders(call).map((order) => orderRow(order, false))),
  ],
  [
    'GET /api/v5/trade/orders-history',
    (call) => ok(doneOrders(call, 7 * DAY).map((order) => orderRow(order, true))),
  ],
  [
    'GET /api/v5/trade/orders-history-archive',
    (call) => ok(doneOrders(call, 90 * DAY).map((order) => orderRow(order, true))),
  ],
]);

type Row = Record<string, string>;

/** The envelope of an operation on one order: refused, it is code "1" with the reason in its row. */
function operationAnswer(call: PrivateCall, operate: (call: PrivateCall) => Row): Answer {
  const ts = `${call.market.clock.now()}`;
  const envelope = (code: string, msg: string, row: Row) => ({
    status: 200,
    body: { code, data: [{ ...row, ts }], inTime: `${call.arrivedAt}123`, msg, outTime: `${ts}987` },
  });
  try {
    return envelope('0', '', operate(call));
  } catch (error) {
    if (!(error instanceof RowRefusal)) throw error;
    const { sCode, message: sMsg, subCode } = error;
    const named = {
      clOrdId: textOf(call.body.clOrdId),
      ordId: textOf(call.body.ordId),
      tag: textOf(call.body.tag),
    };
    return envelope('1', 'All operations failed', { ...named, sCode, sMsg, subCode });
  }
}

function place(call: PrivateCall): Row {
  checkExpiry(call);
  const { account, market } = call;
  const order = checkOrder(call.body, account, market);
  account.orders.push(order);
  matchOrder(order, account, market);
  return {
    clOrdId: order.clOrdId,
    ordId: order.ordId,
    sCode: '0',
    sMsg: 'Order placed',
    subCode: '',
    tag: order.tag,
  };
}

function cancelOrder({ body, account, market }: PrivateCall): Row {
  if (!body.instId) throw missing('instId');
  const order = findOrder(
    account.orders,
    field(body, 'instId'),
    field(body, 'ordId'),
    field(body, 'clOrdId'),
  );
  if (!order || !isOpen(order) || isHidden(order, market)) {
    throw new RowRefusal('51400', 'Cancellation failed: the order is filled, canceled or does not exist.');
  }
  cancel(order, market);
  return { clOrdId: order.clOrdId, ordId: order.ordId, sCode: '0', sMsg: '' };
}

function amend(call: PrivateCall): Row {
  checkExpiry(call);
  const order = amendOrder(call);
  const reqId = textOf(call.body.reqId);
  return { clOrdId: order.clOrdId, ordId: order.ordId, reqId, sCode: '0', sMsg: '', subCode: '' };
}

function readOrder({ query, account, market }: PrivateCall): Row | Record<string, unknown> {
  const instId = required(query, 'instId');
  market.require(instId);
  const order = findOrder(account.orders, instId, query.get('ordId') ?? '', query.get('clOrdId') ?? '');
  const forgotten =
    order?.state === 'canceled' &&
    order.accFillSz === '0' &&
    Number(order.uTime) < market.clock.now() - DAY / 12;
  if (!order || forgotten || isHidden(order, market)) throw new Refusal('51603', 'Order does not exist');
  return orderRow(order, false);
}

/** Header expTime: the order is dropped when it is dealt with later than that. */
function checkExpiry({ headers, arrivedAt, market }: PrivateCall): void {
  const { exptime } = headers;
  if (exptime === undefined) return;
  if (typeof exptime !== 'string' || !/^\d{13}$/.test(exptime)) throw invalid('expTime');
  const end = Number(exptime) + market.limits.forgives;
  if (end < arrivedAt) throw new Refusal('50036', 'The expTime is earlier than the current system time.');
  if (end < market.clock.now()) throw new Refusal('50037', 'The order expired.');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
