import { quote } from '../protocol/oneLine.js';
import { type OrderAmounts, type OrderStatus, statusOf } from '../protocol/order.js';
import { say } from '../wording/say.js';
import type { Api } from './Api.js';

/** What a state of an order means: `failed` is every end that is neither a fill nor a cancellation. */
export type OrderPhase = 'open' | 'filled' | 'canceled' | 'failed';

/** An exchange's words for the state of an order. In a state that is not among them an order may still trade. */
export type OrderStates = Readonly<Record<string, OrderPhase>>;

/** The list that an order was read from; `undefined` where it was asked for by its id. */
export type OrderListing = 'open' | 'done' | undefined;

/** What a state means; `undefined` of one that is not known. */
export function phaseOf(states: OrderStates, state: string): OrderPhase | undefined {
  return Object.hasOwn(states, state) ? states[state] : undefined;
}

/**
 * FMZ's status of an order by the exchange's word for its state, and by its amounts; of a word that is not known by
 * {@link guessStatus}.
 *
 * @param listed where it was read.
 * @example readStatus({ live: 'open', canceled: 'canceled' }, 'canceled', { amount: 2, deal_amount: 1 }) // 'partial-canceled'
 */
export function readStatus(
  states: OrderStates,
  state: string,
  amounts: OrderAmounts,
  listed?: OrderListing,
): OrderStatus {
  const phase = phaseOf(states, state);
  if (phase === undefined) return guessStatus(listed, amounts);
  return statusOf(phase === 'open' || phase === 'filled' ? phase : 'done', amounts);
}

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
    say('order state {state}', { state: quote(state) }),
    say('not known to this adapter: on the list of open orders it counts as open, in the history as done'),
  );
}
