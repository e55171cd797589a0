import { NetworkError } from '../http/NetworkError.js';
import type { Reply } from '../http/Reply.js';
import type { WriteOutcome } from './writeOnce.js';

/** An order as the exchange has it, after a change of it was sent. */
export interface ChangedOrder<Replies = Reply> {
  /** In which it was read. */
  reply: Replies;
  /** Whether it is as the change wanted it. */
  done: boolean;
  /** Whether it may still trade, and so be changed. */
  open: boolean;
  /** The exchange's word for its state, for people. */
  state: string;
}

/**
 * What became of a cancellation or another change of an order whose answer was lost: for `find` of `writeOnce`.
 *
 * @param order `undefined` where the exchange does not show it: a part of it that lags behind may not know it yet.
 * @throws NetworkError, with outcome unknown, where it is not shown.
 * @example
 * const { row, reply } = await findOrder(api, key);
 * return resolveChange({ reply, done: row.state === 'canceled', open: row.state === 'live', state: row.state });
 */
export function resolveChange<Replies = Reply>(
  order: ChangedOrder<Replies> | undefined,
): WriteOutcome<Replies> {
  if (!order) throw new NetworkError('the order cannot be found', { outcome: 'unknown' });
  if (order.done) return { state: 'done', value: order.reply };
  return order.open ? { state: 'none' } : { state: 'refused', reason: `the order is ${order.state} already` };
}
