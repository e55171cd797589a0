import { resolveChange } from '../../adapter/resolveChange.js';
import type { WriteOutcome } from '../../adapter/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import type { BybitApi } from './BybitApi.js';
import { findOrder, type OrderKey } from './findOrder.js';
import type { OrderRow } from './replies.js';

// In any other state, known or not, it may still trade.
const DONE = new Set(['Filled', 'Cancelled', 'PartiallyFilledCanceled', 'Rejected', 'Deactivated']);

/** Whether an order may still trade; `undefined` where Bybit does not show it. */
export async function isOpen(api: BybitApi, order: OrderKey): Promise<boolean | undefined> {
  const found = await findOrder(api, order);
  return found && !DONE.has(found.row.orderStatus);
}

/** Whether an order is as it was to become. */
export async function traceOrder(
  api: BybitApi,
  order: OrderKey,
  isDone: (row: OrderRow) => boolean,
): Promise<WriteOutcome<Reply>> {
  const found = await findOrder(api, order);
  return resolveChange(
    found && {
      reply: found.reply,
      done: isDone(found.row),
      open: !DONE.has(found.row.orderStatus),
      state: found.row.orderStatus,
    },
  );
}
