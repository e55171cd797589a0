import { parseReply } from '../../exchange/parseReply.js';
import { type Trace, writeOnce } from '../../exchange/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import type { OkxApi } from './OkxApi.js';
import { findOrder } from './placeOrder.js';
import { acceptedReply, type OrderRow } from './replies.js';

/** An order as OKX names it. */
export interface OrderKey {
  instId: string;
  ordId: string;
}

/**
 * Cancels an order, sent once. Where no usable answer comes, the order's state tells.
 *
 * @throws as {@link writeOnce} does.
 */
export function cancelOrder(api: OkxApi, order: OrderKey): Promise<Reply> {
  return writeOnce(api, {
    subject: `cancellation of order ${order.ordId}`,
    expires: false,
    async send({ within }) {
      return confirmed(await api.signedPost('/api/v5/trade/cancel-order', order, { within }));
    },
    find: () =>
      traceOf(api, order, ({ state }) =>
        state === 'canceled' || state === 'mmp_canceled' ? 'done' : 'open',
      ),
  });
}

/**
 * Changes an order's price, amount, or both, sent once; `newSz` counts what is filled already.
 *
 * @throws as {@link writeOnce} does.
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-post-amend-order
 */
export function amendOrder(
  api: OkxApi,
  order: OrderKey,
  change: { newPx?: string; newSz?: string },
): Promise<Reply> {
  return writeOnce(api, {
    subject: `change of order ${order.ordId}`,
    expires: true,
    async send(limits) {
      return confirmed(await api.signedPost('/api/v5/trade/amend-order', { ...order, ...change }, limits));
    },
    find: () => traceOf(api, order, (row) => (holds(row, change) ? 'done' : 'open')),
  });
}

function confirmed(reply: Reply): Reply {
  parseReply(acceptedReply, reply);
  return reply;
}

function holds({ px, sz }: OrderRow, { newPx, newSz }: { newPx?: string; newSz?: string }): boolean {
  const same = (value: string, wanted: string | undefined) =>
    wanted === undefined || (value !== '' && compareDecimals(value, wanted) === 0);
  return same(px, newPx) && same(sz, newSz);
}

async function traceOf(
  api: OkxApi,
  order: OrderKey,
  read: (row: OrderRow) => 'done' | 'open',
): Promise<Trace<Reply>> {
  const found = await findOrder(api, order);
  if (!found) return { state: 'refused', reason: 'there is no such order any more' };
  if (read(found.row) === 'done') return { state: 'done', value: found.reply };
  if (found.row.state === 'live' || found.row.state === 'partially_filled') return { state: 'none' };
  return { state: 'refused', reason: `the order is ${found.row.state} already` };
}
