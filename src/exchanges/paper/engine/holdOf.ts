import type { Account } from './Account.js';
import { feesOf } from './fees.js';
import { type Money, NOTHING } from './Money.js';
import type { PaperOrder } from './PaperOrder.js';
import { marginFor } from './Position.js';
import { worthOf } from './worth.js';

/**
 * What a limit order holds for an amount that is still to be traded: all that it pays on spot, margin and the highest
 * fee on contracts that it opens, nothing where it closes.
 */
export function holdOf(
  account: Account,
  order: Pick<PaperOrder, 'instrument' | 'side' | 'effect'>,
  price: Money,
  amount: Money,
): Money {
  const { instrument, side, effect } = order;
  if (effect === 'close') return NOTHING;
  const worth = worthOf(instrument, amount, price);
  if (instrument.contract) return holdFor(account, order, worth);
  return side === 'buy' ? worth : amount;
}

/** Margin and the highest fee of contracts that are opened for so much. */
export function holdFor(
  account: Account,
  { instrument }: Pick<PaperOrder, 'instrument'>,
  worth: Money,
): Money {
  const margin = marginFor(worth, account.leverageOf(instrument.name));
  return margin.plus(worth.times(feesOf(instrument).taker));
}
