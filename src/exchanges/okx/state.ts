import { Instruments } from '../../adapter/Instruments.js';
import { RecentOrders } from '../../adapter/RecentOrders.js';
import { SwrCache } from '../../adapter/SwrCache.js';
import { type InstrumentType, instrumentSource } from './instruments.js';
import type { InstrumentRow } from './replies.js';
import type { AccountMode } from './withAccountMode.js';

const MINUTE = 60_000;

/** What all requests to OKX share. */
export interface OkxState {
  instruments: Instruments<InstrumentRow, InstrumentType>;
  recentOrders: RecentOrders;
  /** By account. */
  accountModes: SwrCache<AccountMode>;
}

export function createState(): OkxState {
  return {
    instruments: new Instruments(instrumentSource),
    recentOrders: new RecentOrders(),
    accountModes: new SwrCache({
      fresh: 60 * MINUTE,
      stale: 24 * 60 * MINUTE,
      what: 'the mode of the account',
    }),
  };
}
