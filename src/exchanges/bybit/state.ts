import { Instruments } from '../../adapter/Instruments.js';
import { RecentOrders } from '../../adapter/RecentOrders.js';
import { SwrCache } from '../../adapter/SwrCache.js';
import { type Category, instrumentSource } from './instruments.js';
import type { InstrumentRow } from './replies.js';

const MINUTE = 60_000;

/** What all requests to Bybit share. */
export interface BybitState {
  instruments: Instruments<InstrumentRow, Category>;
  recentOrders: RecentOrders;
  /** Whether long and short are kept apart, by account and contract. */
  hedgeModes: SwrCache<boolean>;
}

export function createState(): BybitState {
  return {
    instruments: new Instruments(instrumentSource),
    recentOrders: new RecentOrders(),
    hedgeModes: new SwrCache({
      fresh: 60 * MINUTE,
      stale: 24 * 60 * MINUTE,
      what: 'the mode of the account',
    }),
  };
}
