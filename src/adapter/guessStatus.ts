import { quote } from '../protocol/oneLine.js';
import { type OrderAmounts, type OrderStatus, statusOf } from '../protocol/order.js';
import type { Api } from './Api.js';

/** The list that an order was read from; `undefined` where it was asked for by its id. */
export type OrderListing = 'open' | 'done' | undefined;

/**
 * FMZ's status of an order whose state is a word that the adapter does not know. On the list of open orders it is open, in
 * the history it is done, and what was filled of it tells the rest. An order that was asked for by its id counts as open
 * until it is filled.
 *
 * @example guessStatus('open', { amount: 2, deal_amount: 0 }) // 'submitted'
 * @example guessStatus('done', { amount: 2, deal_amount: 1 }) // 'partial-canceled'
 */
export function guessStatus(listed: OrderListing, amounts: OrderAmounts): OrderStatus {
  const { amount, deal_amount: filled } = amounts;
  if (listed === 'done' || (listed === undefined && filled > 0 && filled >= amount)) {
    return statusOf('done', amounts);
  }
  return filled > 0 ? 'partial-filled' : 'submitted';
}

/** Says in the log, once a word, that an adapter does not know the state of an order. */
export function warnOfState(api: Pick<Api<unknown, unknown>, 'warn'>, state: string): void {
  api.warn(
    `order state ${quote(state)}`,
    'not known to this adapter: on the list of open orders it counts as open, in the history as done',
  );
}
