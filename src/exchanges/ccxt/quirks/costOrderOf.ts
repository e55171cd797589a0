/** How ccxt is told what a market buy may cost. */
type CostOrder =
  /** By its own method for that. */
  | 'method'
  /** As the amount: this exchange's market buys are of quote currency. */
  | 'amount'
  /** As the amount, at a price of 1: ccxt multiplies the two, and sends the product alone. */
  | 'amountAtOne'
  /** In a parameter, without an amount that could pass for one of base currency. */
  | ((cost: string) => object);

const inCost: CostOrder = (cost) => ({ cost });

/**
 * The exchanges that buy for an amount of quote currency, as ccxt's source sends it and `writes.test.ts` shows. What ccxt
 * says of itself (`createMarketBuyOrderWithCost`, `marketBuyByCost`) is wrong for some: Backpack would take the cost for
 * an amount of base currency, Bitfinex, CEX.IO, Deribit and LATOKEN do not heed it.
 */
const COST_ORDERS: Readonly<Record<string, CostOrder>> = {
  alpaca: 'method',
  aster: (cost) => ({ quoteOrderQty: cost }),
  backpack: inCost,
  bigone: 'method',
  binance: 'method',
  binancecoinm: 'method',
  binanceus: 'method',
  binanceusdm: 'method',
  bingx: 'method',
  bitget: 'method',
  bithumb: 'method',
  bittrade: 'method',
  bitvavo: inCost,
  bybit: 'method',
  bybiteu: 'method',
  bybitid: 'method',
  coinbase: 'method',
  // With `cost` ccxt refuses, and asks for `cost`.
  coincheck: (cost) => ({ market_buy_amount: cost }),
  coinex: 'method',
  coinmate: 'amount',
  coinsph: inCost,
  deepcoin: 'method',
  digifinex: 'method',
  gate: 'method',
  gateeu: 'method',
  hashkey: 'method',
  htx: 'method',
  kraken: 'method',
  kucoin: 'method',
  kucoinfutures: 'method',
  lbank: 'method',
  luno: 'amount',
  mercado: 'amountAtOne',
  mexc: 'method',
  myokx: 'method',
  okx: 'method',
  okxus: 'method',
  poloniex: inCost,
  revolutx: inCost,
  tokocrypto: inCost,
  toobit: inCost,
  upbit: 'method',
  whitebit: 'method',
  woo: 'method',
  xt: 'method',
};

/** How an exchange is told what a market buy may cost; `undefined` where it buys amounts of base currency only. */
export function costOrderOf(id: string): CostOrder | undefined {
  return Object.hasOwn(COST_ORDERS, id) ? COST_ORDERS[id] : undefined;
}
