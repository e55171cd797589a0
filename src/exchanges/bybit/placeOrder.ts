import { createClientOrderId } from '../../adapter/clientOrderId.js';
import { parseReply } from '../../adapter/rows.js';
import { writeOnce } from '../../adapter/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import type { BybitApi } from './BybitApi.js';
import { findOrder, orderIdOf } from './findOrder.js';
import type { Category } from './instruments.js';
import { acceptedReply } from './replies.js';

/** The body of POST /v5/order/create, but for the order link id. */
export interface OrderRequest {
  category: Category;
  symbol: string;
  side: 'Buy' | 'Sell';
  orderType: 'Limit' | 'Market';
  qty: string;
  price?: string;
  marketUnit?: 'baseCoin' | 'quoteCoin';
  positionIdx?: 0 | 1 | 2;
  reduceOnly?: true;
}

/** An order that Bybit has taken. */
export interface PlacedOrder {
  orderId: string;
  reply: Reply;
}

/**
 * Places an order, at most once. Where no usable answer comes, it is looked up by its order link id.
 *
 * @throws as {@link writeOnce} does.
 */
export async function placeOrder(api: BybitApi, order: OrderRequest): Promise<PlacedOrder> {
  const { category, symbol } = order;
  const key = { category, symbol, orderLinkId: createClientOrderId() };
  const { recentOrders } = api.state;
  recentOrders.note(api, orderIdOf(key));
  const placed = await writeOnce<PlacedOrder>(api, {
    subject: `order ${orderIdOf(key)}`,
    advice: 'ask GetOrder for that id before ordering again',
    expires: true,
    async send(limits) {
      const reply = await api.signedPost('/v5/order/create', { ...order, ...key }, limits);
      return { orderId: parseReply(acceptedReply, reply).result.orderId, reply };
    },
    async find() {
      const found = await findOrder(api, key);
      return found
        ? { state: 'done', value: { orderId: found.row.orderId, reply: found.reply } }
        : { state: 'none' };
    },
  });
  recentOrders.note(api, orderIdOf({ category, symbol, orderId: placed.orderId }));
  return placed;
}
