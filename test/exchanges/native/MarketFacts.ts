/** How the exchange quotes. */
export interface TickerFacts {
  /** Symbols as they may be asked for, as they are answered, and the query. */
  symbols: readonly [asked: string, symbol: string, query: string][];
  /** The ticker without its symbol that FMZ gets of a raw answer. */
  ofRaw(raw: ReturnType<typeof JSON.parse>): object;
  /** A row of LTC_USDT at 80.10, 80.00 to 80.20, as a text that no JSON library would write. */
  rawText: string;
  /** A row of LTC_USDT with this ask. */
  row(ask: string): object;
  /** What that row has for a time. */
  time: string;
  /** Asks that are none. */
  noAsks: readonly string[];
  /** What is refused without a ticker being asked for. */
  badSymbols: readonly string[];
}

/** Bars, and the pages that they come in. */
export interface BarFacts {
  pageSize: number;
  lengths: readonly [symbol: string, period: number, limit: number][];
  /** The bars of an answer that came in pages, and how many those of `limit` are. */
  ofRaw(raw: ReturnType<typeof JSON.parse>): string[][];
  pages: { limit: number; rows: number };
  /** How many bars take five requests. */
  fivePages: number;
  /** A period that the exchange does not have, and what is said of it. */
  noPeriod: { period: string; message: string };
}

/** What the shared tests of market data have to know of an exchange. */
export interface MarketFacts {
  ticker: TickerFacts;
  /** How many levels a side a limit gives. */
  depths: readonly [symbol: string, limit: string | number | undefined, levels: number][];
  /** How many trades there are. */
  trades: readonly [symbol: string, count: number][];
  bars: BarFacts;
  /** Some of the markets, whole or in part, `undefined` where there is none; the queries that bring all of them. */
  markets: Readonly<Record<string, unknown>>;
  marketQueries: readonly string[];
}
