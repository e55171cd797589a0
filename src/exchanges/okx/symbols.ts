import { type OrderId, parseOrderId } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../protocol/symbol.js';
import { quote } from '../../protocol/text.js';

const INSTRUMENT = /^[\p{L}\p{N}]+-[\p{L}\p{N}]+$/u;

/**
 * OKX's instrument id of a symbol.
 *
 * @throws ProtocolError on a futures symbol or a range.
 * @example toInstrumentId({ name: 'BTC_USDT', base: 'BTC', quote: 'USDT' }) // 'BTC-USDT'
 */
export function toInstrumentId(symbol: FmzSymbol | FmzSymbolRange): string {
  if ('range' in symbol || symbol.contract !== undefined) {
    throw new ProtocolError(
      `${quote(symbol.name)} is no spot symbol: OKX is supported for spot, like BTC_USDT`,
    );
  }
  return `${symbol.base}-${symbol.quote}`;
}

/** The symbol of a spot instrument id: `BTC-USDT` is `BTC_USDT`. */
export function toSymbol(instrumentId: string): string {
  return instrumentId.replace('-', '_');
}

/**
 * Takes an order id apart; the symbol of the request counts only for an id of the old dialect, which holds none.
 *
 * @throws ProtocolError when it is no id of OKX's.
 * @example toOrderId({ id: 'ETH-USDT,123456' }) // { native: 'ETH-USDT', id: '123456' }
 */
export function toOrderId(params: {
  id: string;
  symbol?: FmzSymbol | FmzSymbolRange | undefined;
}): Required<OrderId> {
  const { native = params.symbol && toInstrumentId(params.symbol), id } = parseOrderId(params.id);
  if (native !== undefined && INSTRUMENT.test(native) && /^\d{1,32}$/.test(id)) {
    return { native: native.toUpperCase(), id };
  }
  throw new ProtocolError(
    `order id ${quote(params.id)} is none of OKX's: use the id that CreateOrder gave, like ETH-USDT,123456`,
  );
}
