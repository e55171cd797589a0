import { ExchangeError } from '../../../adapter/ExchangeError.js';
import { say } from '../../../wording/say.js';
import { type Book, Money, type PaperInstrument } from './model.js';

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
  /** What becomes of the rest of a limit order: it waits, is canceled at once, or nothing is taken where it is not all. */
  until?: 'canceled' | 'ioc' | 'fok';
  /** It only waits: where it would take from the book it is refused. */
  postOnly?: boolean | undefined;
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
  if (price !== undefined) checkStep(name, 'price', price, priceStep);
  if (!spendsQuote(request)) {
    checkStep(name, 'amount', amount, amountStep);
    if (new Money(amount).gte(leastAmount)) return;
    throw new ExchangeError({
      code: 'AMOUNT_TOO_SMALL',
      message: say('the minimum amount of {symbol} is {least}, not {amount}', {
        symbol: name,
        least: leastAmount,
        amount,
      }),
    });
  }
  const best = book.asks[0];
  const least = best && new Money(best.price).times(leastAmount);
  if (least?.gt(amount)) {
    throw new ExchangeError({
      code: 'AMOUNT_TOO_SMALL',
      message: say('{amount} {quote} buys less than {least} {base}, the minimum', {
        amount,
        quote,
        least: leastAmount,
        base,
      }),
      hint: say('a market buy needs {least} {quote} or more: its amount is in {quote}', {
        least: least.toFixed(),
        quote,
      }),
    });
  }
}

const STEPS = {
  price: ['PRICE_STEP', 'price {value} is not a multiple of the tick size {step} of {symbol}'],
  amount: ['AMOUNT_STEP', 'amount {value} is not a multiple of the lot size {step} of {symbol}'],
} as const;

function checkStep(name: string, what: keyof typeof STEPS, value: string, step: string): void {
  if (new Money(value).mod(step).isZero()) return;
  const [code, text] = STEPS[what];
  throw new ExchangeError({
    code,
    message: say(text, { value, step, symbol: name }),
    hint: say('nothing is rounded for you'),
  });
}
