import type { Pages } from '../../adapter/readPages.js';
import { cutHistory } from '../../protocol/order.js';
import type { BybitApi } from './BybitApi.js';
import { type HistoryWeek, latestWeeks, weeksSince } from './historyWeeks.js';
import { readList } from './readList.js';
import type { CategoryOrder } from './readOpenOrders.js';
import { type OrderRow, ordersReply } from './replies.js';
import type { InstrumentQuery, Selection } from './selectInstruments.js';

const PAGE = 50;
const WEEKS_AT_ONCE = 8;

// The history holds these as well; what it holds in a state that is not known is done.
const OPEN = new Set(['New', 'PartiallyFilled', 'Untriggered', 'Triggered']);

/**
 * Done orders, oldest first. The first week mostly has enough of them; after it weeks are read side by side.
 *
 * @param since Unix ms: the oldest orders from then on, two years back; 0 = the latest ones, three months back.
 * @see https://bybit-exchange.github.io/docs/v5/order/order-list
 */
export async function readHistoryOrders(
  api: BybitApi,
  selection: Selection,
  since: number,
  count: number,
): Promise<Pages<CategoryOrder>> {
  const weeks = since === 0 ? latestWeeks(api.now()) : weeksSince(since, api.now());
  const found = new Map<string, CategoryOrder>();
  const replies = [];
  for (
    let next = 0, size = 1;
    next < weeks.length && found.size < count;
    next += size, size = WEEKS_AT_ONCE
  ) {
    const parts = weeks
      .slice(next, next + size)
      .flatMap((week) => selection.queries.map((query) => readWeek(api, selection, query, week, enough)));
    for (const { rows, replies: more } of await Promise.all(parts)) {
      replies.push(...more);
      for (const order of rows) {
        // One that does not say when it was made is better told twice than not at all.
        if (order.row.createdTime === '' || Number(order.row.createdTime) >= since)
          found.set(`${order.category} ${order.row.orderId}`, order);
      }
    }
  }
  return { rows: cutHistory([...found.values()].sort(byAge), { since, limit: count }), replies };

  /** Each week comes newest first: of the latest orders not all need be read. */
  function enough(rows: readonly OrderRow[]): boolean {
    return since === 0 && rows.length >= count;
  }
}

async function readWeek(
  api: BybitApi,
  { holds }: Selection,
  query: InstrumentQuery,
  week: HistoryWeek,
  enough: (rows: readonly OrderRow[]) => boolean,
): Promise<Pages<CategoryOrder>> {
  const chosen = (rows: readonly OrderRow[]) =>
    rows.filter((row) => !OPEN.has(row.orderStatus) && holds(row));
  const list = {
    name: 'done orders',
    keyOf: ({ orderId }: OrderRow) => orderId,
    enough: (read: readonly OrderRow[]) => enough(chosen(read)),
  };
  const { rows, replies } = await readList(ordersReply, list, (cursor) =>
    api.signedGet('/v5/order/history', { ...query, ...week, limit: PAGE, cursor }),
  );
  return { rows: chosen(rows).map((row) => ({ category: query.category, row })), replies };
}

/** Oldest first, in a fixed order within one millisecond. */
function byAge(a: CategoryOrder, b: CategoryOrder): number {
  return Number(a.row.createdTime) - Number(b.row.createdTime) || (a.row.orderId < b.row.orderId ? -1 : 1);
}
