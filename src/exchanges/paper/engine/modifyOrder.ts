import { ExchangeError } from '../../../adapter/ExchangeError.js';
import type { Account } from './Account.js';
import type { Book } from './Book.js';
import { checkClosable, checkRequest } from './checkRequest.js';
import { Money } from './Money.js';
import { type PaperOrder, paidWith } from './PaperOrder.js';
import { holdAtFirst } from './placeOrder.js';
import { levelsFor, takeFromBook } from './takeFromBook.js';

/** What an order is changed to; decimal strings. What is absent stays. */
export interface Changes {
  price?: string | undefined;
  /** All of it, what has been filled included. */
  amount?: string | undefined;
}

/**
 * Changes the price or the amount of an order that waits; it keeps its id. At its new price it may take from the book.
 *
 * @param now Unix time in ms.
 * @throws ExchangeError with nothing changed: those of placing an order, and AMOUNT_TOO_SMALL where as much is filled.
 */
export function modifyOrder(
  account: Account,
  order: PaperOrder,
  changes: Changes,
  book: Book,
  now: number,
): void {
  const price = new Money(changes.price ?? order.price ?? 0);
  const amount = new Money(changes.amount ?? order.amount ?? 0);
  const { instrument, side, effect, filled } = order;
  const request = { instrument, side, effect, price: price.toFixed(), amount: amount.toFixed() };
  checkRequest(request, book);
  const left = amount.minus(filled);
  if (left.lte(0)) {
    throw new ExchangeError({
      code: 'AMOUNT_TOO_SMALL',
      message: `${filled.toFixed()} of the order is filled already: its amount must be more than that`,
      hint: 'cancel it to end it',
    });
  }
  checkClosable(account, order, left, order);
  const held = holdAtFirst(account, { instrument, side, effect, price }, left, book);
  // What the book offers can be taken once, however often the order is changed.
  const mayTake = order.from <= now;
  account.require(paidWith(order), Money.max(0, held.minus(order.held)));
  // Money that waits may have become what positions need.
  if (mayTake && levelsFor(book, side, price).length > 0) account.require(paidWith(order), held, order.held);
  order.price = price;
  order.amount = amount;
  order.held = held;
  order.from = Math.max(order.from, now);
  account.changed();
  if (mayTake) takeFromBook(account, order, book, now);
}
