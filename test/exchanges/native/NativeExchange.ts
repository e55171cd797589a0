import type { Limits } from '../../doubles/exchange/Limits.js';
import type { ExchangeDouble } from '../../doubles/exchange/startDouble.js';
import type { Keys } from '../../support/startPlugin.js';

/** What the shared tests ask of a double. */
export interface NativeDouble extends ExchangeDouble<object, object> {
  readonly limits: Limits;
  fill(orderId: string, size?: string): void;
}

/** An order that a double has. */
export interface PlacedOrder {
  /** As FMZ gets it. */
  id: string;
  /** The exchange's word. */
  status: string;
  price: string;
}

/** An exchange with an adapter of its own, as the shared tests have to know it. */
export interface NativeExchange<Double extends NativeDouble = NativeDouble, Options = object> {
  name: string;
  /** Of the double's default account. */
  keys: Keys;
  /** What no log may ever hold, beside signatures. */
  secrets: readonly string[];
  headers: { key: string; signature: string };
  start(options?: Options): Promise<Double>;
  /** How a double starts whose default account may trade contracts. */
  contracts: Options;
  placed(double: Double): PlacedOrder[];
  paths: {
    time: string;
    instruments: string;
    ticker: string;
    tickers: string;
    bars: string;
    accounts: string;
    trade: string;
    cancel: string;
    modifyorder: string;
    setmarginlevel: string;
    orders: string;
  };
  /** What ids of orders begin with: of BTC_USDT, and of BTC_USDT.swap. */
  idOf: { spot: string; swap: string };
  /** What raw answers have in common. */
  success: object;
  /** An answer that holds rows. */
  rows(rows: readonly unknown[]): object;
  /** An answer that refuses. */
  refusal(code: number, message: string): object;
}
