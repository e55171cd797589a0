import { type FmzSymbol, type FmzSymbolRange, isClientOrderId, ProtocolError, parseOrderId } from 'fmzproto';
import type { __Exchange__Api } from './__Exchange__Api.ts';
import type { OrderKey } from './findOrder.ts';
import { nameOf } from './instruments.ts';

/** Takes FMZ's order id apart; one of the old dialect holds no symbol, so that the request's counts. */
export async function toOrderKey(
  api: __Exchange__Api,
  params: { id: string; symbol?: FmzSymbol | FmzSymbolRange | undefined },
): Promise<OrderKey> {
  const { native, id } = parseOrderId(params.id);
  const symbol = native ?? (await nameOf(api, params.symbol));
  if (symbol && /^[\w-]{1,64}$/.test(id)) {
    return isClientOrderId(id) ? { symbol, clientOrderId: id } : { symbol, orderId: id };
  }
  throw new ProtocolError(`the order id is none of __displayName__'s: use the one that CreateOrder gave`);
}
