import { createClientOrderId } from '../../exchange/clientOrderId.js';
import { ExchangeError } from '../../exchange/ExchangeError.js';
import { parseReply } from '../../exchange/parseReply.js';
import { writeOnce } from '../../exchange/writeOnce.js';
import { NetworkError } from '../../http/NetworkError.js';
import type { Reply } from '../../http/Reply.js';
import { formatOrderId } from '../../protocol/order.js';
import type { OkxApi } from './OkxApi.js';
import { acceptedReply, type OrderRow, ordersReply } from './replies.js';

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
export function placeOrder(api: OkxApi, order: OrderRequest): Promise<PlacedOrder> {
  const clOrdId = createClientOrderId();
  return writeOnce<PlacedOrder>(api, {
    subject: `order ${formatOrderId(order.instId, clOrdId)}`,
    advice: 'ask GetOrder for that id before ordering again',
    expires: true,
    async send(limits) {
      const reply = await api.signedPost('/api/v5/trade/order', { ...order, clOrdId }, limits);
      return { ordId: parseReply(acceptedReply, reply).data[0].ordId, reply };
    },
    async find() {
      const found = await findOrder(api, { instId: order.instId, clOrdId });
      return found
        ? { state: 'done', value: { ordId: found.row.ordId, reply: found.reply } }
        : { state: 'none' };
    },
  });
}

// "Order does not exist".
const UNKNOWN_ORDER = new Set(['51603']);

/** An order as OKX has it now; `undefined` when it has none of that id. */
export async function findOrder(
  api: OkxApi,
  query: { instId: string; ordId?: string; clOrdId?: string },
): Promise<{ row: OrderRow; reply: Reply } | undefined> {
  try {
    const reply = await api.signedGet('/api/v5/trade/order', query);
    const [row] = parseReply(ordersReply, reply).data;
    if (row) return { row, reply };
    throw new NetworkError('the answer holds no order', { outcome: 'unknown' });
  } catch (error) {
    if (error instanceof ExchangeError && error.outcome === 'rejected' && UNKNOWN_ORDER.has(error.code)) {
      return undefined;
    }
    throw error;
  }
}
