import { BigNumber } from 'bignumber.js';
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
  const price = market.price(instrument);
  const side = (direction: 1 | -1) =>
    Array.from({ length: depth }, (_, index): BookLevel => {
      const level = price.plus(new BigNumber(tickSz).times(direction * (index + 1)));
      const size = new BigNumber(lotSz)
        .times(((index * 37 + (direction === 1 ? 11 : 23)) % 97) + 1)
        .times(10);
      return [level.toFixed(), size.toFixed(), '0', `${(index % 5) + 1}`];
    });
  return { asks: side(1), bids: side(-1).filter(([level]) => new BigNumber(level).gt(0)) };
}
