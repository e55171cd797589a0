import { requireDecimal } from '../../../protocol/decimal.js';
import type { Book, Level } from '../engine/Book.js';
import type { VenueApi } from '../Venue.js';
import { askInner } from './askInner.js';
import { MINUTE } from './readPastBars.js';

const LEVELS = 400;

/**
 * The order book of a symbol. What an order took from it is thought to be there again from the next minute on.
 *
 * @param now Unix time in ms.
 */
export async function readBook(api: VenueApi, symbol: string, now: number): Promise<Book> {
  const { asks, bids } = await askInner(api, 'depth', { symbol, limit: LEVELS });
  return {
    asks: asks.map(toLevel),
    bids: bids.map(toLevel),
    renewed: Math.floor(now / MINUTE) * MINUTE + MINUTE,
  };
}

function toLevel([price, amount]: [number, number]): Level {
  return { price: requireDecimal(price), amount: requireDecimal(amount) };
}
