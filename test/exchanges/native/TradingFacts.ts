/** How orders of an exchange look on the wire, and how it refuses them. */
export interface SpotOrderFacts {
  /** BTC_USDT bought at 1000.10: the amount in as many digits as it may have, the body, and what the answer holds. */
  limit: { amount: string; body: RegExp; raw: object };
  /** Parts of bodies: 0.00002 sold at 200000, 100 USDT spent, 0.5 BTC given. */
  exponent: string;
  marketBuy: string;
  marketSell: string;
  /** The most that a market buy for 100 USDT may come to, as its average price is rounded. */
  spentAtMost: number;
  /** What is refused before anything is sent, beside what every exchange refuses. */
  badOrders: readonly [params: object, message: string][];
  /** What the exchange refuses. */
  refusals: readonly [params: object, message: RegExp][];
}

/** Lists of orders, and ids. */
export interface OrderFacts {
  /** How many open orders make a page. */
  pageSize: number;
  /** Adds an order of ETH_USDT that rests; of now unless a time is given, in Unix ms. */
  seedOpen(time?: number): void;
  /**
   * More than two pages of open orders: how many are of ETH_USDT, what is added for other symbols after them, the latest
   * one for 0.01 BTC_USDT of which 0.004 were filled at 19999, and what the symbols of those are.
   */
  many: { count: number; seedOthers(time: number): void; others: readonly string[] };
  /** The answer to a second cancellation, and to a question for an order that never was. */
  canceledAlready: RegExp;
  unknownOrder: RegExp;
  /** Ids of other exchanges, and of none. */
  foreignIds: readonly string[];
  /** Adds a filled order of BTC_USDT that was made so many ms ago. */
  seedFilled(age: number, amount?: string): void;
  /** Where the hundred latest of many orders are read, and with how many requests. */
  latest: { path: string; requests: number };
}

/** What goes to the exchange as it is. */
export interface IoFacts {
  /** The open orders of ETH_USDT: what is asked, how it is sent, and what comes back where one at 10 rests. */
  open: { path: string; params: object; query: string; answer: object };
  /** A private path with params that have to be encoded, and how they are sent. */
  encoded: { path: string; params: object; query: string };
  /** An order of ETH_USDT in the exchange's own words. */
  order: object;
  /** A path that is not there, the refusal, and how it begins. */
  missing: { path: string; message: string };
}

/** What the shared tests of spot trading have to know of an exchange. */
export interface TradingFacts {
  /** The path's query for the money. */
  accountsQuery: string;
  /** An account with these coins, as it is answered. */
  accountOf(amounts?: object): object;
  /** What is free and frozen of a coin whose amounts are these. */
  amounts: readonly [what: string, amounts: object, free: string, frozen: string][];
  spot: SpotOrderFacts;
  orders: OrderFacts;
  io: IoFacts;
}
