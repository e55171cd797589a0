import { ExchangeError } from '../../../adapter/ExchangeError.js';
import { say } from '../../../wording/say.js';
import type { Account } from './Account.js';
import { type Contract, feesOf, Money, NOTHING, type PaperInstrument, worthOf } from './model.js';
import { type PaperOrder, paidWith } from './Orders.js';
import { marginFor } from './Positions.js';

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

/**
 * Cancels waiting orders of a currency, newest first, until its balance is as much as orders and margins hold of it: what
 * a loss, a fee or funding has taken is not there any more for an order to pay with.
 */
export function cancelUncovered(account: Account, currency: string): void {
  for (const order of account.orders.open.reverse()) {
    if (account.ledger.balance(currency).gte(account.frozen(currency))) return;
    if (paidWith(order) !== currency || order.held.isZero()) continue;
    account.orders.finish(order, 'incomplete');
    account.changed();
  }
}

const HIGHEST = 125;

/**
 * Sets the leverage of a contract, for both directions: margins of its positions and open orders follow.
 *
 * @param leverage a decimal string from 1 to 125.
 * @throws ExchangeError LEVERAGE_RANGE or INSUFFICIENT_BALANCE, with nothing changed.
 */
export function setLeverage(
  account: Account,
  instrument: PaperInstrument,
  { currency }: Contract,
  leverage: string,
): void {
  if (new Money(leverage).lt(1) || new Money(leverage).gt(HIGHEST)) {
    throw new ExchangeError({
      code: 'LEVERAGE_RANGE',
      message: say('the leverage of {symbol} is from 1 to {most}, not {leverage}', {
        symbol: instrument.name,
        most: HIGHEST,
        leverage,
      }),
    });
  }
  const before = account.leverageOf(instrument.name);
  const frozen = account.frozen(currency);
  apply(account, instrument, leverage);
  const more = account.frozen(currency).minus(frozen);
  const spendable = account.spendable(currency);
  if (more.gt(0) && spendable.lt(0)) {
    apply(account, instrument, before);
    account.require(currency, more);
  }
  account.changed();
}

function apply(account: Account, { name }: PaperInstrument, leverage: string): void {
  account.leverages.set(name, leverage);
  for (const order of account.orders.open) {
    if (order.instrument.name !== name || !order.price || !order.amount) continue;
    order.held = holdOf(account, order, order.price, order.amount.minus(order.filled));
  }
}
