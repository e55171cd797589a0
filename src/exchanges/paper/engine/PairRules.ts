/** What an account has to know of a spot pair. Steps are decimal strings. */
export interface PairRules {
  /** FMZ's symbol: `BTC_USDT`. */
  readonly name: string;
  /** The half of an order id before the comma: `BTC-USDT`. */
  readonly native: string;
  readonly base: string;
  readonly quote: string;
  /** Prices are multiples of this, in quote currency. */
  readonly priceStep: string;
  /** Amounts are multiples of this, in base currency. */
  readonly amountStep: string;
}
