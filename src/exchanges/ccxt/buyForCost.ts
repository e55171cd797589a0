import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { CcxtExchange } from './CcxtExchange.js';
import type { CcxtInstrument } from './instruments.js';

/** How ccxt is told what a market buy may cost. */
type Telling =
  /** By its own method for that. */
  | 'method'
  /** As the amount: this exchange's market buys are of quote currency. */
  | 'amount'
  /** As the amount, at a price of 1: ccxt multiplies the two, and sends the product alone. */
  | 'amountAtOne'
  /** In a parameter, without an amount that could pass for one of base currency. */
  | ((cost: string) => object);

const inCost: Telling = (cost) => ({ cost });

/**
 * The exchanges that buy for an amount of quote currency, as ccxt's source sends it and `writes.test.ts` shows. What ccxt
 * says of itself (`createMarketBuyOrderWithCost`, `marketBuyByCost`) is wrong for some: Backpack would take the cost for
 * an amount of base currency, Bitfinex, CEX.IO, Deribit and LATOKEN do not heed it.
 */
const TELLINGS: Readonly<Record<string, Telling>> = {
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

/**
 * Buys for an amount of quote currency.
 *
 * @throws ProtocolError where the exchange buys amounts of base currency only.
 */
export function buyForCost(
  name: string,
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
  cost: string,
  params: object,
): Promise<unknown> {
  const telling = tellingOf(exchange.id);
  if (telling === undefined) {
    throw new ProtocolError(
      `${name} cannot buy for an amount of quote currency: use a limit price, whose amount is in base currency`,
    );
  }
  const { symbol } = row;
  if (telling === 'method') return exchange.createMarketBuyOrderWithCost(symbol, cost, params);
  if (telling === 'amount') return exchange.createOrder(symbol, 'market', 'buy', cost, undefined, params);
  if (telling === 'amountAtOne') return exchange.createOrder(symbol, 'market', 'buy', cost, '1', params);
  const extra = { ...params, ...telling(cost) };
  return exchange.createOrder(symbol, 'market', 'buy', undefined, undefined, extra);
}

function tellingOf(id: string): Telling | undefined {
  return Object.hasOwn(TELLINGS, id) ? TELLINGS[id] : undefined;
}
