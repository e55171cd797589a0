import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { Market } from '../../protocol/structures.js';
import type { FmzSymbol } from '../../protocol/symbol.js';
import { explainSymbol, meantContract } from '../../protocol/symbolFaults.js';
import { say } from '../../wording/say.js';
import { hashText, unitAt } from './noise.js';

/** What is traded, with what its prices and amounts are made of. Whole numbers of ticks and lots keep them exact. */
export interface Listing {
  /** FMZ's symbol: `BTC_USDT`, `BTC_USDT.swap`. */
  readonly name: string;
  readonly base: string;
  readonly quote: string;
  /** What one contract holds, of which currency; absent on spot. */
  readonly contract?: { readonly size: number; readonly currency: string };
  /** Digits behind the point of a price: one tick is 10 to the minus this. */
  readonly priceDigits: number;
  /** Digits behind the point of an amount: one lot is 10 to the minus this. */
  readonly amountDigits: number;
  /** How many lots are traded for a dollar of the volume of a pair. */
  readonly lotsPerDollar: number;
  readonly seed: number;
  /** The seed of the whole market. */
  readonly marketSeed: number;
}

const SIGNIFICANT_DIGITS = 6;
const LONGEST_CURRENCY = 40;
/** Of a perpetual so many times as much is traded as of its pair. */
const PERPETUAL_VOLUME = 10;
/** The digits of an amount of contracts, and the dollars that an inverse one holds. */
const LINEAR_DIGITS = 3;
const INVERSE_DIGITS = 1;
const INVERSE_SIZE = 100;

/**
 * The pair of a symbol, or its perpetual. A tick is the sixth significant digit of the base price, 1 at most, and never
 * changes. A lot of a pair is worth from 1 to 10 cents, or is 1 for a coin that is worth less. A contract holds coins worth
 * from 100 to 1000 dollars; one that is quoted in USD holds 100 USD, and is inverse.
 *
 * @throws ProtocolError for a dated contract, a currency twice, and names that are too long.
 * @example createListing({ name: 'BTC_USDT', base: 'BTC', quote: 'USDT' }, 1).priceDigits // 1
 */
export function createListing(symbol: FmzSymbol, marketSeed: number): Listing {
  const { name, base, quote, contract } = symbol;
  if (contract !== undefined && contract !== 'swap') {
    const meant = meantContract(symbol);
    if (meant !== undefined)
      throw new ProtocolError(say('Paper has no "{name}": did you mean {meant}?', { name, meant }));
    throw new ProtocolError(
      say('"{name}" is a dated contract, Paper has pairs and their perpetuals: use {pair} or {pair}.swap', {
        name,
        pair: `${base}_${quote}`,
      }),
    );
  }
  // Here everything is traded, so that a misspelled currency would be, too.
  if (!/^[\p{L}\p{N}]+$/u.test(base))
    throw new ProtocolError(say('symbol {problem}', { problem: explainSymbol(symbol.written ?? name) }));
  // Both go into order ids, which have to come back whole.
  if (Math.max(base.length, quote.length) > LONGEST_CURRENCY) {
    throw new ProtocolError(
      say('a currency has at most {most} characters: use BASE_QUOTE, like BTC_USDT', {
        most: LONGEST_CURRENCY,
      }),
    );
  }
  if (base === quote)
    throw new ProtocolError(
      say('symbol "{name}" has the same currency twice: use two, like BTC_USDT', { name }),
    );
  const dollars = basePrice(base, marketSeed);
  const priceDigits = Math.max(
    0,
    SIGNIFICANT_DIGITS - 1 - exponentOf(dollars / basePrice(quote, marketSeed)),
  );
  const id = contract === undefined ? `${base}-${quote}` : `${base}-${quote}-SWAP`;
  return {
    ...{ name, base, quote, priceDigits, marketSeed },
    seed: hashText(`${marketSeed} ${id}`),
    ...(contract === undefined ? amountsOfPair(dollars) : amountsOfPerpetual(base, quote, dollars)),
  };
}

type Amounts = Pick<Listing, 'amountDigits' | 'lotsPerDollar' | 'contract'>;

function amountsOfPair(dollars: number): Amounts {
  const amountDigits = Math.max(0, exponentOf(dollars) + 2);
  return { amountDigits, lotsPerDollar: 10 ** amountDigits / dollars };
}

function amountsOfPerpetual(base: string, quote: string, dollars: number): Amounts {
  const inverse = quote === 'USD';
  const size = inverse ? INVERSE_SIZE : Number(`1e${2 - exponentOf(dollars)}`);
  const amountDigits = inverse ? INVERSE_DIGITS : LINEAR_DIGITS;
  const worth = inverse ? size : size * dollars;
  return {
    amountDigits,
    lotsPerDollar: (PERPETUAL_VOLUME * 10 ** amountDigits) / worth,
    contract: { size, currency: inverse ? quote : base },
  };
}

/** The entry of what is traded in `markets`. */
export function toMarket({ name, base, quote, contract, priceDigits, amountDigits }: Listing): Market {
  const amountStep = Number(`1e-${amountDigits}`);
  return {
    symbol: name,
    base_asset: base,
    quote_asset: quote,
    tick_size: Number(`1e-${priceDigits}`),
    amount_size: amountStep,
    price_precision: priceDigits,
    amount_precision: amountDigits,
    min_qty: amountStep,
    ...(contract && { ct_val: contract.size, ct_val_ccy: contract.currency }),
  };
}

/**
 * A whole number of units as a decimal string.
 *
 * @param digits behind the point: a unit is 10 to the minus this.
 * @example toText(60001, 2) // '600.01'
 */
export function toText(units: number, digits: number): string {
  const text = String(units).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The same as a JSON number: the double that is nearest to the decimal string. */
export function toJsonNumber(units: number, digits: number): number {
  return Number(toText(units, digits));
}

const DOLLARS: ReadonlySet<string> = new Set([
  ...['USD', 'USDT', 'USDC', 'DAI', 'FDUSD', 'TUSD', 'USDP', 'BUSD', 'PYUSD', 'USDE'],
]);

const KNOWN: ReadonlyMap<string, number> = new Map([
  ['BTC', 60_000],
  ['ETH', 3000],
  ['BNB', 550],
  ['BCH', 400],
  ['SOL', 150],
  ['LTC', 80],
  ['AVAX', 30],
  ['LINK', 15],
  ['DOT', 6],
  ['XRP', 0.5],
  ['ADA', 0.4],
  ['TRX', 0.15],
  ['DOGE', 0.12],
  ['SHIB', 0.00002],
]);

/** Whether a currency is worth exactly one dollar at all times. */
export function isDollar(currency: string): boolean {
  return DOLLARS.has(currency);
}

/**
 * The dollars that a currency's price moves around: from 0.01 up to 1000 where the currency is not a known one.
 *
 * @example basePrice('BTC', 1) // 60000
 */
export function basePrice(currency: string, seed: number): number {
  if (isDollar(currency)) return 1;
  return KNOWN.get(currency) ?? 10 ** (unitAt(hashText(`${seed} base ${currency}`), 0) * 5 - 2);
}

function exponentOf(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}
