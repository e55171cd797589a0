import { ExchangeError } from '../../../adapter/ExchangeError.js';
import type { Account } from './Account.js';
import { type Book, Money, type PaperInstrument } from './model.js';
import { type PaperOrder, positionSideOf } from './Orders.js';

/** An order that is asked for. Decimal strings. */
export interface OrderRequest {
  instrument: PaperInstrument;
  side: 'buy' | 'sell';
  /** What it does to a position; absent on spot. */
  effect?: 'open' | 'close' | undefined;
  /** In quote currency; absent for a market order. */
  price?: string | undefined;
  /** In base currency or contracts; in quote currency for a spot market buy. */
  amount: string;
}

/** Whether the amount of a request is in quote currency. */
export function spendsQuote({ instrument, side, price }: OrderRequest): boolean {
  return !instrument.contract && side === 'buy' && price === undefined;
}

/**
 * Checks a request against the rules of its instrument.
 *
 * @throws ExchangeError PRICE_STEP, AMOUNT_STEP or AMOUNT_TOO_SMALL.
 */
export function checkRequest(request: OrderRequest, book: Book): void {
  const { instrument, price, amount } = request;
  const { name, priceStep, amountStep, leastAmount = amountStep, base, quote } = instrument;
  if (price !== undefined) checkStep('PRICE_STEP', `price of ${name}`, price, priceStep);
  if (!spendsQuote(request)) {
    checkStep('AMOUNT_STEP', `amount of ${name}`, amount, amountStep);
    if (new Money(amount).gte(leastAmount)) return;
    throw new ExchangeError({
      code: 'AMOUNT_TOO_SMALL',
      message: `the minimum amount of ${name} is ${leastAmount}, not ${amount}`,
    });
  }
  const best = book.asks[0];
  const least = best && new Money(best.price).times(leastAmount);
  if (least?.gt(amount)) {
    throw new ExchangeError({
      code: 'AMOUNT_TOO_SMALL',
      message: `${amount} ${quote} buys less than ${leastAmount} ${base}, the minimum`,
      hint: `a market buy needs ${least.toFixed()} ${quote} or more: its amount is in ${quote}`,
    });
  }
}

/**
 * Checks that there is as much of a position as an order wants to close.
 *
 * @param besides an order that is about to be changed, and so holds nothing of it.
 * @throws ExchangeError NO_POSITION or POSITION_TOO_SMALL.
 */
export function checkClosable(
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
    message: `the ${direction} position in ${instrument.name} has ${closable.toFixed()} contracts to close, not ${amount.toFixed()}`,
    hint: closable.lt(all) ? `open orders close ${all.minus(closable).toFixed()} already` : undefined,
  });
}

function checkStep(code: string, what: string, value: string, step: string): void {
  if (new Money(value).mod(step).isZero()) return;
  throw new ExchangeError({
    code,
    message: `the ${what} must be a multiple of ${step}, not ${value}`,
    hint: 'nothing is rounded for you',
  });
}
