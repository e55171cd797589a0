// #if keys
import { Instruments, RecentOrders } from 'fmzproto';
// #else
import { Instruments } from 'fmzproto';
// #end
import { instrumentSource, type Product } from './instruments.ts';
import type { InstrumentRow } from './replies.ts';

/** What all requests to the exchange share. */
export interface __Exchange__State {
  instruments: Instruments<InstrumentRow, Product>;
  // #if keys
  /** Orders of the last seconds, which the exchange may not know everywhere yet. */
  recentOrders: RecentOrders;
  // #end
}

export function createState(): __Exchange__State {
  return {
    instruments: new Instruments(instrumentSource),
    // #if keys
    recentOrders: new RecentOrders(),
    // #end
  };
}
