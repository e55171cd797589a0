import type { OrderRow } from '../orders/orderRow.js';

/** How ccxt is told what a market buy may cost. */
export type MarketBuy =
  /** By its own method for that. */
  | 'method'
  /** As the amount: this exchange's market buys are of quote currency. */
  | 'amount'
  /** As the amount, at a price of 1: ccxt multiplies the two, and sends the product alone. */
  | 'amountAtOne'
  /** In a parameter, without an amount that could pass for one of base currency. */
  | ((cost: string) => object);

/** What an exchange makes of a changed order. */
export interface AmendRules {
  /**
   * `inPlace`: its amount is what it is to have been in all, as FMZ means it. `replaced`: it is canceled, and another one
   * of the new amount is placed, with nothing of the old one but what is told again. `unclear`: one of the two. `refused`: ccxt
   * would send something else.
   */
  kind: 'inPlace' | 'replaced' | 'unclear' | 'refused';
  /** It takes a client order id of ours for the new order. */
  named?: boolean;
  /** What has to be said besides. */
  params?: (order: OrderRow, partly: boolean) => object;
  /** ccxt cuts the amount off at the point. */
  whole?: boolean;
  /** The exchange itself takes off what is filled. */
  rest?: object;
}

/** ccxt's words for how long a limit order may wait. */
export type Times = readonly ('IOC' | 'FOK' | 'PO')[];
