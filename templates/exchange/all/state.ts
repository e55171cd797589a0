// #if keys
import { type Api, Instruments, type Methods, RecentOrders } from 'fmzproto';
// #else
import { type Api, Instruments, type Methods } from 'fmzproto';
// #end
// #if fix
import type { __Exchange__Keys } from './credentials.ts';
// #end
import { instrumentSource, type Product } from './instruments.ts';
import type { InstrumentRow } from './replies.ts';
// #if http
import type { __Exchange__Keys } from './sign.ts';
// #end

/** What all requests to the exchange share. */
export interface __Exchange__State {
  instruments: Instruments<InstrumentRow, Product>;
  // #if keys
  /** Orders of the last seconds, which the exchange may not know everywhere yet. */
  recentOrders: RecentOrders;
  // #end
}

/** What each method is handed. */
export type __Exchange__Api = Api<__Exchange__Keys, __Exchange__State>;

/** Some of the methods. */
export type __Exchange__Methods = Methods<__Exchange__Keys, __Exchange__State>;

export function createState(): __Exchange__State {
  return {
    instruments: new Instruments(instrumentSource),
    // #if keys
    recentOrders: new RecentOrders(),
    // #end
  };
}
