import { BigNumber } from 'bignumber.js';

/** A level of an order book. */
export interface Level {
  price: BigNumber;
  size: BigNumber;
}

/** One level per tick on one side of the price, best first: above it (1) or below it (-1), never at or below zero. */
export function depth(price: BigNumber, tick: string, lot: string, side: 1 | -1, count: number): Level[] {
  const levels = Array.from({ length: count }, (_, index) => ({
    price: price.plus(new BigNumber(tick).times(side * (index + 1))),
    size: new BigNumber(lot).times(((index * 37 + (side === 1 ? 11 : 23)) % 97) + 1).times(10),
  }));
  return levels.filter((level) => level.price.gt(0));
}
