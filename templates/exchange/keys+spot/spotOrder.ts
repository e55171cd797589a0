import { type Params, spotSideOf } from 'fmzproto';
import { type __Exchange__Instrument, nativeOf } from './instruments.ts';
import type { OrderRequest } from './placeOrder.ts';

/**
 * The order that a `trade` on spot means. A market buy spends quote currency.
 *
 * @throws ProtocolError on closebuy and closesell.
 */
export function spotOrder(
  instrument: __Exchange__Instrument,
  { type, price, amount }: Params<'trade'>,
): OrderRequest {
  const side = spotSideOf(type);
  const spends = side === 'buy' && price === undefined;
  return {
    ...nativeOf(instrument),
    side,
    ...(price === undefined ? { type: 'market' } : { type: 'limit', price }),
    ...(spends ? { quoteAmount: amount } : { amount }),
  };
}
