import { traceChange } from '../../exchange/traceChange.js';
import type { Trace } from '../../exchange/writeOnce.js';
import type { Reply } from '../../http/Reply.js';
import { findOrder, type OrderKey } from './findOrder.js';
import type { OkxApi } from './OkxApi.js';
import type { OrderRow } from './replies.js';

const OPEN = new Set(['live', 'partially_filled']);

/** Whether an order may still trade; `undefined` where OKX does not show it. */
export async function isOpen(api: OkxApi, order: OrderKey): Promise<boolean | undefined> {
  const found = await findOrder(api, order);
  return found && OPEN.has(found.row.state);
}

/** Whether an order is as it was to become. */
export async function traceOrder(
  api: OkxApi,
  order: OrderKey,
  isDone: (row: OrderRow) => boolean,
): Promise<Trace<Reply>> {
  const found = await findOrder(api, order);
  return traceChange(
    found && {
      reply: found.reply,
      done: isDone(found.row),
      open: OPEN.has(found.row.state),
      state: found.row.state,
    },
  );
}
