import { ExchangeError } from '../../../adapter/ExchangeError.js';
import type { OrderId } from '../../../protocol/order.js';
import { say } from '../../../wording/say.js';
import type { Account } from './Account.js';
import { checkRequest, type OrderRequest, spendsQuote } from './checkRequest.js';
import { levelsFor, offered, takeFromBook, worthInBook } from './fills.js';
import { holdFor, holdOf } from './holds.js';
import { type Book, Money } from './model.js';
import { type PaperOrder, paidWith, positionSideOf } from './Orders.js';

/**
 * Places an order: it takes the levels of the book up to its price, and the rest of a limit order waits.
 *
 * @param now Unix time in ms.
 * @throws ExchangeError with nothing changed: PRICE_STEP, AMOUNT_STEP, AMOUNT_TOO_SMALL, INSUFFICIENT_BALANCE,
 * NO_POSITION, POSITION_TOO_SMALL, POST_ONLY_WOULD_TAKE or TOO_MANY_ORDERS.
 */
export function placeOrder(account: Account, request: OrderRequest, book: Book, now: number): PaperOrder {
  checkRequest(request, book);
  const { instrument, side, effect } = request;
  const price = request.price === undefined ? undefined : new Money(request.price);
  const asked = new Money(request.amount);
  checkClosable(account, request, asked);
  if (request.postOnly) checkPostOnly({ side, price }, book);
  account.orders.checkRoom();
  const held = holdAtFirst(account, { instrument, side, effect, price }, asked, book);
  account.require(paidWith(request), held);
  const order = account.orders.add({
    ...{ instrument, side, effect, price, held, time: now },
    amount: spendsQuote(request) ? undefined : asked,
    ...(request.postOnly && { postOnly: true }),
  });
  account.changed();
  const none = request.until === 'fok' && offered(book, order).lt(asked);
  if (!none) takeFromBook(account, order, book, now);
  if (order.state === 'open' && (none || request.until === 'ioc')) account.orders.finish(order, 'incomplete');
  return order;
}

/** @throws ExchangeError POST_ONLY_WOULD_TAKE. */
function checkPostOnly({ side, price }: Pick<PaperOrder, 'side' | 'price'>, book: Book): void {
  const [best] = levelsFor(book, side, price);
  if (!best) return;
  throw new ExchangeError({
    code: 'POST_ONLY_WOULD_TAKE',
    message: say('at {price} the order would trade at once: the best price of the other side is {best}', {
      price: String(price?.toFixed()),
      best: best.price,
    }),
  });
}

/** What an order holds before it has taken anything: on contracts at the prices of the book, which may be better. */
function holdAtFirst(
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
      message: say('{filled} of the order is filled already: its amount must be more than that', {
        filled: filled.toFixed(),
      }),
      hint: say('cancel it to end it'),
    });
  }
  checkClosable(account, order, left, order);
  const held = holdAtFirst(account, { instrument, side, effect, price }, left, book);
  // What the book offers can be taken once, however often the order is changed.
  const mayTake = order.from <= now;
  if (order.postOnly) checkPostOnly({ side, price }, book);
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

/**
 * Cancels an open order: what it still holds is free again.
 *
 * @throws ExchangeError ORDER_NOT_FOUND or ORDER_DONE, with nothing changed.
 */
export function cancelOrder(account: Account, id: OrderId): void {
  account.orders.finish(account.orders.findOpen(id, 'cancel'), 'incomplete');
  account.changed();
}

/**
 * Checks that there is as much of a position as an order wants to close.
 *
 * @param besides an order that is about to be changed, and so holds nothing of it.
 * @throws ExchangeError NO_POSITION or POSITION_TOO_SMALL.
 */
function checkClosable(
  account: Account,
  order: Pick<PaperOrder, 'instrument' | 'side' | 'effect'>,
  amount: Money,
  besides?: PaperOrder,
): void {
  if (order.effect !== 'close') return;
  const position = account.positions.require(order.instrument, positionSideOf(order));
  const closable = account.closable(position, besides);
  if (closable.gte(amount)) return;
  const { direction, instrument, amount: all } = position;
  throw new ExchangeError({
    code: 'POSITION_TOO_SMALL',
    message: say('the {direction} position in {symbol} has {closable} contracts to close, not {amount}', {
      direction: say(direction),
      symbol: instrument.name,
      closable: closable.toFixed(),
      amount: amount.toFixed(),
    }),
    hint: closable.lt(all)
      ? say('open orders close {amount} already', { amount: all.minus(closable).toFixed() })
      : undefined,
  });
}
