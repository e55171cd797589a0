import { parseReply } from '../../exchange/parseReply.js';
import { type Trace, writeOnce } from '../../exchange/writeOnce.js';
import { NetworkError } from '../../http/NetworkError.js';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { formatOrderId } from '../../protocol/order.js';
import type { BybitApi } from './BybitApi.js';
import { findOrder } from './findOrder.js';
import { nativeName } from './parse.js';
import type { OrderKey } from './placeOrder.js';
import { acceptedReply, type OrderRow } from './replies.js';

const OPEN = new Set(['New', 'PartiallyFilled', 'Untriggered', 'Triggered']);
const CANCELED = new Set(['Cancelled', 'PartiallyFilledCanceled', 'Deactivated']);

function nameOf(order: OrderKey): string {
  const id = 'orderId' in order ? order.orderId : order.orderLinkId;
  return formatOrderId(nativeName(order.category, order.symbol), id);
}

/**
 * Cancels an order, sent once. Where no usable answer comes, the order's state tells.
 *
 * @throws as {@link writeOnce} does.
 */
export function cancelOrder(api: BybitApi, order: OrderKey): Promise<Reply> {
  return writeOnce(api, {
    subject: `cancellation of order ${nameOf(order)}`,
    advice: 'cancel it again',
    expires: true,
    async send(limits) {
      return confirmed(await api.signedPost('/v5/order/cancel', order, limits));
    },
    find: () => traceOf(api, order, ({ orderStatus }) => CANCELED.has(orderStatus)),
  });
}

/**
 * Changes an order's price, amount, or both, sent once; `qty` counts what is filled already.
 *
 * @throws as {@link writeOnce} does.
 * @see https://bybit-exchange.github.io/docs/v5/order/amend-order
 */
export function amendOrder(
  api: BybitApi,
  order: OrderKey,
  change: { price?: string; qty?: string },
): Promise<Reply> {
  return writeOnce(api, {
    subject: `change of order ${nameOf(order)}`,
    advice: 'ask GetOrder for it before changing it again',
    expires: true,
    async send(limits) {
      return confirmed(await api.signedPost('/v5/order/amend', { ...order, ...change }, limits));
    },
    find: () => traceOf(api, order, (row) => holds(row, change)),
  });
}

function confirmed(reply: Reply): Reply {
  parseReply(acceptedReply, reply);
  return reply;
}

function holds(row: OrderRow, change: { price?: string; qty?: string }): boolean {
  const same = (value: string, wanted: string | undefined) =>
    wanted === undefined || (value !== '' && compareDecimals(value, wanted) === 0);
  return same(row.price, change.price) && same(row.qty, change.qty);
}

async function traceOf(
  api: BybitApi,
  order: OrderKey,
  isDone: (row: OrderRow) => boolean,
): Promise<Trace<Reply>> {
  const found = await findOrder(api, order);
  // A part of Bybit that lags behind may not know it yet.
  if (!found) throw new NetworkError('the order is not to be found', { outcome: 'unknown' });
  if (isDone(found.row)) return { state: 'done', value: found.reply };
  const { orderStatus } = found.row;
  return OPEN.has(orderStatus)
    ? { state: 'none' }
    : { state: 'refused', reason: `the order is ${orderStatus} already` };
}
