import type { Api } from '../../adapter/Api.js';
import type { Methods } from '../../adapter/Exchange.js';
import { Instruments } from '../../adapter/Instruments.js';
import { RecentOrders } from '../../adapter/RecentOrders.js';
import type { CTraderKeys } from './credentials.js';
import { instrumentSource, type SymbolList } from './instruments.js';
import { KnownOrders } from './KnownOrders.js';
import type { SymbolRow } from './replies.js';

/** What all requests to cTrader share. */
export interface CTraderState {
  instruments: Instruments<SymbolRow, SymbolList>;
  recentOrders: RecentOrders;
  knownOrders: KnownOrders;
  /** The names of symbols by their numbers, of each list. */
  names: WeakMap<object, ReadonlyMap<string, string>>;
}

/** What cTrader's methods are handed. */
export type CTraderApi = Api<CTraderKeys, CTraderState>;

/** Some of cTrader's methods. */
export type CTraderMethods = Methods<CTraderKeys, CTraderState>;

export function createState(): CTraderState {
  return {
    instruments: new Instruments(instrumentSource),
    recentOrders: new RecentOrders(),
    knownOrders: new KnownOrders(),
    names: new WeakMap(),
  };
}
