import { ExchangeError } from '../../../exchange/ExchangeError.js';
import type { Account, OrderRequest } from './Account.js';
import type { Book, Level } from './Book.js';
import { Money } from './Money.js';
import { type PaperOrder, wantedAt } from './PaperOrder.js';

/** The fee of an order that takes from the book, as a part of what is received: 0.1 %. */
export const TAKER_FEE = '0.001';

/**
 * Places an order: it takes the levels of the book up to its price. What is left of a limit order rests; what is left of
 * a market order, where the book has no more, is cancelled. The money that a market buy leaves is free again.
 *
 * @param now Unix time in ms.
 * @throws ExchangeError PRICE_STEP, AMOUNT_STEP, AMOUNT_TOO_SMALL, INSUFFICIENT_BALANCE or TOO_MANY_ORDERS, with nothing
 * changed.
 */
export function placeOrder(account: Account, request: OrderRequest, book: Book, now: number): PaperOrder {
  checkRequest(request, book);
  const order = account.add(request, now);
  const complete = take(account, order, order.side === 'buy' ? book.asks : book.bids);
  if (order.state !== 'open') return order;
  if (!order.price) account.finish(order, complete ? 'complete' : 'incomplete');
  else if (order.filled.gt(0)) order.from = book.renewed;
  return order;
}

/** Takes what the order wants, and says whether that was all. */
function take(account: Account, order: PaperOrder, levels: readonly Level[]): boolean {
  for (const level of levels) {
    const price = new Money(level.price);
    if (order.price && (order.side === 'buy' ? price.gt(order.price) : price.lt(order.price))) return false;
    const wanted = wantedAt(order, level.price);
    if (wanted.lte(0)) return true;
    const amount = Money.min(wanted, level.amount);
    account.fill(order, { amount, price, feeRate: TAKER_FEE });
    if (wanted.lte(level.amount)) return true;
  }
  return false;
}

function checkRequest({ pair, side, price, amount }: OrderRequest, book: Book): void {
  if (price !== undefined) checkStep('PRICE_STEP', `price of ${pair.name}`, price, pair.priceStep);
  if (side === 'sell' || price !== undefined) {
    checkStep('AMOUNT_STEP', `amount of ${pair.name}`, amount, pair.amountStep);
    return;
  }
  const best = book.asks[0];
  const least = best && new Money(best.price).times(pair.amountStep);
  if (least?.gt(amount)) {
    throw new ExchangeError({
      code: 'AMOUNT_TOO_SMALL',
      message: `${amount} ${pair.quote} buys less than ${pair.amountStep} ${pair.base}, the least there is`,
      hint: `a market buy needs ${least.toFixed()} ${pair.quote} or more: its amount is in ${pair.quote}`,
    });
  }
}

function checkStep(code: string, what: string, value: string, step: string): void {
  if (new Money(value).mod(step).isZero()) return;
  throw new ExchangeError({
    code,
    message: `the ${what} must be a multiple of ${step}, not ${value}`,
    hint: 'nothing is rounded for you',
  });
}
