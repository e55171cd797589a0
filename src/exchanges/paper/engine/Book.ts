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
