import type { MethodName } from '../../../protocol/methods.js';
import { quote } from '../../../protocol/oneLine.js';
import { parseOrderId } from '../../../protocol/order.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../../protocol/symbol.js';
import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtInstrument } from '../instruments.js';
import { bySymbol } from './bySymbol.js';
import { findInstrument } from './findInstrument.js';
import { listInstruments } from './listInstruments.js';

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
