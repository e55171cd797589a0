import { type OrderId, parseOrderId } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../protocol/symbol.js';
import { quote } from '../../protocol/text.js';
import { findInstrument, type Instrument, type InstrumentApi } from './instruments.js';

const INSTRUMENT = /^[\p{L}\p{N}]+(-[\p{L}\p{N}_]+)+$/u;

/**
 * Takes an order id apart; the symbol of the request counts only for an id of the old dialect, which holds none.
 *
 * @throws ProtocolError when it is no id of OKX's.
 * @example await toOrderId(api, { id: 'ETH-USDT,123456' }) // { native: 'ETH-USDT', id: '123456' }
 */
export async function toOrderId(
  api: InstrumentApi,
  params: { id: string; symbol?: FmzSymbol | FmzSymbolRange | undefined },
): Promise<Required<OrderId>> {
  const { native, id } = parseOrderId(params.id);
  if (/^\d{1,32}$/.test(id)) {
    if (native !== undefined && INSTRUMENT.test(native)) return { native: native.toUpperCase(), id };
    if (native === undefined && params.symbol)
      return { native: (await oneInstrument(api, params.symbol)).row.instId, id };
  }
  throw new ProtocolError(
    `order id ${quote(params.id)} is none of OKX's: use the id that CreateOrder gave, like ETH-USDT,123456`,
  );
}

async function oneInstrument(api: InstrumentApi, symbol: FmzSymbol | FmzSymbolRange): Promise<Instrument> {
  if ('range' in symbol) throw new ProtocolError(`${quote(symbol.name)} is a range: name one instrument`);
  return findInstrument(api, symbol);
}
