import { ExchangeError } from '../../adapter/ExchangeError.js';
import { parseReply } from '../../adapter/rows.js';
import { NetworkError } from '../../http/NetworkError.js';
import type { Reply } from '../../http/Reply.js';
import { formatOrderId } from '../../protocol/order.js';
import type { OkxApi } from './OkxApi.js';
import { type OrderRow, ordersReply } from './replies.js';

/** An order as OKX names it: by its own id, or by the client order id that it was placed with. */
export type OrderKey = { instId: string } & ({ ordId: string } | { clOrdId: string });

/** FMZ's id of an order. */
export function orderIdOf(key: OrderKey): string {
  return formatOrderId(key.instId, 'ordId' in key ? key.ordId : key.clOrdId);
}

// "Order does not exist".
const UNKNOWN_ORDER = new Set(['51603']);

/** An order as OKX has it now; `undefined` when it has none of that id. */
export async function findOrder(
  api: OkxApi,
  key: OrderKey,
): Promise<{ row: OrderRow; reply: Reply } | undefined> {
  try {
    const reply = await api.signedGet('/api/v5/trade/order', key);
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
