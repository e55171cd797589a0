/** One exchange of a strategy: `exchanges[i]`. */
export interface ExchangeSettings {
  /** What requests are posted to, as in FMZ's configuration: `http://127.0.0.1:6666/OKX`. */
  readonly url: string;
  /** What GetName tells: `Futures_OKX` makes many strategies trade futures. */
  readonly name: string;
  /** What GetLabel tells. */
  readonly label: string;
  /** The pair that functions without a symbol are about, like `BTC_USDT`; `BTC_USDT.swap` begins with that contract type. */
  readonly currency: string;
  /** Length of GetRecords' bars where a strategy names none, in seconds. */
  readonly period: number;
  /** Whether prices and amounts of orders are cut to the exchange's steps, as FMZ's docker does, until SetPrecision. */
  readonly precision: 'auto' | 'none';
  /**
   * For which contract types the perpetual stands in: for none; for FMZ's words of dated contracts, like `quarter`; or for all.
   * Paper lists no others.
   */
  readonly perpetualFor: 'none' | 'words' | 'all';
}

/** A file of a strategy: its text, and the name that errors show. */
export interface ScriptFile {
  readonly file: string;
  readonly source: string;
}

/** What a strategy is run with. It holds no keys: these stay where requests are made. */
export interface StrategySettings extends ScriptFile {
  /** Templates, in the order in which they are evaluated: before the strategy. */
  readonly libraries: readonly ScriptFile[];
  /** The strategy's parameters, which it finds as globals. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly exchanges: readonly ExchangeSettings[];
  /** What `_G` holds at the start. */
  readonly state: Readonly<Record<string, unknown>>;
}
