import { compareDecimals, signOf } from '../protocol/decimal.js';
import type { OrderStatus } from '../protocol/order.js';
import { quote } from '../protocol/text.js';
import type { Api } from './Api.js';

/** The list that an order was read from; `undefined` where it was asked for by its id. */
export type OrderListing = 'open' | 'done' | undefined;

/**
 * FMZ's status of an order whose state is a word that the adapter does not know. On the list of open orders it is open, in
 * the history it is done, and what was filled of it tells the rest. An order that was asked for by its id counts as open
 * until it is filled.
 *
 * @param order.amount and `filled`: decimal strings, "" where the exchange does not tell.
 * @example guessStatus({ listed: 'open', amount: '2', filled: '0' }) // 'submitted'
 * @example guessStatus({ listed: 'done', amount: '2', filled: '1' }) // 'partial-canceled'
 */
export function guessStatus(order: { listed: OrderListing; amount: string; filled: string }): OrderStatus {
  const { listed, amount, filled } = order;
  const some = signOf(filled) > 0;
  const all = some && amount !== '' && compareDecimals(filled, amount) >= 0;
  if (listed === 'open') return some ? 'partial-filled' : 'submitted';
  if (all) return 'filled';
  if (listed === 'done') return some ? 'partial-canceled' : 'canceled';
  return some ? 'partial-filled' : 'submitted';
}

/** Says in the log, once a word, that an adapter does not know the state of an order. */
export function warnOfState(api: Pick<Api<unknown, unknown>, 'warn'>, state: string): void {
  api.warn(
    `order state ${quote(state)}`,
    'not known to this adapter: on the list of open orders it counts as open, in the history as done',
  );
}
