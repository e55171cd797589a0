import { Instruments } from 'fmzproto';
import { instrumentSource, type Product } from './instruments.ts';
import type { InstrumentRow } from './replies.ts';

/** What all requests to the exchange share. */
export interface __Exchange__State {
  instruments: Instruments<InstrumentRow, Product>;
}

export function createState(): __Exchange__State {
  return { instruments: new Instruments(instrumentSource) };
}
