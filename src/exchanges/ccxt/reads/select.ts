import type { FoundInstrument } from '../../../adapter/Instrument.js';
import type { MethodName } from '../../../protocol/methods.js';
import { quote } from '../../../protocol/oneLine.js';
import { parseOrderId } from '../../../protocol/order.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../../protocol/symbol.js';
import { askMarkets } from '../ask.js';
import type { CcxtApi } from '../CcxtApi.js';
import { bySymbol, type CcxtInstrument, type CcxtList } from '../instruments.js';
import type { MarketRow } from '../parse/market.js';

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

/**
 * The instrument that a symbol means.
 *
 * @throws ProtocolError when the exchange does not have it.
 */
export function findInstrument(
  api: CcxtApi,
  method: MethodName,
  symbol: FmzSymbol,
): Promise<FoundInstrument<MarketRow, 'all'>> {
  return askMarkets(api, method, ({ instruments }) => instruments.find(api, symbol));
}

/** All instruments of the exchange. */
export function listInstruments(api: CcxtApi, method: MethodName): Promise<CcxtList> {
  return askMarkets(api, method, ({ instruments }) => instruments.list(api, 'all'));
}

/** In a path, other characters would ask for something else. */
const ID = /^(?!\.+$)[\w.:=+@~|-]+$/;

/**
 * The order that FMZ means: the symbol is in the id, or beside it in the old dialect.
 *
 * @throws ProtocolError when it is in neither, or there is no such instrument.
 */
export async function toOrderKey(
  api: CcxtApi,
  method: MethodName,
  params: { id: string; symbol?: FmzSymbol | FmzSymbolRange | undefined },
): Promise<{ instrument: CcxtInstrument; id: string }> {
  const { native, id } = parseOrderId(params.id);
  if (!ID.test(id)) throw new ProtocolError(`id ${quote(params.id)} is not an order id`);
  if (native !== undefined) {
    const list = await listInstruments(api, method);
    const instrument = list.byId.get(native) ?? bySymbol(list).get(native);
    if (instrument) return { instrument, id };
    throw new ProtocolError(`id ${quote(params.id)} does not name an instrument of ${api.state.name}`);
  }
  const { symbol } = params;
  if (symbol === undefined || 'range' in symbol) {
    throw new ProtocolError(`id ${quote(params.id)} does not say its instrument: name the symbol as well`);
  }
  return { instrument: await findInstrument(api, method, symbol), id };
}
