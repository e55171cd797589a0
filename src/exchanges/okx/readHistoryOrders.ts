import { parseReply } from '../../exchange/parseReply.js';
import type { Reply } from '../../http/Reply.js';
import { cutHistory } from '../../protocol/cutHistory.js';
import { compareDecimals } from '../../protocol/decimal.js';
import type { InstrumentType } from './instruments.js';
import type { OkxApi } from './OkxApi.js';
import { type OrderRow, ordersReply } from './replies.js';
import type { OrderSelection } from './selectOrders.js';

const PAGE = 100;
const RECENT = '/api/v5/trade/orders-history';
const ARCHIVE = '/api/v5/trade/orders-history-archive';
// "orders-history" keeps seven days; an hour less leaves room for differing clocks.
const RECENT_MS = 7 * 24 * 3_600_000 - 3_600_000;

interface History {
  rows: OrderRow[];
  replies: Reply[];
}

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
): Promise<History> {
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
): Promise<History> {
  const rows = new Map<string, OrderRow>();
  const replies: Reply[] = [];

  /** Reads one page and keeps its rows; whether there may be more of them. */
  async function readPage(path: string, cursor: { after?: string | undefined; begin?: number }) {
    const reply = await api.signedGet(path, { instType, instId: query.instId, limit: PAGE, ...cursor });
    const page = parseReply(ordersReply, reply).data;
    const fresh = page.filter((row) => !rows.has(row.ordId));
    for (const row of fresh) rows.set(row.ordId, row);
    replies.push(reply);
    return { page, more: page.length >= PAGE && fresh.length > 0 && kept().length < count };
  }

  function kept(): OrderRow[] {
    return [...rows.values()].filter(holds);
  }

  /** Backwards from now, or from where the other store ended. */
  async function readLatest(path: string): Promise<void> {
    let after = [...rows.keys()].at(-1);
    for (let more = kept().length < count; more; ) {
      const result = await readPage(path, { after });
      after = result.page.at(-1)?.ordId;
      more = result.more;
    }
  }

  /** Forwards, up to `end`: with `begin` alone OKX answers the page next to it (docs-v5/trick_en, order management). */
  async function readSince(path: string, from: number, end: number): Promise<void> {
    let begin = from;
    for (let more = kept().length < count; more && begin < end; ) {
      const result = await readPage(path, { begin });
      begin = Math.max(begin, ...result.page.map((row) => Number(row.cTime)));
      more = result.more;
    }
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
