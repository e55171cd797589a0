import { type Pages, readPages } from '../../adapter/readPages.js';
import { parseReply } from '../../adapter/rows.js';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { cutHistory } from '../../protocol/order.js';
import type { InstrumentType } from './instruments.js';
import type { OkxApi } from './OkxApi.js';
import { type OrderRow, ordersReply } from './replies.js';
import type { OrderSelection } from './selectOrders.js';

const PAGE = 100;
const RECENT = '/api/v5/trade/orders-history';
const ARCHIVE = '/api/v5/trade/orders-history-archive';
// "orders-history" keeps seven days; an hour less leaves room for differing clocks.
const RECENT_MS = 7 * 24 * 3_600_000 - 3_600_000;

/**
 * Done orders, oldest first, from both of OKX's stores: seven days, and three months without the orders that were
 * canceled before any fill. Instrument types are read side by side.
 *
 * @param since Unix ms: the oldest orders from then on; 0 = the latest ones.
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-get-order-history-last-7-days
 */
export async function readHistoryOrders(
  api: OkxApi,
  selection: OrderSelection,
  since: number,
  count: number,
): Promise<Pages<OrderRow>> {
  const histories = await Promise.all(
    selection.types.map((type) => readHistory(api, selection, type, { since, count })),
  );
  const rows = histories.flatMap((history) => history.rows).sort(byAge);
  return {
    rows: cutHistory(rows, { since, limit: count }),
    replies: histories.flatMap((history) => history.replies),
  };
}

async function readHistory(
  api: OkxApi,
  { query, holds }: OrderSelection,
  instType: InstrumentType,
  { since, count }: { since: number; count: number },
): Promise<Pages<OrderRow>> {
  const rows = new Map<string, OrderRow>();
  const replies: Reply[] = [];
  const kept = () => [...rows.values()].filter(holds);

  async function readPage(path: string, cursor: { after?: string | undefined; begin?: number }) {
    const reply = await api.signedGet(path, { instType, instId: query.instId, limit: PAGE, ...cursor });
    return { rows: parseReply(ordersReply, reply).data, reply };
  }

  /** Backwards from now, or from where the other store ended. */
  async function readLatest(path: string): Promise<void> {
    if (kept().length >= count) return;
    const last = [...rows.keys()].at(-1);
    const wanted = count - kept().length;
    const pages = await readPages<OrderRow>({
      name: 'done orders',
      read: (after = last) => readPage(path, { after }),
      keyOf: ({ ordId }) => ordId,
      cursorOf: ({ ordId }) => ordId,
      enough: (read) => read.filter((row) => holds(row) && !rows.has(row.ordId)).length >= wanted,
    });
    keep(pages);
  }

  /** Forwards, up to `end`: with `begin` alone OKX answers the page next to it (docs-v5/trick_en, order management). */
  async function readSince(path: string, from: number, end: number): Promise<void> {
    let begin = from;
    for (let more = kept().length < count; more && begin < end; ) {
      const known = rows.size;
      const page = await readPage(path, { begin });
      keep({ rows: page.rows, replies: [page.reply] });
      begin = Math.max(begin, ...page.rows.map((row) => Number(row.cTime)));
      more = rows.size > known && kept().length < count;
    }
  }

  function keep(pages: Pages<OrderRow>): void {
    for (const row of pages.rows) rows.set(row.ordId, row);
    replies.push(...pages.replies);
  }

  if (since === 0) {
    await readLatest(RECENT);
    await readLatest(ARCHIVE);
    return { rows: kept(), replies };
  }
  const recent = api.now() - RECENT_MS;
  if (since < recent) {
    // The archive lacks the latest cancellations: what lies in both stores is taken from the other one.
    await readSince(ARCHIVE, since, recent);
    for (const row of rows.values()) if (Number(row.cTime) >= recent) rows.delete(row.ordId);
  }
  await readSince(RECENT, Math.max(since, recent), Number.POSITIVE_INFINITY);
  return { rows: kept(), replies };
}

/** Oldest first; ids grow, so that they tell the order within one millisecond. */
function byAge(a: OrderRow, b: OrderRow): number {
  return Number(a.cTime) - Number(b.cTime) || compareDecimals(a.ordId, b.ordId);
}
