import type { Account } from './Account.js';
import { cancelUncovered } from './holds.js';
import { booked, type FundingTerms, type Money, worthOf } from './model.js';
import type { PaperPosition } from './Positions.js';

// Years of settlements.
const MOST_SETTLEMENTS = 2000;

/**
 * Settles the funding of a position up to a time (Unix ms): for each settlement that has passed, the rate times what the
 * position is worth at `price`. A settlement has the rate that it was last announced with, or else the rate of now.
 */
export function payFunding(
  account: Account,
  position: PaperPosition,
  terms: FundingTerms | 'none' | undefined,
  price: Money,
  until: number,
): void {
  if (!terms) return;
  if (terms !== 'none') {
    for (const time of settlementsBetween(terms, position.fundedUntil, until)) {
      const rate = position.coming?.time === time ? position.coming.rate : terms.rate;
      pay(account, position, rate, price);
    }
  }
  position.fundedUntil = Math.max(position.fundedUntil, until);
}

function pay(account: Account, position: PaperPosition, rate: string, price: Money): void {
  const { instrument, contract, direction, amount } = position;
  const paid = booked(worthOf(instrument, amount, price).times(rate));
  const received = direction === 'long' ? paid.negated() : paid;
  if (received.isZero()) return;
  account.ledger.add(contract.currency, received);
  account.statement.add(contract.currency, 'funding', received);
  account.changed();
  cancelUncovered(account, contract.currency);
}

/** The settlements after one time and up to another, oldest first; those before `terms.time` lie `interval` apart. */
function settlementsBetween({ time, interval }: FundingTerms, after: number, until: number): number[] {
  const last = time - Math.ceil((time - until) / interval) * interval;
  const times: number[] = [];
  for (let at = Math.min(last, time); at > after && times.length < MOST_SETTLEMENTS; at -= interval)
    times.unshift(at);
  return times;
}
