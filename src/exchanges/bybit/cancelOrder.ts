import { parseReply } from '../../adapter/rows.js';
import { writeOnce } from '../../adapter/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import type { BybitApi } from './BybitApi.js';
import { type OrderKey, orderIdOf } from './findOrder.js';
import { acceptedReply } from './replies.js';
import { traceOrder } from './traceOrder.js';

const CANCELED = new Set(['Cancelled', 'PartiallyFilledCanceled', 'Deactivated']);

/**
 * Cancels an order, sent once. Where no usable answer comes, the order's state tells.
 *
 * @throws as {@link writeOnce} does.
 */
export function cancelOrder(api: BybitApi, order: OrderKey): Promise<Reply> {
  return writeOnce(api, {
    subject: `cancellation of order ${orderIdOf(order)}`,
    advice: 'cancel it again',
    expires: true,
    async send(limits) {
      const reply = await api.signedPost('/v5/order/cancel', order, limits);
      parseReply(acceptedReply, reply);
      return reply;
    },
    find: () => traceOrder(api, order, (row) => CANCELED.has(row.orderStatus)),
  });
}
