import type { Account } from './Account.js';
import { Money } from './Money.js';
import type { PaperOrder } from './PaperOrder.js';
import type { Passing, ReadPassing, Waiting } from './Passing.js';

/** The fee of an order that was waiting in the book, as a part of what is received: 0.08 %. */
export const MAKER_FEE = '0.0008';

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
  for (const order of account.open) {
    const orders = pairs.get(order.pair.name) ?? [];
    orders.push(order);
    pairs.set(order.pair.name, orders);
  }
  const shows = [...pairs.values()].reduce((sum, orders) => sum + SHOWS_OF_A_STEP + orders.length, 0);
  for (const orders of pairs.values()) {
    const [first] = orders;
    if (!first) continue;
    const steps = Math.floor(MOST_SHOWS / shows);
    const passing = readPassing(first.pair, { waiting: orders.map(toWaiting), steps, now });
    for (const [index, order] of orders.entries()) settle(account, order, passing[index]);
  }
}

function settle(account: Account, order: PaperOrder, passing: Passing | undefined): void {
  if (!passing || !order.price || !order.amount) return;
  order.from = passing.until;
  const amount = Money.min(passing.amount, order.amount.minus(order.filled));
  if (amount.gt(0)) account.fill(order, { amount, price: order.price, feeRate: MAKER_FEE });
}

function toWaiting({ side, price, amount, filled, from }: PaperOrder): Waiting {
  return {
    side,
    price: price?.toFixed() ?? '0',
    amount: amount?.minus(filled).toFixed() ?? '0',
    from,
  };
}
