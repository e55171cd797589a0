import type { Account } from './Account.js';
import { coverHolds } from './coverHolds.js';
import { fillOrder } from './fillOrder.js';
import { Money } from './Money.js';
import { type PaperOrder, paidWith } from './PaperOrder.js';
import type { Passing, ReadPassing, Waiting } from './Passing.js';
import type { Position } from './Position.js';
import { atMark, type Range, riskOf } from './riskOf.js';

// A step of a path costs about as much as showing it to ten orders; this many shows take tens of milliseconds.
const MOST_SHOWS = 10_000_000;
const SHOWS_OF_A_STEP = 10;

/**
 * Fills waiting orders with what went through their prices up to `now` (Unix time in ms). An account that nobody looked
 * at for very long (ten months with one order, a day and a half with orders in 200 pairs) sees the latest part of that
 * time only, so that catching up never takes long.
 */
export function settleOrders(account: Account, readPassing: ReadPassing, now: number): void {
  const pairs = new Map<string, PaperOrder[]>();
  for (const order of account.orders.open) {
    const orders = pairs.get(order.instrument.name) ?? [];
    orders.push(order);
    pairs.set(order.instrument.name, orders);
  }
  const shows = [...pairs.values()].reduce((sum, orders) => sum + SHOWS_OF_A_STEP + orders.length, 0);
  for (const orders of pairs.values()) {
    const [first] = orders;
    if (!first) continue;
    const steps = Math.floor(MOST_SHOWS / shows);
    const passing = readPassing(first.instrument, { waiting: orders.map(toWaiting), steps, now });
    for (const [index, order] of orders.entries()) settle(account, order, passing[index]);
  }
}

function settle(account: Account, order: PaperOrder, passing: Passing | undefined): void {
  if (!passing) return;
  order.from = passing.until;
  fillWaiting(account, order, { amount: passing.amount, time: passing.until });
}

/**
 * Fills an order that waits with at most `amount`, at its own price and as the maker. A spot order is canceled instead
 * where its money is what positions need: they would be liquidated, and their loss would be left to nobody.
 *
 * @param rangeOf the prices that positions are held against.
 */
export function fillWaiting(
  account: Account,
  order: PaperOrder,
  { amount, time, rangeOf = atMark }: { amount: Money | string; time: number; rangeOf?: RangeOf },
): void {
  const { price, amount: all, filled, instrument, side, state } = order;
  if (state !== 'open' || !price || !all) return;
  const traded = Money.min(amount, all.minus(filled));
  if (traded.lte(0)) return;
  const currency = paidWith(order);
  if (!instrument.contract) {
    const paid = side === 'buy' ? traded.times(price) : traded;
    const { positions, equity, maintenance } = riskOf(account, currency, rangeOf);
    if (positions.length > 0 && equity.minus(paid).lt(maintenance)) {
      account.orders.finish(order, 'incomplete');
      account.changed();
      return;
    }
  }
  fillOrder(account, order, { amount: traded, price, role: 'maker', time });
  coverHolds(account, currency);
}

type RangeOf = (position: Position) => Range;

function toWaiting({ side, price, amount, filled, from }: PaperOrder): Waiting {
  return {
    side,
    price: price?.toFixed() ?? '0',
    amount: amount?.minus(filled).toFixed() ?? '0',
    from,
  };
}
