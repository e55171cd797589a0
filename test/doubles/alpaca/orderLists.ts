import { type AlpacaOrder, isOpen, orderRow } from './AlpacaOrder.js';
import { badParameter } from './Refusal.js';
import type { Call } from './Route.js';

const MOST = 500;

/** GET /v2/orders: newest submitted first unless told otherwise, 500 at most, and no word of there being more. */
export function listOrders({ query, account, market }: Call): unknown {
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw badParameter('invalid limit');
  const status = query.get('status') ?? 'open';
  if (!['open', 'closed', 'all'].includes(status)) throw badParameter('invalid status');
  const rising = query.get('direction') === 'asc';
  const now = market.clock.now();
  const found = account.orders
    .filter((order) => status === 'all' || isOpen(order) === (status === 'open'))
    .filter((order) => now - order.submittedAt >= market.limits.hiddenFor)
    .filter(chosenBy(query));
  const ordered = byAge(found, account.orders);
  if (!rising) ordered.reverse();
  const page = cut(ordered, account.orders, query);
  return page.slice(0, Math.min(limit, market.limits.pageCap)).map(orderRow);
}

function chosenBy(query: URLSearchParams): (order: AlpacaOrder) => boolean {
  const symbols = query.get('symbols')?.split(',');
  const side = query.get('side');
  const asset = query.get('asset_class');
  return (order) =>
    (!symbols || symbols.includes(order.symbol)) &&
    (!side || order.side === side) &&
    (!asset || asset.split(',').includes(order.asset_class));
}

/** By the time of submission; of one moment, by when they came. */
function byAge(orders: readonly AlpacaOrder[], all: readonly AlpacaOrder[]): AlpacaOrder[] {
  const place = new Map(all.map((order, index) => [order.id, index]));
  const placeOf = ({ id }: AlpacaOrder) => place.get(id) ?? 0;
  return [...orders].sort((a, b) => a.submittedAt - b.submittedAt || placeOf(a) - placeOf(b));
}

/** Both times are exclusive; an id goes with none of them. */
function cut(
  ordered: readonly AlpacaOrder[],
  all: readonly AlpacaOrder[],
  query: URLSearchParams,
): readonly AlpacaOrder[] {
  const [after, until] = [timeOf(query, 'after'), timeOf(query, 'until')];
  const [beforeId, afterId] = [query.get('before_order_id'), query.get('after_order_id')];
  const id = beforeId ?? afterId;
  if (id === null) {
    return ordered.filter(
      ({ submittedAt: at }) => (after === undefined || at > after) && (until === undefined || at < until),
    );
  }
  if (after !== undefined || until !== undefined || (beforeId !== null && afterId !== null)) {
    throw badParameter('before_order_id and after_order_id go with no other bound');
  }
  const oldestFirst = byAge(all, all);
  const place = oldestFirst.findIndex((order) => order.id === id);
  if (place < 0) throw badParameter('invalid order id');
  const kept = new Set(beforeId !== null ? oldestFirst.slice(0, place) : oldestFirst.slice(place + 1));
  return ordered.filter((order) => kept.has(order));
}

function timeOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw badParameter(`invalid ${name}`);
  return time;
}
