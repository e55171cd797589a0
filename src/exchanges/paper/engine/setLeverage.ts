import { ExchangeError } from '../../../adapter/ExchangeError.js';
import type { Account } from './Account.js';
import { holdOf } from './holdOf.js';
import type { Contract, Instrument } from './Instrument.js';
import { Money } from './Money.js';

const HIGHEST = 125;

/**
 * Sets the leverage of a contract, for both directions: margins of its positions and open orders follow.
 *
 * @param leverage a decimal string from 1 to 125.
 * @throws ExchangeError LEVERAGE_RANGE or INSUFFICIENT_BALANCE, with nothing changed.
 */
export function setLeverage(
  account: Account,
  instrument: Instrument,
  { currency }: Contract,
  leverage: string,
): void {
  if (new Money(leverage).lt(1) || new Money(leverage).gt(HIGHEST)) {
    throw new ExchangeError({
      code: 'LEVERAGE_RANGE',
      message: `the leverage of ${instrument.name} is from 1 to ${HIGHEST}, not ${leverage}`,
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

function apply(account: Account, { name }: Instrument, leverage: string): void {
  account.leverages.set(name, leverage);
  for (const order of account.orders.open) {
    if (order.instrument.name !== name || !order.price || !order.amount) continue;
    order.held = holdOf(account, order, order.price, order.amount.minus(order.filled));
  }
}
