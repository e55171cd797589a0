import type { FixMessage } from '../../../src/fix/FixMessage.js';
import { parseUtc } from '../../../src/fix/utc.js';
import type { AccountState } from './AccountState.js';
import type { Told } from './Body.js';
import { isOpen, type Order, report } from './Order.js';
import { businessReject, missingTag, sessionReject } from './refusals.js';

/** An OrderStatusRequest (H), by ClOrdID (11) alone. */
export function readOrder(request: FixMessage, account: AccountState): Told[] {
  const missing = missingTag(request, [11]);
  if (missing !== undefined) return [sessionReject(request, missing)];
  const id = request.get(11);
  const order = account.find(undefined, id);
  if (!order || (account.habits.forgets && !isOpen(order)))
    return [businessReject(id, `ORDER_NOT_FOUND:Order with clientOrderId=${id} not found.`)];
  return [{ ...report(order, account.habits.status), to: 'asker' }];
}

/** An OrderMassStatusRequest (AF): a report for each order, which says how many they are (911). */
export function listOrders(request: FixMessage, account: AccountState): Told[] {
  const missing = missingTag(request, [584, 585]);
  if (missing !== undefined) return [sessionReject(request, missing)];
  const id = request.get(584) ?? '';
  const found = select(request, account);
  if (!found) return [businessReject(id, 'INVALID_REQUEST:MassStatusReqType should be either 1 or 7')];
  if (found.length === 0) return [businessReject(id, 'ORDER_NOT_FOUND:No orders are found')];
  const more = { 584: id, 911: String(found.length) };
  return found.map((order) => ({ ...report(order, 'I', more), to: 'asker' as const }));
}

/** All that are open, those of them that are older than a time (225), or a single one. */
function select(request: FixMessage, account: AccountState): Order[] | undefined {
  switch (request.get(585)) {
    case '1': {
      const order = account.find(request.get(37), request.get(11));
      return order ? [order] : [];
    }
    case '7': {
      const before = parseUtc(request.get(225) ?? '') ?? Number.POSITIVE_INFINITY;
      return account.orders.filter((order) => isOpen(order) && order.createdAt < before);
    }
    default:
      return undefined;
  }
}
