import { depth } from '../exchange/depth.js';
import type { Row, Sides } from '../exchange/stream/LiveBook.js';
import { type Instrument, priceText, quantityText } from './Instrument.js';
import type { Market } from './Market.js';
import { category, limit } from './params.js';

/** market/orderbook: prices and sizes, best first. */
export function orderbook(query: URLSearchParams, market: Market): unknown {
  const named = category(query.get('category'));
  const instrument = market.require(named, query.get('symbol') ?? '');
  const { asks, bids } = book(market, instrument, limit(query, named === 'spot' ? 1 : 25, 1000));
  const now = market.clock.now();
  const u = market.live(instrument)?.id ?? Math.floor(now / 100) % 100_000_000;
  return { s: instrument.symbol, b: bids, a: asks, ts: now, u, seq: Math.floor(now / 10), cts: now - 113 };
}

/** The best price and size of a side; zero where the side is empty. */
export function bestLevel(market: Market, instrument: Instrument, side: 1 | -1): Row {
  const { asks, bids } = book(market, instrument, 1);
  return (side === 1 ? asks : bids)[0] ?? ['0', '0'];
}

/** Best first: what a stream has told last, or else what follows from the price. */
function book(market: Market, instrument: Instrument, count: number): Sides {
  return market.live(instrument)?.book.top(count) ?? bookOf(market, instrument, count);
}

/** One level per tick on both sides of the price, best first. */
export function bookOf(market: Market, instrument: Instrument, count: number): Sides {
  const { tick, lot } = instrument;
  const side = (direction: 1 | -1) =>
    depth(market.price(instrument), tick, lot, direction, count).map(
      ({ price, size }): Row => [priceText(price, instrument), quantityText(size, instrument)],
    );
  return { asks: side(1), bids: side(-1) };
}
