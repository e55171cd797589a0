/** What an account has to know of what it trades. Steps, sizes and limits are decimal strings. */
export interface Instrument {
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
