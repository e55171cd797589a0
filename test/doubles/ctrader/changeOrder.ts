import type { FixMessage } from '../../../src/fix/FixMessage.js';
import type { AccountState } from './AccountState.js';
import type { Told } from './Body.js';
import { isOpen, type Order, report } from './Order.js';
import { Refused } from './Positions.js';
import { amountOf, expiryOf, priceOf } from './placeOrder.js';
import { businessReject, cancelReject, missingTag, sessionReject } from './refusals.js';

/** An OrderCancelRequest (F): its report has the request's own id (11), and the order's (41). */
export function cancelOrder(request: FixMessage, account: AccountState): Told[] {
  const found = findOpen(request, account, [41, 11]);
  if ('told' in found) return [found.told];
  const { order } = found;
  const ids = { 11: request.get(11) ?? '', 41: request.get(41) ?? '' };
  return [account.end(order, '4', ids)];
}

/** An OrderCancelReplaceRequest (G): its report has the request's own id (11) alone. */
export function replaceOrder(request: FixMessage, account: AccountState): Told[] {
  const found = findOpen(request, account, [41, 11, 38]);
  if ('told' in found) return [found.told];
  const { order } = found;
  try {
    change(order, request, account);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return account.habits.refusesBy === 'j'
      ? [businessReject(request.get(11), error.message)]
      : [cancelReject(request, order, error.message)];
  }
  const id = request.get(11) ?? '';
  if (account.habits.replaced === 'renamed') order.clientId = id;
  return [{ ...report(order, '5', { 11: id }), to: 'all' }, ...account.match(order)];
}

/** @throws Refused, and then nothing is changed. */
function change(order: Order, request: FixMessage, account: AccountState): void {
  const quantity = amountOf(request, order.instrument);
  if (quantity.lte(order.filled))
    throw new Refused('TRADING_BAD_VOLUME:Order volume is not larger than what has been filled.');
  const price = request.get(44) === undefined ? order.price : priceOf(request, 44, order.instrument);
  const stop = request.get(99) === undefined ? order.stop : priceOf(request, 99, order.instrument);
  const now = account.clock.now();
  const expires = request.get(126) === undefined ? order.expires : expiryOf(request, now);
  Object.assign(order, { quantity, price, stop, expires, changedAt: now });
}

/** The open order that a request means, or what is wrong with it. */
function findOpen(
  request: FixMessage,
  account: AccountState,
  required: readonly number[],
): { order: Order } | { told: Told } {
  const missing = missingTag(request, required);
  if (missing !== undefined) return { told: sessionReject(request, missing) };
  const [id, clientId] = [request.get(37), request.get(41)];
  const order = account.find(id, clientId);
  if (!order) {
    const named = id === undefined ? `clientOrderId=${clientId} not found.` : `orderId:${id} isn't found`;
    return { told: businessReject(request.get(11), `ORDER_NOT_FOUND:Order with ${named}`) };
  }
  if (!isOpen(order)) return { told: cancelReject(request, order, 'Order is not open') };
  return { order };
}
