import { ExchangeError } from '../../../adapter/ExchangeError.js';
import { say } from '../../../wording/say.js';
import { booked, type Contract, Money, NOTHING, type PaperInstrument, worthOf } from './model.js';

/** Contracts that are held. Only the account changes it. */
export interface PaperPosition {
  readonly instrument: PaperInstrument;
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
export function profitOf(position: PaperPosition, price: Money, amount = position.amount): Money {
  const { instrument, direction, contract } = position;
  const gained = worthOf(instrument, amount, price).minus(costOf(position, amount));
  return booked((direction === 'long') === contract.inverse ? gained.negated() : gained);
}

/** The part of the cost that belongs to `amount` of the contracts; all of it to all of them. */
export function costOf({ cost, amount: all }: PaperPosition, amount: Money): Money {
  return amount.eq(all) ? cost : cost.times(amount).div(all);
}

/** The maintenance margin at a price. */
export function maintenanceOf({ instrument, amount }: PaperPosition, price: Money): Money {
  return worthOf(instrument, amount, price).times(MAINTENANCE_RATE);
}

/** A position of nothing as yet. */
export function emptyPosition(
  of: Pick<PaperPosition, 'instrument' | 'contract' | 'direction' | 'mark'>,
  now: number,
): PaperPosition {
  return { ...of, amount: NOTHING, cost: NOTHING, from: now, fundedUntil: now };
}

/** The margin of contracts that are worth so much, rounded up. */
export function marginFor(worth: Money, leverage: string): Money {
  return worth.div(leverage).dp(12, Money.ROUND_UP);
}

/** The positions of one account: at most one long and one short in each contract. */
export class Positions {
  readonly #positions = new Map<string, PaperPosition>();

  constructor(positions: readonly PaperPosition[] = []) {
    for (const position of positions) this.keep(position);
  }

  get all(): PaperPosition[] {
    return [...this.#positions.values()];
  }

  find({ name }: PaperInstrument, direction: 'long' | 'short'): PaperPosition | undefined {
    return this.#positions.get(`${name} ${direction}`);
  }

  /** @throws ExchangeError NO_POSITION. */
  require(instrument: PaperInstrument, direction: 'long' | 'short'): PaperPosition {
    const position = this.find(instrument, direction);
    if (position) return position;
    throw new ExchangeError({
      code: 'NO_POSITION',
      message: say('there is no {direction} position in {symbol} to close', {
        direction: say(direction),
        symbol: instrument.name,
      }),
      hint: say('closebuy closes a long position, closesell a short one'),
    });
  }

  /** Keeps a position, or drops one that has become empty. */
  keep(position: PaperPosition): void {
    const key = `${position.instrument.name} ${position.direction}`;
    if (position.amount.isZero()) this.#positions.delete(key);
    else this.#positions.set(key, position);
  }
}
