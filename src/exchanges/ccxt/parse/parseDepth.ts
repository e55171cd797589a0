import { toNumber } from '../../../protocol/decimal.js';
import type { Depth } from '../../../protocol/structures.js';
import type { BookRow } from '../rows/bookRow.js';

/** The best levels of each side, best first. */
export function parseDepth(row: BookRow, limit: number, now: number): Depth {
  const side = (levels: BookRow['asks'], direction: 1 | -1) =>
    levels
      .flatMap(([price, amount]): [number, number][] =>
        price === undefined || amount === undefined ? [] : [[toNumber(price), toNumber(amount)]],
      )
      // ccxt sorts prices with all their digits as text.
      .sort(([a], [b]) => (a - b) * direction)
      .slice(0, limit);
  return { time: row.timestamp ?? now, asks: side(row.asks, 1), bids: side(row.bids, -1) };
}
