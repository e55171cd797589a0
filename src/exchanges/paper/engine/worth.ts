import type { Instrument } from './Instrument.js';
import { Money, NOTHING } from './Money.js';

// Far below anything that an exchange counts; the rest of a quotient that does not end is dropped here.
const VALUE_DIGITS = 30;
const BOOKED_DIGITS = 12;

/**
 * What an amount is worth at a price: in quote currency on spot and on linear contracts, in coins on inverse ones.
 *
 * @example worthOf({ ...contract: { size: '100', inverse: true } }, new Money(3), new Money(60_000)) // 0.005 BTC
 */
export function worthOf({ contract }: Instrument, amount: Money, price: Money): Money {
  if (!contract) return amount.times(price);
  const held = amount.times(contract.size);
  return contract.inverse ? held.div(price).dp(VALUE_DIGITS) : held.times(price);
}

/** The price at which an amount is worth that much; 0 of nothing. */
export function priceOf({ contract }: Instrument, amount: Money, worth: Money): Money {
  if (amount.isZero() || worth.isZero()) return NOTHING;
  const held = contract ? amount.times(contract.size) : amount;
  return (contract?.inverse ? held.div(worth) : worth.div(held)).dp(BOOKED_DIGITS);
}

/** What of a sum reaches the balance of a margin currency: 12 digits behind the point. */
export function booked(sum: Money): Money {
  return sum.dp(BOOKED_DIGITS, Money.ROUND_HALF_EVEN);
}
