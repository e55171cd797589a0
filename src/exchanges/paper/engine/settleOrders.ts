import type { Account } from './Account.js';
import { fillOrder } from './fillOrder.js';
import { Money } from './Money.js';
import type { PaperOrder } from './PaperOrder.js';
import type { Passing, ReadPassing, Waiting } from './Passing.js';

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
  fillWaiting(account, order, passing.amount, passing.until);
}

/** Fills an order that waits with at most `amount`, at its own price and as the maker. */
export function fillWaiting(account: Account, order: PaperOrder, amount: Money | string, time: number): void {
  const { price, amount: all, filled } = order;
  if (!price || !all) return;
  const traded = Money.min(amount, all.minus(filled));
  if (traded.gt(0)) fillOrder(account, order, { amount: traded, price, role: 'maker', time });
}

function toWaiting({ side, price, amount, filled, from }: PaperOrder): Waiting {
  return {
    side,
    price: price?.toFixed() ?? '0',
    amount: amount?.minus(filled).toFixed() ?? '0',
    from,
  };
}
