import { createClientOrderId } from '../../adapter/clientOrderId.js';
import { parseReply } from '../../adapter/rows.js';
import { writeOnce } from '../../adapter/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import { findOrder, orderIdOf } from './findOrder.js';
import type { OkxApi } from './OkxApi.js';
import { acceptedReply } from './replies.js';

/** The body of POST /api/v5/trade/order, but for the client order id. */
export interface OrderRequest {
  instId: string;
  tdMode: 'cash' | 'cross' | 'isolated';
  side: 'buy' | 'sell';
  posSide?: 'long' | 'short';
  ordType: 'limit' | 'market';
  sz: string;
  px?: string;
  tgtCcy?: 'base_ccy' | 'quote_ccy';
  reduceOnly?: boolean;
}

/** An order that OKX has taken. */
export interface PlacedOrder {
  ordId: string;
  reply: Reply;
}

/**
 * Places an order, at most once. Where no usable answer comes, it is looked up by its client order id.
 *
 * @throws as {@link writeOnce} does.
 */
export async function placeOrder(api: OkxApi, order: OrderRequest): Promise<PlacedOrder> {
  const { instId } = order;
  const key = { instId, clOrdId: createClientOrderId() };
  const { recentOrders } = api.state;
  recentOrders.note(api, orderIdOf(key));
  const placed = await writeOnce<PlacedOrder>(api, {
    subject: `order ${orderIdOf(key)}`,
    advice: 'ask GetOrder for that id before ordering again',
    expires: true,
    async send(limits) {
      const reply = await api.signedPost('/api/v5/trade/order', { ...order, ...key }, limits);
      return { ordId: parseReply(acceptedReply, reply).data[0].ordId, reply };
    },
    async find() {
      const found = await findOrder(api, key);
      return found
        ? { state: 'done', value: { ordId: found.row.ordId, reply: found.reply } }
        : { state: 'none' };
    },
  });
  recentOrders.note(api, orderIdOf({ instId, ordId: placed.ordId }));
  return placed;
}
