import { parseReply } from '../../exchange/parseReply.js';
import { type Trace, writeOnce } from '../../exchange/writeOnce.js';
import { NetworkError } from '../../http/NetworkError.js';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { formatOrderId } from '../../protocol/order.js';
import type { OkxApi } from './OkxApi.js';
import { findOrder } from './placeOrder.js';
import { acceptedReply, type OrderRow } from './replies.js';

/** An order as OKX names it: by its own id, or by the client order id that it was placed with. */
export type OrderKey = { instId: string } & ({ ordId: string } | { clOrdId: string });

function nameOf(order: OrderKey): string {
  return formatOrderId(order.instId, 'ordId' in order ? order.ordId : order.clOrdId);
}

/**
 * Cancels an order, sent once. Where no usable answer comes, the order's state tells.
 *
 * @throws as {@link writeOnce} does.
 */
export function cancelOrder(api: OkxApi, order: OrderKey): Promise<Reply> {
  return writeOnce(api, {
    subject: `cancellation of order ${nameOf(order)}`,
    advice: 'cancel it again',
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
    subject: `change of order ${nameOf(order)}`,
    advice: 'ask GetOrder for it before changing it again',
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
  // A part of OKX that lags behind may not know it yet.
  if (!found) throw new NetworkError('the order is not to be found', { outcome: 'unknown' });
  if (read(found.row) === 'done') return { state: 'done', value: found.reply };
  if (found.row.state === 'live' || found.row.state === 'partially_filled') return { state: 'none' };
  return { state: 'refused', reason: `the order is ${found.row.state} already` };
}
