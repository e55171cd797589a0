import { BigNumber } from 'bignumber.js';

/** What an account has to know of what it trades. Steps, sizes and limits are decimal strings. */
export interface PaperInstrument {
  /** FMZ's symbol: `BTC_USDT`, `BTC_USDT.swap`. */
  readonly name: string;
  /** The half of an order id before the comma: `BTC-USDT`, `BTC-USDT-SWAP`. */
  readonly native: string;
  readonly base: string;
  readonly quote: string;
  /** Prices are multiples of this, in quote currency. */
  readonly priceStep: string;
  /** Amounts are multiples of this, in base currency or contracts. */
  readonly amountStep: string;
  /** The least amount of an order, where that is more than a step. */
  readonly leastAmount?: string | undefined;
  /** Absent on spot. */
  readonly contract?: Contract | undefined;
}

/** What makes an instrument a futures contract. */
export interface Contract {
  /** FMZ's word for it: `swap`, or the exchange's own contract id. */
  readonly code: string;
  /** What one contract holds: base currency when linear, quote currency when inverse. */
  readonly size: string;
  /** Inverse contracts are worth fewer coins the higher the price is, and are margined in coins. */
  readonly inverse: boolean;
  /** The margin currency: profits, fees and funding are paid in it. */
  readonly currency: string;
}

/** A price of a book and what can be had there, in base currency; decimal strings. */
export interface Level {
  readonly price: string;
  readonly amount: string;
}

/** An order book as an order meets it. */
export interface Book {
  /** Best, that is lowest, first. */
  readonly asks: readonly Level[];
  /** Best, that is highest, first. */
  readonly bids: readonly Level[];
  /** Unix time in ms until which an order that has taken from this book finds nothing more in it. */
  readonly renewed: number;
}

/** What happened to a price from `time` up to `until` (Unix ms). Prices and volume are decimal strings. */
export interface PastBar {
  readonly time: number;
  readonly until: number;
  readonly high: string;
  readonly low: string;
  readonly close: string;
  /** In base currency or contracts. */
  readonly volume: string;
}

/** Funding of a contract: the longs pay `rate` of their worth to the shorts, or get it where it is below zero. */
export interface FundingTerms {
  /** A decimal string. */
  readonly rate: string;
  /** The next settlement; Unix ms. */
  readonly time: number;
  /** Between settlements, in ms. */
  readonly interval: number;
}

/** What is to be known of an instrument to bring an account up to date. */
export interface MarketSince {
  /** Unix ms of `last`. */
  readonly time: number;
  /** The price now; a decimal string. */
  readonly last: string;
  /** Bars that are over, oldest first. */
  readonly bars: readonly PastBar[];
  /** The bar of now up to now, where it tells all that waiting orders get; there is no `book` then. */
  readonly live?: PastBar | undefined;
  /** The order book now, where it reaches an order that waits. */
  readonly book?: Book | undefined;
  /** `none` if there is no funding; absent where it was not looked at. */
  readonly funding?: FundingTerms | 'none' | undefined;
}

/** Parts of what a trade is worth, as decimal strings. */
export interface Fees {
  /** For an order that was waiting in the book. */
  readonly maker: string;
  /** For an order that takes from the book. */
  readonly taker: string;
}

const SPOT: Fees = { maker: '0.0008', taker: '0.001' };
const CONTRACT: Fees = { maker: '0.0002', taker: '0.0005' };

/** Spot: 0.08 % and 0.1 % of what is received. Contracts: 0.02 % and 0.05 % of the value, in the margin currency. */
export function feesOf({ contract }: PaperInstrument): Fees {
  return contract ? CONTRACT : SPOT;
}

// Far below anything that an exchange counts; the rest of a quotient that does not end is dropped here.
const VALUE_DIGITS = 30;
const BOOKED_DIGITS = 12;

/**
 * What an amount is worth at a price: in quote currency on spot and on linear contracts, in coins on inverse ones.
 *
 * @example worthOf({ ...contract: { size: '100', inverse: true } }, new Money(3), new Money(60_000)) // 0.005 BTC
 */
export function worthOf({ contract }: PaperInstrument, amount: Money, price: Money): Money {
  if (!contract) return amount.times(price);
  const held = amount.times(contract.size);
  return contract.inverse ? held.div(price).dp(VALUE_DIGITS) : held.times(price);
}

/** The price at which an amount is worth that much; 0 of nothing. */
export function priceOf({ contract }: PaperInstrument, amount: Money, worth: Money): Money {
  if (amount.isZero() || worth.isZero()) return NOTHING;
  const held = contract ? amount.times(contract.size) : amount;
  return (contract?.inverse ? held.div(worth) : worth.div(held)).dp(BOOKED_DIGITS);
}

/** What of a sum reaches the balance of a margin currency: 12 digits behind the point. */
export function booked(sum: Money): Money {
  return sum.dp(BOOKED_DIGITS, Money.ROUND_HALF_EVEN);
}

/**
 * Exact decimals: sums and products keep every digit, and money is only ever divided into whole parts. A constructor of
 * its own, so that no one else's settings reach it.
 *
 * @example new Money('0.1').plus('0.2').toFixed() // '0.3'
 */
export const Money = BigNumber.clone({ DECIMAL_PLACES: 40 });

export type Money = BigNumber;

/** Nothing of any currency. */
export const NOTHING: Money = new Money(0);
