import type { CcxtExchange, Has } from './CcxtExchange.js';
import type { OrderRow } from './replies.js';

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
  /**
   * Market orders are limit orders that fill at once: ccxt needs the `best` price, and adds what it may get worse by, or
   * it needs the `worst` price itself.
   */
  marketOrdersNeedPrice?: 'best' | 'worst';
  /** It takes orders by GET. */
  writesByGet?: boolean;
  /** What the exchange calls a client order id, where ccxt does not say. */
  ownIdField?: string;
  /** Each order sets the leverage, to 1 where it does not say another one. */
  ordersSetLeverage?: boolean;
  /** What a cancellation has to say of the order besides its id. */
  cancelParams?: (order: OrderRow) => object;
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
    marketOrdersNeedPrice: 'best',
  },
  apex: { marketOrdersNeedPrice: 'worst' },
  coinone: {
    cancelParams: ({ price, amount, side }) => ({ price, qty: amount, is_ask: side === 'sell' ? 1 : 0 }),
  },
  coinbase: { ownIdField: 'client_order_id' },
  coinbaseinternational: { lacks: ['editOrder'] },
  coinspot: { cancelParams: ({ side }) => ({ side }) },
  derive: { marketOrdersNeedPrice: 'worst' },
  deribit: { ownIdField: 'label', writesByGet: true },
  dydx: { marketOrdersNeedPrice: 'worst' },
  extended: { marketOrdersNeedPrice: 'worst' },
  indodax: { cancelParams: ({ side }) => ({ side }) },
  lighter: { marketOrdersNeedPrice: 'worst' },
  mudrex: { marketOrdersNeedPrice: 'worst', ordersSetLeverage: true },
  zebpay: {
    cancelParams: ({ clientOrderId }) => (clientOrderId === undefined ? {} : { clientOrderId }),
  },
  /** @see https://docs.btcmarkets.net/v3/#section/General-Notes */
  btcmarkets: { window: 10_000, rateLimit: 200 },
  /** @see https://coinmate.docs.apiary.io */
  coinmate: { window: 60_000 },
};

/** @param id of an exchange of ccxt. */
export function quirksOf(id: string): Quirks {
  return (Object.hasOwn(QUIRKS, id) && QUIRKS[id]) || {};
}

/**
 * Whose orders do not hold their amounts as they are written: as multiples of a small one, in other letters, or beside
 * requests of another kind; and those of which it is not known.
 */
const ENCODES_AMOUNTS = new Set([
  ...['coinone', 'hyperliquid', 'phemex'],
  ...['apex', 'bullish', 'dydx', 'grvt', 'hibachi', 'lighter', 'nado', 'ndax', 'paradex', 'revolutx'],
]);

/** Whether an order's amount cannot be looked for in what is sent. */
export function encodesAmounts(id: string): boolean {
  return ENCODES_AMOUNTS.has(id);
}

/** The methods of ccxt's that an exchange has, and that do what their names say. */
export function hasOf({ id, has }: Pick<CcxtExchange, 'id' | 'has'>): Has {
  const { lacks = [] } = quirksOf(id);
  return { ...has, ...Object.fromEntries(lacks.map((name) => [name, false])) };
}
