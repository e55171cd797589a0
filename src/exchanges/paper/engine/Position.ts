import type { Contract, Instrument } from './Instrument.js';
import { Money, NOTHING } from './Money.js';
import { booked, worthOf } from './worth.js';

/** Contracts that are held. Only the account changes it. */
export interface Position {
  readonly instrument: Instrument;
  readonly contract: Contract;
  readonly direction: 'long' | 'short';
  /** In contracts. */
  amount: Money;
  /** What the contracts were worth when they were opened, in the margin currency. */
  cost: Money;
  /** The last price that was seen. */
  mark: Money;
  /** Unix time in ms from which prices have not been looked at yet. */
  from: number;
  /** Unix time in ms up to which funding is settled. */
  fundedUntil: number;
  /** The settlement that was to come when fundings were last read, with the rate that it had then. */
  coming?: { readonly time: number; readonly rate: string } | undefined;
}

/** Half a percent of what a position is worth has to be there for it to be kept. */
const MAINTENANCE_RATE = '0.005';

/** What closing `amount` of a position at a price brings, before the fee, in the margin currency. */
export function profitOf(position: Position, price: Money, amount = position.amount): Money {
  const { instrument, direction, contract } = position;
  const gained = worthOf(instrument, amount, price).minus(costOf(position, amount));
  return booked((direction === 'long') === contract.inverse ? gained.negated() : gained);
}

/** The part of the cost that belongs to `amount` of the contracts; all of it to all of them. */
export function costOf({ cost, amount: all }: Position, amount: Money): Money {
  return amount.eq(all) ? cost : cost.times(amount).div(all);
}

/** The maintenance margin at a price. */
export function maintenanceOf({ instrument, amount }: Position, price: Money): Money {
  return worthOf(instrument, amount, price).times(MAINTENANCE_RATE);
}

/** A position of nothing as yet. */
export function emptyPosition(
  of: Pick<Position, 'instrument' | 'contract' | 'direction' | 'mark'>,
  now: number,
): Position {
  return { ...of, amount: NOTHING, cost: NOTHING, from: now, fundedUntil: now };
}

/** The margin of contracts that are worth so much, rounded up. */
export function marginFor(worth: Money, leverage: string): Money {
  return worth.div(leverage).dp(12, Money.ROUND_UP);
}
