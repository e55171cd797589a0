import { traceChange } from '../../exchange/traceChange.js';
import type { Trace } from '../../exchange/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import type { BybitApi } from './BybitApi.js';
import { findOrder, type OrderKey } from './findOrder.js';
import type { OrderRow } from './replies.js';

const OPEN = new Set(['New', 'PartiallyFilled', 'Untriggered', 'Triggered']);

/** Whether an order may still trade; `undefined` where Bybit does not show it. */
export async function isOpen(api: BybitApi, order: OrderKey): Promise<boolean | undefined> {
  const found = await findOrder(api, order);
  return found && OPEN.has(found.row.orderStatus);
}

/** Whether an order is as it was to become. */
export async function traceOrder(
  api: BybitApi,
  order: OrderKey,
  isDone: (row: OrderRow) => boolean,
): Promise<Trace<Reply>> {
  const found = await findOrder(api, order);
  return traceChange(
    found && {
      reply: found.reply,
      done: isDone(found.row),
      open: OPEN.has(found.row.orderStatus),
      state: found.row.orderStatus,
    },
  );
}
