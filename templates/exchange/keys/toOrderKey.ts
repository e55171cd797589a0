import { type FmzSymbol, type FmzSymbolRange, isClientOrderId, ProtocolError, parseOrderId } from 'fmzproto';
import type { __Exchange__Api } from './__Exchange__Api.ts';
import type { OrderKey } from './findOrder.ts';
import { type Place, parseLabel } from './instruments.ts';

/** Takes FMZ's order id apart; one of the old dialect holds no symbol, so that the request's counts. */
export async function toOrderKey(
  api: __Exchange__Api,
  params: { id: string; symbol?: FmzSymbol | FmzSymbolRange | undefined },
): Promise<OrderKey> {
  const { native, id } = parseOrderId(params.id);
  const place = native === undefined ? await placeOf(api, params.symbol) : parseLabel(native);
  if (place && /^[\w-]{1,64}$/.test(id)) {
    return { ...place, order: isClientOrderId(id) ? { clientOrderId: id } : { orderId: id } };
  }
  throw new ProtocolError(`this is not an order id of __displayName__: use the one that CreateOrder returned`);
}

async function placeOf(api: __Exchange__Api, symbol?: FmzSymbol | FmzSymbolRange): Promise<Place | undefined> {
  return symbol && !('range' in symbol) ? api.state.instruments.find(api, symbol) : undefined;
}
