import { directionOf, type Params } from 'fmzproto';
import { type __Exchange__Instrument, nativeOf } from './instruments.ts';
import type { OrderRequest } from './placeOrder.ts';

/** The order that a `trade` on a contract means; amounts are contracts. */
export function contractOrder(
  instrument: __Exchange__Instrument,
  { type, price, amount }: Params<'trade'>,
): OrderRequest {
  const { side, position, closes } = directionOf(type);
  return {
    ...nativeOf(instrument),
    side,
    // FILL IN: which of the two the exchange wants; often the one in hedge mode, the other in one-way mode.
    positionSide: position,
    reduceOnly: closes,
    ...(price === undefined ? { type: 'market' } : { type: 'limit', price }),
    amount,
  };
}
