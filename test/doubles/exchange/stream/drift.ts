import { BigNumber } from 'bignumber.js';
import type { LiveBook, Row, Sides } from './LiveBook.js';

/** The steps of an instrument, and how its exchange writes a number. */
export interface Steps {
  tick: string;
  lot: string;
  price: (value: BigNumber) => string;
  size: (value: BigNumber) => string;
}

/**
 * What happens in a book by itself, which depends on what has happened before alone: the best ask grows with each
 * change, a level next to it too, and of the bids levels go and come back.
 */
export function drift(book: LiveBook, { tick, lot, price, size }: Steps): Sides {
  const { version } = book;
  const { asks, bids } = book.top(12);
  const grown = (row: Row | undefined): Row[] =>
    row ? [[row[0], size(new BigNumber(row[1]).plus(lot))]] : [];
  const second = asks[1 + (version % 10)];
  const bid = bids[1 + (version % 10)];
  const changes = { asks: [...grown(asks[0]), ...grown(second)], bids: grown(bid) };
  if (version % 4 === 3 && bid) return { ...changes, bids: [[bid[0], '0']] };
  const above = bids.find(([value], index) =>
    new BigNumber(value).minus(bids[index + 1]?.[0] ?? value).gt(tick),
  );
  if (version % 4 !== 1 || !above) return changes;
  return { ...changes, bids: [[price(new BigNumber(above[0]).minus(tick)), size(new BigNumber(lot))]] };
}
