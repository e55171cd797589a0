import { parseReply, type Reply, resolveChange, writeOnce } from 'fmzproto';
import type { __Exchange__Api } from './__Exchange__Api.ts';
import { findOrder, type OrderKey, orderIdOf } from './findOrder.ts';
import { nativeOf } from './instruments.ts';
import { phaseOf } from './parse.ts';
import { acceptedReply } from './replies.ts';

/**
 * Cancels an order, sent once. Where no usable answer comes, the order's state tells.
 *
 * @throws as writeOnce does.
 */
export function cancelOrder(api: __Exchange__Api, key: OrderKey): Promise<Reply> {
  const order = { ...nativeOf(key), ...key.order };
  return writeOnce(api, {
    subject: `cancellation of order ${orderIdOf(key)}`,
    advice: 'cancel it again',
    expires: false,
    async send({ within }) {
      // FILL IN: path of canceling an order, and above the names of its ids.
      // #if queryWrites
      const reply = await api.request({
        method: 'POST',
        path: '/api/v1/cancel-order',
        query: order,
        signed: true,
        within,
      });
      // #else
      const reply = await api.signedPost('/api/v1/cancel-order', order, { within });
      // #end
      parseReply(acceptedReply, reply);
      return reply;
    },
    async find() {
      const found = await findOrder(api, key);
      // In a state that is not known it may still trade.
      const phase = found && (phaseOf(found.row) ?? 'open');
      return resolveChange(
        phase && {
          reply: found.reply,
          done: phase === 'done',
          open: phase === 'open',
          state: found.row.status,
        },
      );
    },
  });
}
