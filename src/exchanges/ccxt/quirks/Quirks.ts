import type { CcxtExchange } from '../instance/ccxtTypes.js';
import type { OrderRow } from '../parse/orderRow.js';

/**
 * In what an exchange differs from what ccxt says of it, or from other exchanges. What is large and about one thing has a
 * table of its own beside this one: `changesOf` (changed orders), `costOrderOf` (market buys), `leverageSettingsOf`,
 * `newClientOrderId`, `positionParams` (closing orders and hedge mode) and `splitLists`.
 */
export interface Quirks {
  /** Over how many ms it counts requests, where ccxt does not know it, or knows it to be a minute. */
  window?: number;
  /** How many ms there are to be between two requests on average, where ccxt tells something else. */
  rateLimit?: number;
  /** Its markets or costs cannot be told without its currencies, which are one more request. */
  needsCurrencies?: boolean;
  /**
   * Options of ccxt's: what it asks for before it sends anything, such as that a warning has been read, and which of several
   * endpoints it takes.
   */
  options?: Readonly<Record<string, string | Readonly<Record<string, string | boolean>>>>;
  /** What ccxt would ask when it loads the markets with keys, and has to know before anything else. */
  prepare?: (exchange: CcxtExchange) => Promise<unknown>;
  /** What ccxt takes for its demo trading belongs to another company, which must not be told the keys. */
  foreignDemo?: boolean;
  /** Methods that ccxt says it has, and that are about something else. */
  lacks?: readonly string[];
  /** ccxt reads all kinds of instruments for one ticker, unless it is told the kind. */
  tickersByKind?: boolean;
  /** What ccxt tells as bid and ask are prices for a large amount, not the best ones. */
  quotesOfSize?: boolean;
  /** The best prices of all markets, where they are not in ccxt's tickers: what asks ccxt for those that have them. */
  bestPrices?: object;
  /** It tells the best prices of one market at a time: there is no list of tickers. */
  bestOfOne?: boolean;
  /** Fields of what it tells of a market that ccxt leaves out of its ticker. */
  ticker?: Partial<Record<'low' | 'open' | 'baseVolume', string>>;
  /** The field of what it tells of a trade that is its id, where ccxt finds none. */
  tradeId?: string;
  /** What ccxt says of the steps of prices or amounts is the same for all markets, and not the exchange's. */
  inventedSteps?: readonly ('price' | 'amount')[];
  /**
   * Fields of an order, or of each of its trades, that tell what was paid for what was filled, without fees, where ccxt
   * takes what was ordered for that; none where the exchange does not tell it.
   */
  executed?: { order?: string; trades?: string };
  /** Market orders look like limit orders afterwards, with a price that nobody asked for. */
  limitsFromMarkets?: boolean;
  /**
   * Market orders are limit orders that fill at once: ccxt needs the `best` price, and adds what it may get worse by, or
   * it needs the `worst` price itself.
   */
  marketOrdersNeedPrice?: 'best' | 'worst';
  /** Tells which pairs have open orders, by their native ids, where those of one market are listed at a time. */
  pairsWithOrders?: (exchange: CcxtExchange) => Promise<readonly string[]>;
  /**
   * Its orders do not hold their amounts as they are written: as multiples of a small one, in other letters, or beside
   * requests of another kind; or that is not known.
   */
  encodesAmounts?: boolean;
  /** It confirms cancellations with an empty body. */
  emptyConfirms?: boolean;
  /** What one contract is to it is not what ccxt takes for its size: amounts are in coins, or of inverse contracts in USD. */
  contractsAreUnits?: boolean;
  /** It takes orders by GET. */
  writesByGet?: boolean;
  /** What the exchange calls a client order id, where ccxt does not say. */
  clientOrderIdField?: string;
  /** What asks for the next page of balances, out of what was told with the one before; `undefined` after the last one. */
  nextPage?: (told: Readonly<Record<string, unknown>>) => object | undefined;
  /** Each order sets the leverage, to 1 where it does not say another one. */
  ordersSetLeverage?: boolean;
  /** What a cancellation has to say of the order besides its id. */
  cancelParams?: (order: OrderRow) => object;
}
