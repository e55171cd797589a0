import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../../protocol/symbol.js';
import type { Instrument } from '../engine/Instrument.js';
import { basePrice } from './basePrice.js';
import { hashText } from './hash.js';
import { toText } from './units.js';

/** A pair with what its prices and amounts are made of. Whole numbers of ticks and lots keep them exact. */
export interface Pair extends Instrument {
  /** Digits behind the point of a price: one tick is 10 to the minus this. */
  readonly priceDigits: number;
  /** Digits behind the point of an amount: one lot is 10 to the minus this. */
  readonly amountDigits: number;
  /** How many lots a dollar is worth at the base price. */
  readonly lotsPerDollar: number;
  readonly seed: number;
  /** The seed of the whole market. */
  readonly marketSeed: number;
}

const SIGNIFICANT_DIGITS = 5;
const LONGEST_CURRENCY = 40;

/**
 * The pair of a spot symbol. Its tick is the fifth significant digit of its base price, 1 at most, and never changes;
 * a lot is worth from 1 to 10 cents, or is 1 for a coin that is worth less.
 *
 * @throws ProtocolError for a futures symbol, a currency twice, and names that are too long.
 * @example createPair({ name: 'BTC_USDT', base: 'BTC', quote: 'USDT' }, 1).priceStep // '1'
 */
export function createPair(symbol: FmzSymbol, marketSeed: number): Pair {
  const { name, base, quote } = requireSpot(symbol);
  // Both go into order ids, which have to come back whole.
  if (Math.max(base.length, quote.length) > LONGEST_CURRENCY) {
    throw new ProtocolError(
      `a currency has at most ${LONGEST_CURRENCY} characters: use BASE_QUOTE, like BTC_USDT`,
    );
  }
  if (base === quote)
    throw new ProtocolError(`symbol "${name}" has the same currency twice: use two, like BTC_USDT`);
  const dollars = basePrice(base, marketSeed);
  const priceDigits = Math.max(
    0,
    SIGNIFICANT_DIGITS - 1 - exponentOf(dollars / basePrice(quote, marketSeed)),
  );
  const amountDigits = Math.max(0, exponentOf(dollars) + 2);
  return {
    name,
    native: `${base}-${quote}`,
    base,
    quote,
    priceDigits,
    amountDigits,
    priceStep: toText(1, priceDigits),
    amountStep: toText(1, amountDigits),
    lotsPerDollar: 10 ** amountDigits / dollars,
    seed: hashText(`${marketSeed} ${base}-${quote}`),
    marketSeed,
  };
}

/**
 * Narrows to a spot symbol.
 *
 * @throws ProtocolError for futures symbols and ranges.
 */
export function requireSpot(symbol: FmzSymbol | FmzSymbolRange): FmzSymbol {
  if (!('range' in symbol) && symbol.contract === undefined) return symbol;
  throw new ProtocolError(
    `"${symbol.name}" is a futures symbol, Paper trades spot only: use BASE_QUOTE, like BTC_USDT`,
  );
}

function exponentOf(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}
