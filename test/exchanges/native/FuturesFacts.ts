/** Fundings, and what is asked for them. */
export interface FundingFacts {
  path: string;
  /** Of LTC_USDT.swap. */
  query: string;
  /** The contracts of a range, and the last query for them. */
  ranges: readonly [symbol: string, names: readonly string[], query: string][];
  /** Some of all, and how many requests bring them. */
  all: readonly string[];
  requests: number;
}

/** Orders of contracts on the wire, with both sides apart where `hedge` is true. */
export interface ContractOrderFacts {
  /** Opens the bench anew with an account in this mode. */
  open(hedge: boolean): Promise<void>;
  /** An amount that every USDT contract takes; the tests use multiples of it. */
  unit: string;
  /** What an id of BTC_USDT.swap looks like. */
  id: RegExp;
  /** The body that opens a long of three units at the market, and what is in one that closes half of it. */
  opening(hedge: boolean): object;
  closing(hedge: boolean): object;
  /** An amount of BTC_USD.swap that is sold, and of BTC_USDC.swap that is bought, and what is in their bodies. */
  coin: { amount: string; body(hedge: boolean): object };
  usdc: { amount: string; body(hedge: boolean): object };
  /** The body that changes the order of this bare id to three units. */
  amending(orderId: string): object;
  leverage: { level: string; bodies(hedge: boolean): object[] };
  /** Orders for BTC_USDT.swap off its steps. */
  offSteps: readonly [params: object, message: RegExp][];
  /** Said where two units are to be closed of one. */
  tooMuch: RegExp;
}

/** What the shared tests of futures have to know of an exchange. */
export interface FuturesFacts {
  /** Contracts, and the query for their tickers. */
  symbols: readonly [symbol: string, query: string][];
  noSymbols: readonly [symbol: string, message: RegExp][];
  fundings: FundingFacts;
  orders: ContractOrderFacts;
  /** What is refused without an order, beside what every exchange refuses. */
  badInput: readonly [method: string, params: object, message: RegExp][];
}
