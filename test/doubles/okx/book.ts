import { depth as levels } from '../exchange/depth.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';

/** Price, size, a deprecated "0", number of orders. */
export type BookLevel = [string, string, string, string];

/**
 * The order book: one level per tick on both sides of the price, best first.
 * There are no bids at or below zero.
 */
export function book(
  market: Market,
  instrument: Instrument,
  depth: number,
): { asks: BookLevel[]; bids: BookLevel[] } {
  const { tickSz, lotSz } = instrument.row;
  const side = (direction: 1 | -1) =>
    levels(market.price(instrument), tickSz, lotSz, direction, depth).map(
      ({ price, size }, index): BookLevel => [price.toFixed(), size.toFixed(), '0', `${(index % 5) + 1}`],
    );
  return { asks: side(1), bids: side(-1) };
}
