import type { Api } from '../../adapter/Api.js';
import type { Methods } from '../../adapter/Exchange.js';
import type { ExchangeStreams } from '../../adapter/ExchangeStreams.js';
import { Instruments } from '../../adapter/Instruments.js';
import { RecentOrders } from '../../adapter/RecentOrders.js';
import { SwrCache } from '../../adapter/SwrCache.js';
import { MINUTE } from '../../protocol/time.js';
import type { ApiKeys } from '../../signing/ApiKeys.js';
import { say } from '../../wording/say.js';
import { type Category, instrumentSource } from './instruments.js';
import type { InstrumentRow } from './replies.js';

/** What all requests to Bybit share. */
export interface BybitState {
  instruments: Instruments<InstrumentRow, Category>;
  recentOrders: RecentOrders;
  /** Whether long and short are kept apart, by account and contract. */
  hedgeModes: SwrCache<boolean>;
}

/** What Bybit's methods are handed. */
export type BybitApi = Api<ApiKeys, BybitState>;

/** Some of Bybit's methods. */
export type BybitMethods = Methods<ApiKeys, BybitState>;

/** Bybit's streams. */
export type BybitStreams = ExchangeStreams<ApiKeys, BybitState>;

export function createState(): BybitState {
  return {
    instruments: new Instruments(instrumentSource),
    recentOrders: new RecentOrders(),
    hedgeModes: new SwrCache({
      fresh: 60 * MINUTE,
      stale: 24 * 60 * MINUTE,
      what: say('the mode of the account'),
    }),
  };
}
