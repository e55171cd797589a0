import type { Api } from '../../exchange/Api.js';
import { parseReply } from '../../exchange/parseReply.js';
import type { Reply } from '../../http/Reply.js';
import { type OrderRow, ordersReply } from './replies.js';

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
 * canceled before any fill.
 *
 * @param since Unix ms: the oldest orders from then on; 0 = the latest ones.
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-get-order-history-last-7-days
 */
export async function readHistoryOrders(
  api: Pick<Api<unknown, unknown>, 'signedGet' | 'now'>,
  instId: string | undefined,
  since: number,
  count: number,
): Promise<History> {
  const history: History = { rows: [], replies: [] };
  const seen = new Set<string>();

  /** Reads one page; how many rows it had, and those that were not there before. */
  async function readPage(path: string, cursor: { after?: string | undefined; begin?: number }) {
    const reply = await api.signedGet(path, { instType: 'SPOT', instId, limit: PAGE, ...cursor });
    const page = parseReply(ordersReply, reply).data;
    const fresh = page.filter((row) => !seen.has(row.ordId));
    for (const row of fresh) seen.add(row.ordId);
    history.replies.push(reply);
    history.rows.push(...fresh);
    return { page, fresh };
  }

  /** Backwards from now, or from where the other store ended. */
  async function readLatest(path: string): Promise<void> {
    for (let full = true; full && history.rows.length < count; ) {
      const { page, fresh } = await readPage(path, { after: history.rows.at(-1)?.ordId });
      full = page.length >= PAGE && fresh.length > 0;
    }
  }

  /** Forwards, up to `end`: with `begin` alone OKX answers the page next to it. */
  async function readSince(path: string, from: number, end: number): Promise<void> {
    let begin = from;
    for (let full = true; full && begin < end && history.rows.length < count; ) {
      const { page, fresh } = await readPage(path, { begin });
      begin = Math.max(begin, ...page.map((row) => Number(row.cTime)));
      full = page.length >= PAGE && fresh.length > 0;
    }
  }

  if (since === 0) {
    await readLatest(RECENT);
    await readLatest(ARCHIVE);
    return { rows: sortByTime(history.rows).slice(-count), replies: history.replies };
  }
  const recent = api.now() - RECENT_MS;
  if (since < recent) {
    // The archive lacks the latest cancellations: what lies in both stores is taken from the other one.
    await readSince(ARCHIVE, since, recent);
    history.rows = history.rows.filter((row) => Number(row.cTime) < recent);
    seen.clear();
  }
  await readSince(RECENT, Math.max(since, recent), Number.POSITIVE_INFINITY);
  return { rows: sortByTime(history.rows).slice(0, count), replies: history.replies };
}

function sortByTime(rows: readonly OrderRow[]): OrderRow[] {
  return [...rows].sort((a, b) => Number(a.cTime) - Number(b.cTime));
}
