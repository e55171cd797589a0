import type { Depth } from '../../protocol/structures.js';
import { type Listing, toJsonNumber } from './listings.js';
import { hashAt, unitAt } from './noise.js';
import { type PricePath, stepAt } from './pricePath.js';

const MOST_LEVELS = 400;
const WIDEST_GAP = 3;

/** The order book at `now`: the best ask is a tick above the price, the best bid a tick below it. */
export function depthAt(listing: Listing, path: PricePath, request: { limit: number; now: number }): Depth {
  const { limit, now } = request;
  const middle = path.at(now);
  const count = Math.min(limit, MOST_LEVELS);
  const side = (direction: 1 | -1): Depth['asks'] => {
    const seed = hashAt(listing.seed ^ (direction + 5), stepAt(now));
    const levels: Depth['asks'] = [];
    let ticks = middle + direction;
    for (let index = 0; index < count && ticks > 0; index += 1) {
      const lots = Math.round((300 + 3700 * unitAt(seed, index)) * listing.lotsPerDollar);
      levels.push([toJsonNumber(ticks, listing.priceDigits), toJsonNumber(lots, listing.amountDigits)]);
      ticks += direction * (1 + (hashAt(seed ^ 1, index) % WIDEST_GAP));
    }
    return levels;
  };
  return { time: now, asks: side(1), bids: side(-1) };
}
