import { settleOrders } from '../engine/settleOrders.js';
import type { Venue } from '../Venue.js';
import type { Market } from './createMarket.js';
import { requireSpot } from './createPair.js';

/** The venue of a synthetic market. */
export function createSyntheticVenue(market: Market, now: () => number): Venue {
  return {
    instrument: async (symbol) => market.rules(symbol),
    book: async (symbol) => market.book(symbol, now()),
    settle: async (account) => settleOrders(account, market.passing, now()),
    checkFilter: requireSpot,
  };
}
