import { isClientOrderId } from '../../adapter/clientOrderId.js';
import { quote } from '../../protocol/oneLine.js';
import { parseOrderId } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../protocol/symbol.js';
import type { OrderKey } from './findOrder.js';
import { typeOfId } from './instruments.js';
import type { OkxApi } from './OkxApi.js';

const INSTRUMENT = /^[\p{L}\p{N}]+(-[\p{L}\p{N}_]+)+$/u;

/**
 * Takes an order id apart, which may hold a client order id of fmzproto's own; the symbol of the request counts only for an id of the old dialect, which holds none.
 *
 * @throws ProtocolError when it is no id of OKX's.
 * @example await toOrderKey(api, { id: 'ETH-USDT,123456' }) // { instId: 'ETH-USDT', ordId: '123456' }
 */
export async function toOrderKey(
  api: OkxApi,
  params: { id: string; symbol?: FmzSymbol | FmzSymbolRange | undefined },
): Promise<OrderKey> {
  const { native, id } = parseOrderId(params.id);
  if (/^\d{1,32}$/.test(id) || isClientOrderId(id)) {
    if (native !== undefined && INSTRUMENT.test(native)) {
      const list = typeOfId(native.toUpperCase());
      return keyOf(await api.state.instruments.spell(api, list, native), id);
    }
    if (native === undefined && params.symbol)
      return keyOf((await api.state.instruments.one(api, params.symbol)).id, id);
  }
  throw new ProtocolError(
    `${quote(params.id)} is not an OKX order id: use the id that CreateOrder returned, like ETH-USDT,123456`,
  );
}

function keyOf(instId: string, id: string): OrderKey {
  return isClientOrderId(id) ? { instId, clOrdId: id } : { instId, ordId: id };
}
