import { phaseOf } from '../../adapter/orderStates.js';
import { joinPages, type Pages } from '../../adapter/readPages.js';
import type { Selection } from '../../adapter/selection.js';
import { WEEK } from '../../protocol/time.js';
import { say } from '../../wording/say.js';
import { type Category, type InstrumentQuery, queriesOf, readList } from './instruments.js';
import { type CategoryOrder, orderStates } from './parse.js';
import { type InstrumentRow, type OrderRow, ordersReply } from './replies.js';
import type { BybitApi } from './state.js';

type BybitSelection = Selection<InstrumentRow, Category>;

const PAGE = 50;
const WEEKS_AT_ONCE = 8;

const keyOf = ({ orderId }: OrderRow) => orderId;

/**
 * All open orders of a selection, its queries read side by side. Conditional orders wait elsewhere until they are
 * triggered, and are none of them.
 *
 * @see https://bybit-exchange.github.io/docs/v5/order/open-order
 */
export async function readOpenOrders(
  api: BybitApi,
  selection: BybitSelection,
): Promise<Pages<CategoryOrder>> {
  const queries = await queriesOf(api, selection);
  const lists = queries.map(async (query) => {
    const { rows, replies } = await readList(ordersReply, { name: say('open orders'), keyOf }, (cursor) =>
      api.signedGet('/v5/order/realtime', { ...query, orderFilter: 'Order', limit: PAGE, cursor }),
    );
    return { rows: rows.map((row) => ({ ...row, category: query.category })), replies };
  });
  return joinPages(await Promise.all(lists));
}

/**
 * Done orders. The first week mostly has enough of them; after it weeks are read side by side.
 *
 * @param page.since Unix ms: the oldest orders from then on, two years back; 0 = the latest ones, three months back.
 * @see https://bybit-exchange.github.io/docs/v5/order/order-list
 */
export async function readHistoryOrders(
  api: BybitApi,
  selection: BybitSelection,
  { since, limit: count }: { since: number; limit: number },
): Promise<Pages<CategoryOrder>> {
  const queries = await queriesOf(api, selection);
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
      .flatMap((week) => queries.map((query) => readWeek(api, selection, query, week, enough)));
    for (const { rows, replies: more } of await Promise.all(parts)) {
      replies.push(...more);
      for (const order of rows) {
        // One that does not say when it was made is better told twice than not at all.
        if (order.createdTime === '' || Number(order.createdTime) >= since)
          found.set(`${order.category} ${order.orderId}`, order);
      }
    }
  }
  return { rows: [...found.values()], replies };

  /** Each week comes newest first: of the latest orders not all need be read. */
  function enough(rows: readonly OrderRow[]): boolean {
    return since === 0 && rows.length >= count;
  }
}

async function readWeek(
  api: BybitApi,
  { holds }: BybitSelection,
  query: InstrumentQuery,
  week: HistoryWeek,
  enough: (rows: readonly OrderRow[]) => boolean,
): Promise<Pages<CategoryOrder>> {
  // The history holds open ones as well; what it holds in a state that is not known is done.
  const chosen = (rows: readonly OrderRow[]) =>
    rows.filter((row) => phaseOf(orderStates, row.orderStatus) !== 'open' && holds(row.symbol));
  const list = {
    name: say('done orders'),
    keyOf,
    enough: (read: readonly OrderRow[]) => enough(chosen(read)),
  };
  const { rows, replies } = await readList(ordersReply, list, (cursor) =>
    api.signedGet('/v5/order/history', { ...query, ...week, limit: PAGE, cursor }),
  );
  return { rows: chosen(rows).map((row) => ({ ...row, category: query.category })), replies };
}

// "startTime" and "endTime" may be seven days apart; orders of two years are kept.
const WEEKS_KEPT = 104;
const WEEKS_LATEST = 13;
// Bybit's clock may be ahead.
const AHEAD = 60_000;

/** A stretch of time that Bybit's order history takes, in Unix ms, both ends included. */
interface HistoryWeek {
  startTime: number;
  endTime: number;
}

/** The latest thirteen weeks, the newest first. */
export function latestWeeks(now: number): HistoryWeek[] {
  return Array.from({ length: WEEKS_LATEST }, (_, index) => {
    const endTime = Math.floor(now) + AHEAD - index * WEEK;
    return { startTime: endTime - WEEK + 1, endTime };
  });
}

/** The weeks from a time on, the oldest first; what lies more than two years back is left out. */
function weeksSince(since: number, now: number): HistoryWeek[] {
  const last = Math.floor(now) + AHEAD;
  const first = Math.max(since, last - WEEKS_KEPT * WEEK);
  return Array.from({ length: Math.max(0, Math.ceil((last - first) / WEEK)) }, (_, index) => {
    const startTime = first + index * WEEK;
    return { startTime, endTime: Math.min(startTime + WEEK - 1, last) };
  });
}
