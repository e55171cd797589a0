import type { MethodName } from '../../../protocol/methods.js';
import type { FmzSymbol, FmzSymbolRange } from '../../../protocol/symbol.js';
import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtInstrument } from '../instruments.js';
import { findInstrument } from './findInstrument.js';
import { type CcxtList, listInstruments } from './listInstruments.js';

/** Which orders or positions are wanted. */
export interface Selection {
  list: CcxtList;
  /** Where one instrument is meant. */
  instrument: CcxtInstrument | undefined;
  /** The kinds of instruments to read. */
  kinds: readonly CcxtInstrument['kind'][];
  holds(instrument: CcxtInstrument): boolean;
}

/**
 * @throws ProtocolError when the exchange does not have the instrument.
 */
export async function selectInstruments(
  api: CcxtApi,
  method: MethodName,
  symbol: FmzSymbol | FmzSymbolRange | undefined,
): Promise<Selection> {
  const list = await listInstruments(api, method);
  if (symbol === undefined) {
    return { list, instrument: undefined, kinds: ['spot', 'swap', 'futures'], holds: () => true };
  }
  if ('range' in symbol) {
    const ids = new Set(list.inRange(symbol).map(({ id }) => id));
    return { list, instrument: undefined, kinds: [symbol.range], holds: ({ id }) => ids.has(id) };
  }
  const instrument = await findInstrument(api, method, symbol);
  return { list, instrument, kinds: [instrument.kind], holds: ({ id }) => id === instrument.id };
}
