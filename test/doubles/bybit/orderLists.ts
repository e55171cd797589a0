import { DAY } from '../exchange/Bar.js';
import { type BybitOrder, isOpen } from './BybitOrder.js';
import { orderRow } from './orderRow.js';
import type { PrivateCall } from './PrivateRoute.js';
import { category, cursor, limit, time } from './params.js';
import { invalid, Refusal } from './Refusal.js';

const RECENTLY_CLOSED = 500;

/** order/realtime: what is open; the latest that are closed too when asked for, or for by an id. */
export function openOrders(call: PrivateCall): unknown {
  const { query, account, market } = call;
  const named = category(query.get('category'));
  if (named === 'linear' && !['symbol', 'baseCoin', 'settleCoin'].some((name) => query.get(name))) {
    throw invalid('Missing some parameters that must be filled in, symbol or settleCoin or baseCoin');
  }
  const byId = Boolean(query.get('orderId') || query.get('orderLinkId'));
  const mine = account.orders.filter((order) => order.category === named);
  const closed = mine.filter((order) => !isOpen(order)).slice(-RECENTLY_CLOSED);
  const wantsClosed = query.get('openOnly') === (named === 'inverse' ? '2' : '1');
  const pool = byId ? [...mine.filter(isOpen), ...closed] : wantsClosed ? closed : mine.filter(isOpen);
  const behind = cursor(query, 'page_args');
  const { page, last } = paged(
    call,
    pool,
    behind === undefined ? undefined : known(account.orders.find(({ orderId }) => orderId === behind)),
  );
  return {
    list: page.map((order) => orderRow(order, market.require(named, order.symbol), false)),
    nextPageCursor: last ? encodeURIComponent(`page_args=${last.orderId}&symbol=6&`) : '',
    category: named,
  };
}

/** order/history: what is closed, of seven days at most; without fills, of one day. */
export function closedOrders(call: PrivateCall): unknown {
  const { query, account, market } = call;
  const named = category(query.get('category'));
  const now = market.clock.now();
  const { start, end } = span(query, now);
  const wanted = query.get('orderStatus');
  const pool = account.orders.filter(
    (order) =>
      order.category === named &&
      !isOpen(order) &&
      Number(order.createdTime) >= start &&
      Number(order.createdTime) <= end &&
      (order.cumExecQty !== '0' || Number(order.updatedTime) >= now - DAY) &&
      (!wanted || order.orderStatus === wanted),
  );
  const token = cursor(query, 'page_token');
  const { page, last } = paged(
    call,
    pool,
    token === undefined ? undefined : known(account.orders[Number(token)]),
  );
  return {
    list: page.map((order) => orderRow(order, market.require(named, order.symbol), true)),
    nextPageCursor: last ? encodeURIComponent(`page_token=${account.orders.indexOf(last)}&`) : '',
    category: named,
  };
}

/** The order that a cursor names. @throws Refusal 10001 */
function known(order: BybitOrder | undefined): BybitOrder {
  if (!order) throw invalid('params error: cursor invalid');
  return order;
}

/** Seven days from the start, or to the end, or to now. @throws Refusal 10001 */
function span(query: URLSearchParams, now: number): { start: number; end: number } {
  const [from, to] = [time(query, 'startTime'), time(query, 'endTime')];
  const end = to ?? (from === undefined ? now : from + 7 * DAY);
  const start = from ?? end - 7 * DAY;
  if (end < start) throw invalid('params error: startTime is later than endTime');
  if (end - start > 7 * DAY)
    throw invalid('The time range between startTime and endTime cannot exceed 7 days');
  return { start, end };
}

/** Newest first, from behind an order on. A page that holds anything has a cursor, even where nothing follows. */
function paged(
  { query, account, market, hiddenFor }: PrivateCall,
  pool: readonly BybitOrder[],
  behind: BybitOrder | undefined,
): { page: BybitOrder[]; last: BybitOrder | undefined } {
  const rank = (order: BybitOrder) => [Number(order.createdTime), account.orders.indexOf(order)] as const;
  const newestFirst = (a: BybitOrder, b: BybitOrder) => {
    const [[timeA, indexA], [timeB, indexB]] = [rank(a), rank(b)];
    return timeB - timeA || indexB - indexA;
  };
  const size = Math.min(limit(query, 20, 50), market.limits.pageCap);
  const page = pool
    .filter(
      ({ createdTime }) =>
        Number(createdTime) <= market.clock.now() - Math.max(hiddenFor, market.limits.hiddenFor),
    )
    .filter(chosen({ query, market }))
    .filter((order) => !behind || newestFirst(behind, order) < 0)
    .sort(newestFirst)
    .slice(0, size);
  return { page, last: page.at(-1) };
}

/** By the first of these that the query has: orderId, orderLinkId, symbol, baseCoin; and by settleCoin. */
function chosen({ query, market }: Pick<PrivateCall, 'query' | 'market'>): (order: BybitOrder) => boolean {
  const named = category(query.get('category'));
  const symbol = query.get('symbol');
  if (symbol && !market.find(named, symbol)) {
    throw named === 'spot' ? new Refusal(170121, 'Invalid symbol.') : invalid('params error: symbol invalid');
  }
  const name = (['orderId', 'orderLinkId', 'symbol', 'baseCoin'] as const).find((key) => query.get(key));
  const settleCoin = query.get('settleCoin');
  return (order) => {
    const { baseCoin, settleCoin: settled } = market.require(order.category, order.symbol);
    if (settleCoin && settled !== settleCoin) return false;
    return !name || query.get(name) === (name === 'baseCoin' ? baseCoin : order[name]);
  };
}
