import { matchesField } from '../../adapter/matchesField.js';
import { parseReply } from '../../adapter/rows.js';
import { writeOnce } from '../../adapter/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import { type OrderKey, orderIdOf } from './findOrder.js';
import type { OkxApi } from './OkxApi.js';
import { acceptedReply, type OrderRow } from './replies.js';
import { traceOrder } from './traceOrder.js';

/** What is to be changed; the amount counts what is filled already. */
interface Amendment {
  newPx?: string;
  newSz?: string;
}

/**
 * Changes an order's price, amount, or both, sent once. Where no usable answer comes, the order tells.
 *
 * @throws as {@link writeOnce} does.
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-post-amend-order
 */
export function amendOrder(api: OkxApi, order: OrderKey, change: Amendment): Promise<Reply> {
  return writeOnce(api, {
    subject: `change of order ${orderIdOf(order)}`,
    advice: 'ask GetOrder for it before changing it again',
    expires: true,
    async send(limits) {
      const reply = await api.signedPost('/api/v5/trade/amend-order', { ...order, ...change }, limits);
      parseReply(acceptedReply, reply);
      return reply;
    },
    find: () => traceOrder(api, order, (row) => holds(row, change)),
  });
}

function holds(row: OrderRow, { newPx, newSz }: Amendment): boolean {
  return matchesField(row.px, newPx) && matchesField(row.sz, newSz);
}
