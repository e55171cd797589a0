import type { CcxtExchange, Has } from './CcxtExchange.js';

/** In what an exchange differs from what ccxt says of it. */
export interface Quirks {
  /** Over how many ms it counts requests, where ccxt does not know it, or knows it to be a minute. */
  window?: number;
  /** How many ms there are to be between two requests on average, where ccxt tells something else. */
  rateLimit?: number;
  /** What ccxt takes for its demo trading belongs to another company, which must not be told the keys. */
  foreignDemo?: boolean;
  /** Methods of ccxt's that are about something else than their name says. */
  lacks?: readonly string[];
  /** ccxt reads all kinds of instruments for one ticker, unless it is told the kind. */
  tickersByKind?: boolean;
  /** What ccxt tells as bid and ask are prices for a large amount, not the best ones. */
  quotesOfSize?: boolean;
  /** ccxt makes limit orders of market orders, and needs a price to start from. */
  marketOrdersNeedPrice?: boolean;
  /** A changed order is another one, with nothing of the old one but what is told again. */
  changesReplace?: boolean;
  /** A change cancels the order and places another one: what asks for no more than is not filled yet. */
  changesForRest?: object;
  /** ccxt takes the amount of a market buy for one of quote currency, though it does not say so. */
  costIsAmount?: boolean;
}

const QUIRKS: Readonly<Record<string, Quirks>> = {
  /** @see https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits */
  binance: { window: 60_000 },
  binanceus: { window: 60_000, foreignDemo: true },
  bequant: { foreignDemo: true },
  blockchaincom: { foreignDemo: true },
  fmfwio: { foreignDemo: true },
  /** @see https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info */
  binanceusdm: { window: 60_000 },
  binancecoinm: { window: 60_000 },
  /** @see https://docs.bitvavo.com/docs/rate-limits */
  bitvavo: { window: 60_000 },
  /** @see https://www.luno.com/en/developers/api#tag/Rate-Limiting */
  luno: { window: 60_000 },
  /** Its fetchTrades tells the fills of an account. @see https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/rate-limits-and-user-limits */
  hyperliquid: {
    window: 60_000,
    lacks: ['fetchTrades'],
    tickersByKind: true,
    quotesOfSize: true,
    marketOrdersNeedPrice: true,
    changesReplace: true,
  },
  upbit: { changesForRest: { new_volume: 'remain_only' } },
  /** @see https://docs.btcmarkets.net/v3/#section/General-Notes */
  btcmarkets: { window: 10_000, rateLimit: 200 },
  /** @see https://coinmate.docs.apiary.io */
  coinmate: { window: 60_000, costIsAmount: true },
};

/** @param id of an exchange of ccxt. */
export function quirksOf(id: string): Quirks {
  return (Object.hasOwn(QUIRKS, id) && QUIRKS[id]) || {};
}

/** The methods of ccxt's that an exchange has, and that do what their names say. */
export function hasOf({ id, has }: Pick<CcxtExchange, 'id' | 'has'>): Has {
  const { lacks = [] } = quirksOf(id);
  return { ...has, ...Object.fromEntries(lacks.map((name) => [name, false])) };
}
