import { joinPages, type Pages, readPages } from '../../adapter/readPages.js';
import { parseReply } from '../../adapter/rows.js';
import type { Selection } from '../../adapter/selection.js';
import type { Reply } from '../../http/Reply.js';
import { say } from '../../wording/say.js';
import { type InstrumentType, instrumentTypes, typeOfId } from './instruments.js';
import { type InstrumentRow, type OrderRow, ordersReply } from './replies.js';
import type { OkxApi } from './state.js';

type OkxSelection = Selection<InstrumentRow, InstrumentType>;

const PAGE = 100;
const OPEN_TYPES: ReadonlySet<string> = new Set([...instrumentTypes, 'MARGIN']);

/**
 * All open orders of one instrument, one type, or all. Of a pair, orders on margin are open orders like those on spot; of
 * all types, those are left out that FMZ has no symbols for.
 *
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-get-order-list
 */
export async function readOpenOrders(
  api: OkxApi,
  { instrument, range, lists: [list] }: OkxSelection,
): Promise<Pages<OrderRow>> {
  const query = {
    instType: range || (instrument && list !== 'SPOT') ? list : undefined,
    instId: instrument?.id,
  };
  const { rows, replies } = await readPages<OrderRow>({
    name: say('open orders'),
    async read(after) {
      const reply = await api.signedGet('/api/v5/trade/orders-pending', { ...query, limit: PAGE, after });
      return { rows: parseReply(ordersReply, reply).data, reply };
    },
    keyOf: ({ ordId }) => ordId,
    cursorOf: ({ ordId }) => ordId,
  });
  return {
    rows: rows.filter(({ instType, instId }) => OPEN_TYPES.has(instType || typeOfId(instId))),
    replies,
  };
}

const RECENT = '/api/v5/trade/orders-history';
const ARCHIVE = '/api/v5/trade/orders-history-archive';
// "orders-history" keeps seven days; an hour less leaves room for differing clocks.
const RECENT_MS = 7 * 24 * 3_600_000 - 3_600_000;

/**
 * Done orders from both of OKX's stores: seven days, and three months without the orders that were
 * canceled before any fill. Instrument types are read side by side.
 *
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-get-order-history-last-7-days
 */
export async function readHistoryOrders(
  api: OkxApi,
  selection: OkxSelection,
  page: { since: number; limit: number },
): Promise<Pages<OrderRow>> {
  return joinPages(await Promise.all(selection.lists.map((type) => readHistory(api, selection, type, page))));
}

async function readHistory(
  api: OkxApi,
  selection: OkxSelection,
  instType: InstrumentType,
  { since, limit: count }: { since: number; limit: number },
): Promise<Pages<OrderRow>> {
  const rows = new Map<string, OrderRow>();
  const replies: Reply[] = [];
  const instId = selection.instrument?.id;
  const holds = (row: OrderRow) => selection.holds(row.instId);
  const kept = () => [...rows.values()].filter(holds);

  async function readPage(path: string, cursor: { after?: string | undefined; begin?: number }) {
    const reply = await api.signedGet(path, { instType, instId, limit: PAGE, ...cursor });
    return { rows: parseReply(ordersReply, reply).data, reply };
  }

  /** Backwards from now, or from where the other store ended. */
  async function readLatest(path: string): Promise<void> {
    if (kept().length >= count) return;
    const last = [...rows.keys()].at(-1);
    const wanted = count - kept().length;
    const pages = await readPages<OrderRow>({
      name: say('done orders'),
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
