import { formatOrderId, NetworkError, parseReply, type Reply, type Trace, writeOnce } from 'fmzproto';
import type { __Exchange__Api } from './__Exchange__Api.ts';
import { parseStatus } from './parse.ts';
import { findOrder, type OrderKey } from './placeOrder.ts';
import { acceptedReply } from './replies.ts';

/**
 * Cancels an order, sent once. Where no usable answer comes, the order's state tells.
 *
 * @throws as writeOnce does.
 */
export function cancelOrder(api: __Exchange__Api, order: OrderKey): Promise<Reply> {
  const id = 'orderId' in order ? order.orderId : order.clientOrderId;
  return writeOnce(api, {
    subject: `cancellation of order ${formatOrderId(order.symbol, id)}`,
    advice: 'cancel it again',
    expires: false,
    async send({ within }) {
      // FILL IN: path of canceling an order.
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
    async find(): Promise<Trace<Reply>> {
      const found = await findOrder(api, order);
      // A part of the exchange that lags behind may not know it yet.
      if (!found) throw new NetworkError('the order is not to be found', { outcome: 'unknown' });
      const status = parseStatus(found.row);
      if (status.endsWith('canceled')) return { state: 'done', value: found.reply };
      return status === 'filled'
        ? { state: 'refused', reason: 'the order is filled already' }
        : { state: 'none' };
    },
  });
}
