import { parseReply } from '../../adapter/rows.js';
import { writeOnce } from '../../adapter/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import { type OrderKey, orderIdOf } from './findOrder.js';
import type { OkxApi } from './OkxApi.js';
import { acceptedReply } from './replies.js';
import { traceOrder } from './traceOrder.js';

const CANCELED = new Set(['canceled', 'mmp_canceled']);

/**
 * Cancels an order, sent once. Where no usable answer comes, the order's state tells.
 *
 * @throws as {@link writeOnce} does.
 */
export function cancelOrder(api: OkxApi, order: OrderKey): Promise<Reply> {
  return writeOnce(api, {
    subject: `cancellation of order ${orderIdOf(order)}`,
    advice: 'cancel it again',
    expires: false,
    async send({ within }) {
      const reply = await api.signedPost('/api/v5/trade/cancel-order', order, { within });
      parseReply(acceptedReply, reply);
      return reply;
    },
    find: () => traceOrder(api, order, (row) => CANCELED.has(row.state)),
  });
}
