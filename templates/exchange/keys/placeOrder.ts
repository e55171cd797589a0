import { createClientOrderId, parseReply, type Reply, writeOnce } from 'fmzproto';
import type { __Exchange__Api } from './__Exchange__Api.ts';
import { findOrder, orderIdOf } from './findOrder.ts';
import type { Native, Place } from './instruments.ts';
import { acceptedReply } from './replies.ts';

// FILL IN: the fields of an order, here, in __orderFiles__ and below. Prices and amounts stay decimal strings.

/** What is sent to place an order, but for the client order id. */
export interface OrderRequest extends Native {
  side: 'buy' | 'sell';
  type: 'limit' | 'market';
  price?: string;
  /** In base currency, or contracts. */
  amount?: string;
  // #if spot
  /** In quote currency, of a market buy on spot. */
  quoteAmount?: string;
  // #end
  // #if futures
  positionSide?: 'long' | 'short';
  reduceOnly?: boolean;
  // #end
}

/** An order that the exchange has taken. */
export interface PlacedOrder {
  orderId: string;
  reply: Reply;
}

/**
 * Places an order, at most once. Where no usable answer comes, it is looked up by its client order id.
 *
 * @throws as writeOnce does.
 */
export async function placeOrder(
  api: __Exchange__Api,
  { list, id }: Place,
  order: OrderRequest,
): Promise<PlacedOrder> {
  const clientOrderId = createClientOrderId();
  const key = { list, id, order: { clientOrderId } };
  const { recentOrders } = api.state;
  recentOrders.note(api, orderIdOf(key));
  const placed = await writeOnce<PlacedOrder>(api, {
    subject: `order ${orderIdOf(key)}`,
    advice: 'ask GetOrder for that id before ordering again',
    // #if expires
    // A request that arrives late is dropped: its signature says until when it is good.
    expires: true,
    // #else
    expires: false,
    // #end
    async send(limits) {
      // FILL IN: path of placing an order, and the name of the client order id.
      // #if queryWrites
      const query = { ...order, clientOrderId };
      const reply = await api.request({ method: 'POST', path: '/api/v1/order', query, signed: true, ...limits });
      // #else
      const reply = await api.signedPost('/api/v1/order', { ...order, clientOrderId }, limits);
      // #end
      return { orderId: parseReply(acceptedReply, reply).data.orderId, reply };
    },
    async find() {
      const found = await findOrder(api, key);
      return found
        ? { state: 'done', value: { orderId: found.row.orderId, reply: found.reply } }
        : { state: 'none' };
    },
  });
  recentOrders.note(api, orderIdOf({ list, id, order: { orderId: placed.orderId } }));
  return placed;
}
