import type { Account } from './Account.js';
import type { Book } from './Book.js';
import { checkClosable, checkRequest, type OrderRequest, spendsQuote } from './checkRequest.js';
import { holdFor, holdOf } from './holdOf.js';
import { Money } from './Money.js';
import { type PaperOrder, paidWith } from './PaperOrder.js';
import { takeFromBook, worthInBook } from './takeFromBook.js';

/**
 * Places an order: it takes the levels of the book up to its price, and the rest of a limit order waits.
 *
 * @param now Unix time in ms.
 * @throws ExchangeError with nothing changed: PRICE_STEP, AMOUNT_STEP, AMOUNT_TOO_SMALL, INSUFFICIENT_BALANCE,
 * NO_POSITION, POSITION_TOO_SMALL or TOO_MANY_ORDERS.
 */
export function placeOrder(account: Account, request: OrderRequest, book: Book, now: number): PaperOrder {
  checkRequest(request, book);
  const { instrument, side, effect } = request;
  const price = request.price === undefined ? undefined : new Money(request.price);
  const asked = new Money(request.amount);
  checkClosable(account, request, asked);
  account.orders.checkRoom();
  const held = holdAtFirst(account, { instrument, side, effect, price }, asked, book);
  account.require(paidWith(request), held);
  const order = account.orders.add({
    ...{ instrument, side, effect, price, held, time: now },
    amount: spendsQuote(request) ? undefined : asked,
  });
  account.changed();
  takeFromBook(account, order, book, now);
  return order;
}

/** What an order holds before it has taken anything: on contracts at the prices of the book, which may be better. */
export function holdAtFirst(
  account: Account,
  order: Pick<PaperOrder, 'instrument' | 'side' | 'effect' | 'price'>,
  amount: Money,
  book: Book,
): Money {
  if (order.instrument.contract && order.effect !== 'close') {
    return holdFor(account, order, worthInBook({ ...order, amount }, book));
  }
  return order.price ? holdOf(account, order, order.price, amount) : order.effect ? new Money(0) : amount;
}
