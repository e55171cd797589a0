import { parseReply } from '../../adapter/rows.js';
import { NetworkError } from '../../http/NetworkError.js';
import type { Reply } from '../../http/Reply.js';
import { formatOrderId } from '../../protocol/order.js';
import type { BybitApi } from './BybitApi.js';
import { latestWeeks } from './historyWeeks.js';
import type { Category } from './instruments.js';
import { nativeName } from './parse.js';
import { type OrderRow, ordersReply } from './replies.js';

/** An order as Bybit names it: by its own id, or by the order link id that it was placed with. */
export type OrderKey = { category: Category; symbol: string } & (
  | { orderId: string }
  | { orderLinkId: string }
);

/** FMZ's id of an order. */
export function orderIdOf(key: OrderKey): string {
  const id = 'orderId' in key ? key.orderId : key.orderLinkId;
  return formatOrderId(nativeName(key.category, key.symbol), id);
}

interface FoundOrder {
  row: OrderRow;
  reply: Reply;
}

const REALTIME = '/v5/order/realtime';
const HISTORY = '/v5/order/history';

/**
 * An order as Bybit has it now; `undefined` when it has none of that id. "realtime" has the open orders and the latest
 * 500 done ones, until Bybit restarts it; "history" has the done ones of a week, a moment later.
 */
export async function findOrder(api: BybitApi, key: OrderKey): Promise<FoundOrder | undefined> {
  return (await readOrder(api, REALTIME, key)) ?? (await readOrder(api, HISTORY, key));
}

/** As {@link findOrder}; an order that was placed a moment ago, or within three months, is found as well. */
export async function searchOrder(api: BybitApi, key: OrderKey): Promise<FoundOrder | undefined> {
  const found = await api.state.recentOrders.find(api, orderIdOf(key), () => findOrder(api, key));
  if (found) return found;
  const older = latestWeeks(api.now()).slice(1);
  const looks = await Promise.all(older.map((week) => readOrder(api, HISTORY, { ...key, ...week })));
  return looks.find((look) => look !== undefined);
}

async function readOrder(
  api: BybitApi,
  path: string,
  query: OrderKey & { startTime?: number; endTime?: number },
): Promise<FoundOrder | undefined> {
  const reply = await api.signedGet(path, query);
  const { list } = parseReply(ordersReply, reply).result;
  const row = list.find((found) => isMeant(found, query));
  // Taken for this one it would be a wrong id, and taken for none a proof that there is no order.
  if (!row && list.length > 0) {
    throw new NetworkError('answered with other orders than the one asked for', { outcome: 'unknown' });
  }
  return row && { row, reply };
}

function isMeant(row: OrderRow, key: OrderKey): boolean {
  return 'orderId' in key ? row.orderId === key.orderId : row.orderLinkId === key.orderLinkId;
}
