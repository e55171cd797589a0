import { ExchangeError, formatOrderId, parseReply, type Reply } from 'fmzproto';
import type { __Exchange__Api } from './__Exchange__Api.ts';
import { type OrderRow, orderReply } from './replies.ts';

/** An order as the exchange names it: by its own id, or by the client order id that it was placed with. */
export type OrderKey = { symbol: string } & ({ orderId: string } | { clientOrderId: string });

/** FMZ's id of an order. */
export function orderIdOf(key: OrderKey): string {
  return formatOrderId(key.symbol, 'orderId' in key ? key.orderId : key.clientOrderId);
}

// FILL IN: the code of "there is no such order".
const UNKNOWN_ORDER = '40004';

/** An order as it is now; `undefined` when the exchange has none of that id. */
export async function findOrder(
  api: __Exchange__Api,
  key: OrderKey,
): Promise<{ row: OrderRow; reply: Reply } | undefined> {
  try {
    // FILL IN: path of one order.
    const reply = await api.__signedRead__('/api/v1/order-info', key);
    return { row: parseReply(orderReply, reply).data, reply };
  } catch (error) {
    const isVerdict = error instanceof ExchangeError && error.outcome === 'rejected';
    if (isVerdict && error.code === UNKNOWN_ORDER) return undefined;
    throw error;
  }
}
