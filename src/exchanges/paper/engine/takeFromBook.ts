import type { Account } from './Account.js';
import type { Book, Level } from './Book.js';
import { coverHolds } from './coverHolds.js';
import { fillOrder } from './fillOrder.js';
import type { Instrument } from './Instrument.js';
import { Money, NOTHING } from './Money.js';
import { type PaperOrder, paidWith, wantedAt } from './PaperOrder.js';
import { worthOf } from './worth.js';

/** The levels that an order meets, best first: all of them for a market order. */
export function levelsFor(book: Book, side: 'buy' | 'sell', price: Money | undefined): readonly Level[] {
  const levels = side === 'buy' ? book.asks : book.bids;
  if (!price) return levels;
  const beyond = levels.findIndex((level) =>
    side === 'buy' ? price.lt(level.price) : price.gt(level.price),
  );
  return beyond < 0 ? levels : levels.slice(0, beyond);
}

/**
 * Lets an order take from the book up to its price. What is left of a limit order rests; what is left of a market order,
 * where the book has no more, is canceled. The money that a spot market buy leaves is free again.
 *
 * @param now Unix time in ms.
 */
export function takeFromBook(account: Account, order: PaperOrder, book: Book, now: number): void {
  const before = order.filled;
  let complete = false;
  for (const level of levelsFor(book, order.side, order.price)) {
    const wanted = wantedAt(order, level.price);
    complete = wanted.lte(level.amount);
    if (wanted.lte(0)) break;
    const amount = Money.min(wanted, level.amount);
    fillOrder(account, order, { amount, price: new Money(level.price), role: 'taker', time: now });
    if (complete) break;
  }
  if (order.state === 'open') {
    if (!order.price) account.orders.finish(order, complete ? 'complete' : 'incomplete');
    else if (order.filled.gt(before)) order.from = book.renewed;
  }
  if (order.filled.gt(before)) coverHolds(account, paidWith(order));
}

/** What an amount is worth that is taken from the book up to a price, and the rest of it at that price. */
export function worthInBook(
  request: { instrument: Instrument; side: 'buy' | 'sell'; price?: Money | undefined; amount: Money },
  book: Book,
): Money {
  let [worth, left] = [NOTHING, request.amount];
  for (const level of levelsFor(book, request.side, request.price)) {
    const amount = Money.min(left, level.amount);
    worth = worth.plus(worthOf(request.instrument, amount, new Money(level.price)));
    left = left.minus(amount);
    if (left.isZero()) break;
  }
  return request.price ? worth.plus(worthOf(request.instrument, left, request.price)) : worth;
}
