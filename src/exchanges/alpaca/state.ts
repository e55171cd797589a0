import type { Api } from '../../adapter/Api.js';
import type { Methods } from '../../adapter/Exchange.js';
import { Instruments } from '../../adapter/Instruments.js';
import { RecentOrders } from '../../adapter/RecentOrders.js';
import { type AssetClass, instrumentSource } from './instruments.js';
import type { AssetRow } from './replies.js';
import type { AlpacaKeys } from './sign.js';

/** What all requests to Alpaca share. */
export interface AlpacaState {
  instruments: Instruments<AssetRow, AssetClass>;
  recentOrders: RecentOrders;
}

/** What Alpaca's methods are handed. */
export type AlpacaApi = Api<AlpacaKeys, AlpacaState>;

/** Some of Alpaca's methods. */
export type AlpacaMethods = Methods<AlpacaKeys, AlpacaState>;

export function createState(): AlpacaState {
  return { instruments: new Instruments(instrumentSource), recentOrders: new RecentOrders() };
}
