import { BigNumber } from 'bignumber.js';

/** A trade of the public. */
export interface Print {
  /** The second in which it was made, in Unix time. */
  second: number;
  price: BigNumber;
  size: BigNumber;
  side: 'buy' | 'sell';
}

/** The last trades, newest first: one in every second, the same whenever it is asked for. */
export function tape(now: number, price: BigNumber, tick: string, lot: string, count: number): Print[] {
  const latest = Math.floor(now / 1000);
  return Array.from({ length: count }, (_, index) => {
    const second = latest - index;
    return {
      second,
      price: price.plus(new BigNumber(tick).times((second % 3) - 1)),
      size: new BigNumber(lot).times((second % 89) + 1),
      side: second % 2 === 0 ? 'buy' : 'sell',
    };
  });
}
