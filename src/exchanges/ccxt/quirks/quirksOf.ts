import { kucoin, kucoinFutures } from './kucoin.js';
import type { Quirks } from './Quirks.js';

/** ccxt's parseTicker leaves bid and ask out, and ccxt knows no other list of best prices. */
const bestOfOne = true;

const encodesAmounts = true;
const needsCurrencies = true;
/** In ccxt's fetchMarkets the steps are written down once for all markets. */
const inventedSteps = ['price', 'amount'] as const;

/** Setting a leverage moves margin as well, or sets that of all contracts. */
const leverageOfMore = ['setLeverage'] as const;

/** ccxt warns that it finds the last 500 orders only; others are looked for where those are that are over. */
const bybit: Quirks = { options: { fetchOrder: { acknowledged: true } } };

const QUIRKS: Readonly<Record<string, Quirks>> = {
  apex: { bestOfOne, contractsAreUnits: true, encodesAmounts, marketOrdersNeedPrice: 'worst' },
  /** A warning that listing the open orders of all markets weighs more. */
  aster: { options: { fetchOpenOrders: { warnIfNoSymbol: false } } },
  backpack: { bestOfOne },
  bequant: { foreignDemo: true },
  /** @see https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits */
  binance: { window: 60_000 },
  binancecoinm: { window: 60_000 },
  binanceus: { window: 60_000, foreignDemo: true },
  /** @see https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info */
  binanceusdm: { window: 60_000 },
  bitflyer: { emptyConfirms: true },
  bitopro: { bestOfOne },
  bitso: { needsCurrencies },
  /** @see https://docs.bitvavo.com/docs/rate-limits */
  bitvavo: { window: 60_000, needsCurrencies },
  blockchaincom: { bestOfOne, foreignDemo: true },
  /** @see https://docs.btcmarkets.net/v3/#section/General-Notes */
  btcmarkets: { window: 10_000, rateLimit: 200, ticker: { low: 'low24h' } },
  bullish: { encodesAmounts },
  bybit,
  bybiteu: bybit,
  bybitid: bybit,
  bydfi: { bestOfOne },
  /** Its bars are of the best prices of one side. @see https://trade.cex.io/docs/#rest-public-api-calls-candles */
  cex: { options: { fetchOHLCV: { dataType: 'bestBid' } } },
  /** The accounts of version 2 know no holds. @see https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/accounts/list-accounts */
  coinbase: {
    clientOrderIdField: 'client_order_id',
    options: { fetchBalance: 'v3PrivateGetBrokerageAccounts' },
    nextPage: ({ has_next, cursor }) => (has_next === true && cursor ? { cursor } : undefined),
  },
  coinbaseinternational: { lacks: ['editOrder'] },
  coinex: { bestOfOne },
  /** @see https://coinmate.docs.apiary.io */
  coinmate: { window: 60_000, ticker: { open: 'open' } },
  coinone: {
    inventedSteps,
    encodesAmounts,
    cancelParams: ({ price, amount, side }) => ({ price, qty: amount, is_ask: side === 'sell' ? 1 : 0 }),
  },
  coinspot: { cancelParams: ({ side }) => ({ side }) },
  /** Its `value` is of the whole order. @see https://doc.cryptomus.com/personal/exchange/list-of-active-orders */
  cryptomus: { bestOfOne, executed: { order: 'filledValue' }, lacks: ['fetchOrder'] },
  /** `amount` is in coins, of inverse contracts in USD. @see https://docs.deribit.com/#private-buy */
  deribit: { clientOrderIdField: 'label', writesByGet: true, contractsAreUnits: true },
  derive: { marketOrdersNeedPrice: 'worst' },
  dydx: { encodesAmounts, marketOrdersNeedPrice: 'worst' },
  extended: { marketOrdersNeedPrice: 'worst' },
  fmfwio: { foreignDemo: true, lacks: leverageOfMore },
  /** Amounts are in coins: ccxt takes the tick size for the size of a contract. */
  gemini: { contractsAreUnits: true },
  grvt: { encodesAmounts },
  hibachi: { emptyConfirms: true, encodesAmounts },
  hitbtc: { lacks: leverageOfMore },
  /**
   * `fetchTrades` tells the fills of an account.
   *
   * @see https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/rate-limits-and-user-limits
   */
  hyperliquid: {
    window: 60_000,
    lacks: ['fetchTrades'],
    needsCurrencies,
    encodesAmounts,
    tickersByKind: true,
    ticker: { open: 'prevDayPx', baseVolume: 'dayBaseVlm' },
    quotesOfSize: true,
    bestOfOne,
    marketOrdersNeedPrice: 'best',
  },
  /** ccxt's parseOrder shows a market order with its price of 1000000000, and what was ordered as the cost. */
  indodax: {
    inventedSteps: ['amount'],
    executed: {},
    limitsFromMarkets: true,
    cancelParams: ({ side }) => ({ side }),
  },
  kucoin,
  kucoinfutures: kucoinFutures,
  /** The `cost` of an order is there before anything is filled. @see https://api.latoken.com/doc/v2/#tag/Order/operation/getOrderById */
  latoken: { needsCurrencies, executed: {} },
  lbank: { bestOfOne },
  lighter: { bestOfOne, encodesAmounts, marketOrdersNeedPrice: 'worst' },
  /** @see https://www.luno.com/en/developers/api#tag/Rate-Limiting */
  luno: { window: 60_000 },
  mercado: { inventedSteps },
  /** ccxt's tickers of it are without best prices, and there is no order book to take them from. */
  mudrex: {
    lacks: ['fetchTicker', 'fetchTickers', 'tickers'],
    marketOrdersNeedPrice: 'worst',
    ordersSetLeverage: true,
  },
  modetrade: { lacks: leverageOfMore },
  nado: { bestOfOne, encodesAmounts },
  ndax: { encodesAmounts },
  onetrading: { emptyConfirms: true },
  /** Its trades are told after the id of one that has to be known. */
  p2b: { lacks: ['fetchTrades'] },
  pacifica: { bestOfOne },
  paradex: { encodesAmounts },
  phemex: { encodesAmounts },
  revolutx: { encodesAmounts },
  /**
   * Prices go by steps that depend on the price. An order tells its trades, one in a list its executed funds.
   *
   * @see https://docs.upbit.com/kr/docs/krw-market-info
   * @see https://docs.upbit.com/kr/reference/get-order
   * @see https://docs.upbit.com/kr/reference/list-closed-orders
   */
  upbit: { executed: { order: 'executed_funds', trades: 'funds' }, inventedSteps },
  /** Quantities are in coins. @see https://www.weex.com/api-doc */
  weex: { contractsAreUnits: true },
  /**
   * Best prices are in the tickers of version 2.
   *
   * @see https://docs.whitebit.com/private/http-trade-v4/#change-collateral-account-leverage
   */
  whitebit: { lacks: leverageOfMore, bestPrices: { method: 'v2PublicGetTicker' } },
  woo: { bestOfOne },
  woofipro: { bestOfOne, lacks: leverageOfMore },
  zebpay: {
    cancelParams: ({ clientOrderId }) => (clientOrderId === undefined ? {} : { clientOrderId }),
  },
};

/** @param id of an exchange of ccxt. */
export function quirksOf(id: string): Quirks {
  return (Object.hasOwn(QUIRKS, id) && QUIRKS[id]) || {};
}
