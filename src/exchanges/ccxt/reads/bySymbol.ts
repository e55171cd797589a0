import { symbolOf } from '../../../adapter/Instrument.js';
import type { CcxtInstrument } from '../instruments.js';
import type { CcxtList } from './listInstruments.js';

/** FMZ's symbols by ccxt's. @param now Unix ms. */
export function namesBySymbol(list: CcxtList, now: number): Map<string, string> {
  return new Map(
    [...list.byId.values()].map((instrument) => [instrument.row.symbol, symbolOf(instrument, now)]),
  );
}

/** The instruments by ccxt's symbols. */
export function bySymbol(list: CcxtList): Map<string, CcxtInstrument> {
  return new Map([...list.byId.values()].map((instrument) => [instrument.row.symbol, instrument]));
}
