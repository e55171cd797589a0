import type { Book } from './Book.js';

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
export interface Happenings {
  /** Unix ms of `last`. */
  readonly time: number;
  /** The price now; a decimal string. */
  readonly last: string;
  /** Bars that are over, oldest first. */
  readonly bars: readonly PastBar[];
  /** The order book now, where it reaches an order that waits. */
  readonly book?: Book | undefined;
  /** `none` where there is no funding; absent where it was not looked at. */
  readonly funding?: FundingTerms | 'none' | undefined;
}
