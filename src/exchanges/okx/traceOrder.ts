import { resolveChange } from '../../adapter/resolveChange.js';
import type { WriteOutcome } from '../../adapter/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import { findOrder, type OrderKey } from './findOrder.js';
import type { OkxApi } from './OkxApi.js';
import type { OrderRow } from './replies.js';

// In any other state, known or not, it may still trade.
const DONE = new Set(['filled', 'canceled', 'mmp_canceled', 'order_failed']);

/** Whether an order may still trade; `undefined` where OKX does not show it. */
export async function isOpen(api: OkxApi, order: OrderKey): Promise<boolean | undefined> {
  const found = await findOrder(api, order);
  return found && !DONE.has(found.row.state);
}

/** Whether an order is as it was to become. */
export async function traceOrder(
  api: OkxApi,
  order: OrderKey,
  isDone: (row: OrderRow) => boolean,
): Promise<WriteOutcome<Reply>> {
  const found = await findOrder(api, order);
  return resolveChange(
    found && {
      reply: found.reply,
      done: isDone(found.row),
      open: !DONE.has(found.row.state),
      state: found.row.state,
    },
  );
}
