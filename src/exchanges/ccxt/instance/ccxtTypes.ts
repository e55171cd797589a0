import type { Verb } from '../../../protocol/methods.js';

/** How ccxt writes down what it sends. */
export const SERIALIZERS = [
  'json',
  'urlencode',
  'urlencodeNested',
  'urlencodeWithArrayRepeat',
  'rawencode',
] as const;

/** How it reads rows that everybody can see. */
export const ROW_PARSERS = ['parseTicker', 'parseTrade', 'parseFundingRate', 'parseOHLCV'] as const;

/** How it decides for a kind of instruments. */
export const TYPE_DECIDERS = [
  ['handleMarketTypeAndParams', 'type'],
  ['handleSubTypeAndParams', 'subType'],
] as const;

/** What is patched of every exchange: one that lacks something of it is refused. */
export const PATCHED = [
  ...SERIALIZERS,
  ...ROW_PARSERS,
  ...TYPE_DECIDERS.map(([name]) => name),
  ...(['encode', 'implodeParams', 'sign', 'fetch', 'nonce', 'throttle', 'handleHttpStatusCode'] as const),
  ...(['milliseconds', 'microseconds', 'seconds'] as const),
] as const;

/** What is used of every exchange beside its unified methods. */
export const USED = [
  'request',
  'loadMarkets',
  'setMarketsFromExchange',
  'implodeHostname',
  'setSandboxMode',
  'enableDemoTrading',
  'amountToPrecision',
  'priceToPrecision',
] as const;

/** A method that has an account approve a fee, or ties it to somebody who earns with it. */
export const FEE_METHOD = /^(setRef|(approve|handle)\w*(Builder|Integrator|Partner|Broker|Referr)\w*)$/;

/** Whether an exchange of ccxt has a method: `emulated` by ccxt out of others. */
export type Has = Readonly<Record<string, boolean | 'emulated' | undefined>>;

/** A method of ccxt's that something is put in front of, whatever it takes and gives. */
type Wrapped = (...args: unknown[]) => unknown;

type Patched = Record<
  | (typeof SERIALIZERS | typeof ROW_PARSERS)[number]
  | (typeof TYPE_DECIDERS)[number][0]
  | 'implodeParams'
  | 'encode',
  Wrapped
>;

/** ccxt's lists of orders. */
export type OrderListName = `fetch${'' | 'Open' | 'Closed' | 'Canceled' | 'CanceledAndClosed'}Orders`;

type OrderList = (symbol?: string, since?: number, limit?: number, params?: object) => Promise<unknown>;
type OfOneOrder = (id: string, symbol: string | undefined, params?: object) => Promise<unknown>;
type OfManySymbols = (symbols?: readonly string[], params?: object) => Promise<unknown>;

/** What is used of an exchange of ccxt. Whatever it answers is parsed before it is trusted. */
export interface CcxtExchange
  extends Patched,
    Record<OrderListName, OrderList>,
    Record<'fetchOrder' | 'fetchClosedOrder' | 'cancelOrder', OfOneOrder>,
    Record<'fetchTickers' | 'fetchBidsAsks' | 'fetchPositions' | 'fetchFundingRates', OfManySymbols> {
  readonly id: string;
  has: Has & { fetchCurrencies?: unknown };
  readonly api: unknown;
  readonly timeframes: unknown;
  readonly features: unknown;
  readonly requiredCredentials: Readonly<Record<string, boolean>>;
  urls: Readonly<Record<string, unknown>>;
  options: Record<string, unknown>;
  /** How numbers are handed out. */
  number: (value: string | number) => string | number;
  markets: unknown;
  /** How `precision` is meant. */
  readonly precisionMode?: unknown;
  /** How many ms there are to be between two requests. */
  readonly rateLimit: number;
  /** Over how many ms they are counted; 0 where each waits for the one before it. */
  readonly rollingWindowSize: number;
  userAgent: unknown;
  fetchImplementation: unknown;
  proxiesModulesLoading: Promise<void>;
  loadMarkets(reload?: boolean): Promise<unknown>;
  loadMigrationStatus(): Promise<unknown>;
  setMarketsFromExchange(exchange: CcxtExchange): unknown;
  implodeHostname(url: string): unknown;
  setSandboxMode(enabled: boolean): void;
  enableDemoTrading(enabled: boolean): void;
  amountToPrecision(symbol: string, amount: string): string;
  priceToPrecision(symbol: string, price: string): string;
  sign(
    path: string,
    api: string | readonly string[],
    method: string,
    params: unknown,
    headers?: unknown,
    body?: unknown,
  ): { url: string; method: string; headers?: Record<string, unknown>; body?: unknown };
  request(
    path: string,
    api: string | readonly string[],
    method: string,
    params: unknown,
    headers: undefined,
    body: undefined,
    config: unknown,
  ): Promise<unknown>;
  handleHttpStatusCode(status: number, reason: string, url: string, method: string, body: string): void;
  throttle(cost?: string | number): Promise<void>;
  fetch(...args: unknown[]): Promise<unknown>;
  nonce(): unknown;
  close(): Promise<void>;
  fetchTime(): Promise<unknown>;
  fetchTicker(symbol: string): Promise<unknown>;
  fetchOrderBook(symbol: string, limit?: number): Promise<unknown>;
  fetchOrderBooks(symbols: readonly string[]): Promise<unknown>;
  fetchTrades(symbol: string, since?: number, limit?: number): Promise<unknown>;
  fetchOHLCV(
    symbol: string,
    timeframe: string,
    since?: number,
    limit?: number,
    params?: object,
  ): Promise<unknown>;
  fetchBalance(params?: object): Promise<unknown>;
  createOrder(
    symbol: string,
    type: string,
    side: string,
    amount: string | undefined,
    price: string | undefined,
    params: object,
  ): Promise<unknown>;
  createMarketBuyOrderWithCost(symbol: string, cost: string, params: object): Promise<unknown>;
  editOrder(
    id: string,
    symbol: string,
    type: string,
    side: string,
    amount: string | undefined,
    price: string | undefined,
    params?: object,
  ): Promise<unknown>;
  fetchPositionMode(symbol: string): Promise<unknown>;
  setLeverage(leverage: string | number, symbol: string, params: object): Promise<unknown>;
  fetchLeverage(symbol: string): Promise<unknown>;
  fetchPosition(symbol: string): Promise<unknown>;
  fetchFundingRate(symbol: string): Promise<unknown>;
}

/** The class of an exchange of ccxt. */
export type CcxtClass = new (config: object) => CcxtExchange;

/** A request of an exchange's API, as ccxt knows it. */
export interface Endpoint {
  verb: Verb;
  /** With its `{placeholders}`. */
  name: string;
  /** Which part of the API it belongs to. */
  api: string | readonly string[];
  /** What ccxt says of its cost. */
  config: unknown;
  /** What stands for the placeholders. */
  values: Readonly<Record<string, string>>;
}
