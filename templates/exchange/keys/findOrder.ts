import { ExchangeError, formatOrderId, parseReply, type Reply } from 'fmzproto';
import type { __Exchange__Api } from './__Exchange__Api.ts';
import { labelOf, nativeOf, type Place } from './instruments.ts';
import { type OrderRow, orderReply } from './replies.ts';

/** An order of an instrument: by the exchange's id, or by the client order id that it was placed with. */
export interface OrderKey extends Place {
  order: { orderId: string } | { clientOrderId: string };
}

/** FMZ's id of an order. */
export function orderIdOf({ order, ...place }: OrderKey): string {
  return formatOrderId(labelOf(place), 'orderId' in order ? order.orderId : order.clientOrderId);
}

// FILL IN: the code of "there is no such order"; some exchanges answer an empty list instead.
const UNKNOWN_ORDER = '40004';

/** Whether a refusal says that there is no such order, or none that can be changed. */
export function isUnknownOrder({ code }: ExchangeError): boolean {
  return code === UNKNOWN_ORDER;
}

/** An order as it is now; `undefined` when the exchange has none of that id. */
export async function findOrder(
  api: __Exchange__Api,
  key: OrderKey,
): Promise<{ row: OrderRow; reply: Reply } | undefined> {
  try {
    // FILL IN: path of one order, open or done, and the names of its ids.
    const reply = await api.__signedRead__('/api/v1/order-info', { ...nativeOf(key), ...key.order });
    return { row: parseReply(orderReply, reply).data, reply };
  } catch (error) {
    const isVerdict = error instanceof ExchangeError && error.outcome === 'rejected';
    if (isVerdict && isUnknownOrder(error)) return undefined;
    throw error;
  }
}
