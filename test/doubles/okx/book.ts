import { depth as levels } from '../exchange/depth.js';
import type { Row, Sides } from '../exchange/stream/LiveBook.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';

/** Price, size, a deprecated "0", number of orders. */
export type BookLevel = [string, string, string, string];

/** The order book, best first: what a stream has told last, or else what follows from the price. */
export function book(
  market: Market,
  instrument: Instrument,
  depth: number,
): { asks: BookLevel[]; bids: BookLevel[] } {
  const live = market.live.get(instrument.row.instId);
  const { asks, bids } = live?.book.top(depth) ?? bookOf(market, instrument, depth);
  return { asks: asks.map(bookLevel), bids: bids.map(bookLevel) };
}

/** One level per tick on both sides of the price, best first. There are no bids at or below zero. */
export function bookOf(market: Market, instrument: Instrument, depth: number): Sides {
  const { tickSz, lotSz } = instrument.row;
  const side = (direction: 1 | -1) =>
    levels(market.price(instrument), tickSz, lotSz, direction, depth).map(
      ({ price, size }): Row => [price.toFixed(), size.toFixed()],
    );
  return { asks: side(1), bids: side(-1) };
}

/** A level as it is sent: a bigger one is of more orders. */
export function bookLevel([price, size]: Row): BookLevel {
  return [price, size, '0', Number(size) === 0 ? '0' : `${(Number(size.replace('.', '')) % 5) + 1}`];
}
