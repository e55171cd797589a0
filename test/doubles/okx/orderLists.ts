import { invalid, missing } from './Answer.js';
import { isOpen, type OkxOrder } from './OkxOrder.js';
import type { PrivateCall } from './PrivateRoute.js';
import { count, time } from './params.js';

const UNFILLED_KEPT_MS = 2 * 3_600_000;
const FILTERS = ['instType', 'instId', 'ordType', 'state'] as const;

/** trade/orders-pending: newest first. */
export function pendingOrders({ query, account, market }: PrivateCall): OkxOrder[] {
  if (query.get('instId')) market.require(query.get('instId') ?? '');
  const limit = Math.min(count(query, 'limit', 100, 100), market.limits.pageCap);
  return paged(account.orders.filter(isOpen), query).slice(0, limit);
}

/** trade/orders-history and its archive: newest first, as far back as `kept`. */
export function doneOrders({ query, account, market }: PrivateCall, kept: number): OkxOrder[] {
  const instType = query.get('instType');
  if (!instType) throw missing('instType');
  if (!['SPOT', 'MARGIN', 'SWAP', 'FUTURES', 'OPTION'].includes(instType)) throw invalid('instType');
  const limit = Math.min(count(query, 'limit', 100, 100), market.limits.pageCap);
  const [begin, end] = [time(query, 'begin'), time(query, 'end')];
  const now = market.clock.now();
  const done = account.orders.filter(
    (order) =>
      !isOpen(order) &&
      Number(order.cTime) >= Math.max(now - kept, begin ?? 0) &&
      Number(order.cTime) <= (end ?? Number.POSITIVE_INFINITY) &&
      (order.accFillSz !== '0' || Number(order.uTime) >= now - UNFILLED_KEPT_MS),
  );
  const rows = paged(done, query);
  // With a begin and no end the page is the one next to begin, newest first inside it.
  return begin !== undefined && end === undefined ? rows.slice(-limit) : rows.slice(0, limit);
}

function paged(orders: OkxOrder[], query: URLSearchParams): OkxOrder[] {
  const [after, before] = [orderId(query, 'after'), orderId(query, 'before')];
  return orders
    .filter((order) => FILTERS.every((name) => !query.get(name) || order[name] === query.get(name)))
    .filter(({ ordId }) => after === undefined || BigInt(ordId) < after)
    .filter(({ ordId }) => before === undefined || BigInt(ordId) > before)
    .sort((a, b) => (BigInt(a.ordId) < BigInt(b.ordId) ? 1 : -1));
}

function orderId(query: URLSearchParams, name: string): bigint | undefined {
  const value = query.get(name);
  if (!value) return undefined;
  if (!/^\d{1,19}$/.test(value)) throw invalid(name);
  return BigInt(value);
}
