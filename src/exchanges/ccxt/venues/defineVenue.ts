import type { Direction } from '../../../protocol/order.js';
import type { CcxtExchange, OrderListName } from '../instance/ccxtTypes.js';
import type { MarketRow } from '../market/rows.js';
import type { OrderRow } from '../orders/orderRow.js';
import type { AmendRules, MarketBuy, Times } from './orderRules.js';

/** What an exchange told of an order, or of something else. */
export type Told = Readonly<Record<string, unknown>>;

/** The params that have ccxt list the instruments that are like this one. */
export type ParamsOf = (row: MarketRow) => object;

/** How an order says which of two positions it is for, where the account keeps long and short apart. */
export type Hedging =
  /** ccxt makes of `hedged` what the exchange wants. */
  | 'told'
  /** Each order names its position, or whether it opens or closes, in either mode. */
  | 'always'
  | ((direction: Direction) => object);

/** One request that sets a leverage. */
export interface LeverageSetting {
  /** Whose leverage it is. */
  side: 'long' | 'short' | 'both';
  /** What has to be said beside the leverage. */
  params: object;
}

/** What an exchange is asked where its settings depend on it. */
interface LeverageAccount {
  /** Whether it keeps long and short positions apart. */
  isHedged(): Promise<boolean>;
  /** The margin mode of the contract. */
  marginMode(): Promise<string | undefined>;
}

/**
 * All that is known of an exchange beside what ccxt says of it: in what it differs from that, or from other exchanges. Each
 * field is by its own documentation and what ccxt's source sends.
 */
export interface VenueFacts {
  // Requests
  /** Over how many ms it counts requests, where ccxt does not know it, or knows it to be a minute. */
  window?: number;
  /** How many ms there are to be between two requests on average, where ccxt tells something else. */
  rateLimit?: number;
  /**
   * Options of ccxt's: what it asks for before it sends anything, such as that a warning has been read, and which of several
   * endpoints it takes.
   */
  options?: Readonly<Record<string, string | Readonly<Record<string, string | boolean>>>>;
  /** What ccxt would ask when it loads the markets with keys, and has to know before anything else. */
  prepare?: readonly 'loadMigrationStatus'[];
  /** What ccxt takes for its demo trading belongs to another company, which must not be told the keys. */
  foreignDemo?: boolean;
  /** Methods that ccxt says it has, and that are about something else. */
  lacks?: readonly string[];
  /** Methods of ccxt's that have an account approve a fee for a "builder": switched off. */
  builder?: readonly string[];
  /** It takes orders by GET. */
  writesByGet?: boolean;
  /** It confirms cancellations with an empty body. */
  emptyConfirms?: boolean;

  // Markets
  /** Its markets or costs cannot be told without its currencies, which are one more request. */
  needsCurrencies?: boolean;
  /** What ccxt says of the steps of prices or amounts is the same for all markets, and not the exchange's. */
  inventedSteps?: readonly ('price' | 'amount')[];
  /** What one contract is to it is not what ccxt takes for its size: amounts are in coins, or of inverse contracts in USD. */
  contractsAreUnits?: boolean;

  // Prices
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

  // Lists
  /** How ccxt's lists are asked for, part by part, that are of one margin currency, or of spot alone, without showing it. */
  lists?: Readonly<
    Partial<Record<OrderListName | 'fetchPositions' | 'fetchTickers' | 'fetchFundingRates', ParamsOf>>
  >;
  /** Tells which pairs have open orders, by their native ids, where those of one market are listed at a time. */
  pairsWithOrders?: (exchange: CcxtExchange) => Promise<readonly string[]>;
  /** What asks for the next page of balances, out of what was told with the one before; `undefined` after the last one. */
  nextPage?: (told: Told) => object | undefined;

  // New orders
  /**
   * Makes a client order id as the exchange takes it, where ccxt sends it with an order and hands it out again. A wrong one
   * would have every order refused, so that none is sent to other exchanges.
   */
  clientOrderId?: () => string;
  /** What the exchange calls a client order id, where ccxt does not say. */
  clientOrderIdField?: string;
  /**
   * It buys for an amount of quote currency, and how ccxt is told. What ccxt says of itself (`createMarketBuyOrderWithCost`,
   * `marketBuyByCost`) is wrong for some: Backpack would take the cost for an amount of base currency, Bitfinex, CEX.IO,
   * Deribit and LATOKEN do not heed it.
   */
  marketBuy?: MarketBuy;
  /**
   * Market orders are limit orders that fill at once: ccxt needs the `best` price, and adds what it may get worse by, or
   * it needs the `worst` price itself.
   */
  marketOrdersNeedPrice?: 'best' | 'worst';
  /**
   * Its orders do not hold their amounts as they are written: as multiples of a small one, in other letters, or beside
   * requests of another kind; or that is not known.
   */
  encodesAmounts?: boolean;
  /**
   * Which of immediate-or-cancel, fill-or-kill and post-only ccxt says it has for limit orders, and does not tell the
   * exchange in its words; apart where pairs and contracts differ.
   */
  lacksTimes?: Times | { readonly pairs?: Times; readonly contracts?: Times };
  /** Each order sets the leverage, to 1 where it does not say another one. */
  ordersSetLeverage?: boolean;

  // Positions
  /** Orders in hedge mode; without it none is accepted. */
  hedging?: Hedging;
  /** In hedge mode the side of the position tells what closes it: `reduceOnly` beside it is refused. */
  noReduceOnlyInHedge?: boolean;
  /** Its contracts that are margined in coin are kept apart in any mode, and each order says whether it opens or closes. */
  inverseOffset?: boolean;
  /** Orders can open a position though they are to close one: ccxt makes nothing of `reduceOnly`. */
  cannotClose?: boolean;
  /** ccxt lists its contracts, and then sends orders of them to where pairs are traded. */
  ordersOfPairsOnly?: boolean;
  /** Asks whether the account keeps long and short positions apart, where ccxt has no fetchPositionMode. */
  positionMode?: (exchange: CcxtExchange, row: MarketRow) => Promise<boolean>;
  /** The requests that set a leverage. @default one for both sides */
  leverage?: (level: string, account: LeverageAccount) => LeverageSetting[] | Promise<LeverageSetting[]>;

  // Orders that are there
  /** How it changes orders; apart where pairs and contracts differ. @default unclear */
  changes?: AmendRules | { readonly pairs: AmendRules; readonly contracts: AmendRules };
  /** What a cancellation has to say of the order besides its id. */
  cancelParams?: (order: OrderRow) => object;
  /** What it tells of an order that ccxt leaves out, or takes for something else. */
  mendOrder?: (row: OrderRow, told: Told) => Partial<OrderRow>;
  /**
   * Whether a market order of a pair was given as an amount of quote currency.
   *
   * @default every market buy, where it buys for such an amount
   */
  quoteSized?: (told: Told, row: OrderRow) => boolean;
  /**
   * Fields of an order, or of each of its trades, that tell what was paid for what was filled, without fees, where ccxt
   * takes what was ordered for that; none where the exchange does not tell it.
   */
  executed?: { order?: string; trades?: string };
  /** Market orders look like limit orders afterwards, with a price that nobody asked for. */
  limitsFromMarkets?: boolean;
}

/**
 * What is known of an exchange of ccxt.
 *
 * @example defineVenue({ clientOrderId: uuid, marketBuy: 'method', changes: inPlace })
 */
export function defineVenue<Facts extends VenueFacts>(facts: Facts): VenueFacts {
  return facts;
}
