import { phaseOf } from '../../adapter/orderStates.js';
import { type Pages, readPages } from '../../adapter/readPages.js';
import { parseReply } from '../../adapter/rows.js';
import type { Selection } from '../../adapter/selection.js';
import type { Query } from '../../http/request.js';
import { say } from '../../wording/say.js';
import { type AssetClass, instrumentOf } from './instruments.js';
import { orderStates } from './parse.js';
import { type AssetRow, type OrderRow, ordersReply } from './replies.js';
import type { AlpacaApi } from './state.js';

type AlpacaSelection = Selection<AssetRow, AssetClass>;

const PAGE = 500;

/**
 * All open orders of a selection. The legs of a bracket are orders of their own.
 *
 * @see https://docs.alpaca.markets/reference/getallorders-1
 */
export function readOpenOrders(api: AlpacaApi, selection: AlpacaSelection): Promise<Pages<OrderRow>> {
  const query = { status: 'open', direction: 'desc', ...queryOf(selection) };
  return readList(api, say('open orders'), query, 'before_order_id');
}

/**
 * Done orders by the time of their submission: from a time on the oldest, else the latest. One that a change has replaced is
 * none: the one in its place is.
 *
 * @param page.since Unix ms; 0 for the latest ones.
 */
export async function readHistoryOrders(
  api: AlpacaApi,
  selection: AlpacaSelection,
  { since, limit }: { since: number; limit: number },
): Promise<Pages<OrderRow>> {
  const chosen = (rows: readonly OrderRow[]) =>
    rows.filter(
      (row) =>
        row.status !== 'replaced' &&
        phaseOf(orderStates, row.status) !== 'open' &&
        selection.holds(instrumentOf(row).id),
    );
  const shared = { status: 'closed', ...queryOf(selection) };
  const enough = (rows: readonly OrderRow[]) => chosen(rows).length >= limit;
  // The bound is exclusive.
  const after = new Date(since - 1).toISOString();
  const { rows, replies } =
    since > 0
      ? await readList(api, say('done orders'), { ...shared, direction: 'asc' }, 'after_order_id', {
          after,
          enough,
        })
      : await readList(api, say('done orders'), { ...shared, direction: 'desc' }, 'before_order_id', {
          enough,
        });
  return { rows: chosen(rows), replies };
}

/** How the symbols of coins are written here is documented in two ways: they are chosen from all of their class. */
function queryOf({ instrument }: Pick<AlpacaSelection, 'instrument'>): Query {
  if (!instrument) return {};
  return instrument.list === 'stock' ? { symbols: instrument.id } : { asset_class: 'crypto' };
}

/**
 * Reads a list page by page, on from the last order: by its time, orders of one moment could be lost.
 *
 * @param cursor the parameter that takes its id, which goes with no time.
 * @param first what the first page is asked for besides.
 */
function readList(
  api: AlpacaApi,
  name: string,
  query: Query,
  cursor: 'before_order_id' | 'after_order_id',
  { after, enough }: { after?: string; enough?: (rows: readonly OrderRow[]) => boolean } = {},
): Promise<Pages<OrderRow>> {
  return readPages<OrderRow>({
    name,
    keyOf: ({ id }) => id,
    cursorOf: ({ id }) => id,
    ...(enough && { enough }),
    async read(id) {
      const from = id === undefined ? { after } : { [cursor]: id };
      const reply = await api.signedGet('/v2/orders', { ...query, nested: 'false', limit: PAGE, ...from });
      return { rows: parseReply(ordersReply, reply), reply };
    },
  });
}
