import type { Book, Level } from '../engine/Book.js';
import type { Pair } from './createPair.js';
import type { PricePath } from './createPricePath.js';
import { hashAt, unitAt } from './hash.js';
import { STEP, stepAt } from './time.js';
import { toText } from './units.js';

/** How many levels a side of the book has at most. */
export const BOOK_LEVELS = 400;

const WIDEST_GAP = 3;

/** The order book at `now`: the best ask is a tick above the price, the best bid a tick below it. */
export function readBook(pair: Pair, path: PricePath, request: { levels: number; now: number }): Book {
  const middle = path.at(request.now);
  const step = stepAt(request.now);
  const side = (direction: 1 | -1): Level[] => {
    const seed = hashAt(pair.seed ^ (direction + 5), step);
    const levels: Level[] = [];
    let ticks = middle + direction;
    for (let index = 0; index < request.levels && ticks > 0; index += 1) {
      levels.push({
        price: toText(ticks, pair.priceDigits),
        amount: toText(lotsOfLevel(pair, seed, index), pair.amountDigits),
      });
      ticks += direction * (1 + (hashAt(seed ^ 1, index) % WIDEST_GAP));
    }
    return levels;
  };
  return { asks: side(1), bids: side(-1), renewed: (step + 1) * STEP };
}

function lotsOfLevel(pair: Pair, seed: number, index: number): number {
  return Math.round((300 + 3700 * unitAt(seed, index)) * pair.lotsPerDollar);
}
