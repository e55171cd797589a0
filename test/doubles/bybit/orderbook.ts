import { depth, type Level } from '../exchange/depth.js';
import { type Instrument, priceText, quantityText } from './Instrument.js';
import type { Market } from './Market.js';
import { category, limit } from './params.js';

/** market/orderbook: prices and sizes, best first. */
export function orderbook(query: URLSearchParams, market: Market): unknown {
  const named = category(query.get('category'));
  const instrument = market.require(named, query.get('symbol') ?? '');
  const count = limit(query, named === 'spot' ? 1 : 25, 1000);
  const now = market.clock.now();
  return {
    s: instrument.symbol,
    b: levels(market, instrument, -1, count),
    a: levels(market, instrument, 1, count),
    ts: now,
    u: Math.floor(now / 100) % 100_000_000,
    seq: Math.floor(now / 10),
    cts: now - 113,
  };
}

/** The best price and size of a side; zero where the side is empty. */
export function bestLevel(market: Market, instrument: Instrument, side: 1 | -1): [string, string] {
  const [best = ['0', '0']] = levels(market, instrument, side, 1);
  return best;
}

function levels(market: Market, instrument: Instrument, side: 1 | -1, count: number): [string, string][] {
  const { tick, lot } = instrument;
  return depth(market.price(instrument), tick, lot, side, count).map(({ price, size }: Level) => [
    priceText(price, instrument),
    quantityText(size, instrument),
  ]);
}
