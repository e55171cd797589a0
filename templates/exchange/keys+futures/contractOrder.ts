import { checkSteps, directionOf, type Params } from 'fmzproto';
import { type __Exchange__Instrument, stepsOf } from './instruments.ts';
import type { OrderRequest } from './placeOrder.ts';

/**
 * The order that a `trade` on a contract means; amounts are contracts.
 *
 * @throws ProtocolError on an amount or a price off the steps.
 */
export function contractOrder(
  instrument: __Exchange__Instrument,
  { symbol, type, price, amount }: Params<'trade'>,
): OrderRequest {
  const { side, position, closes } = directionOf(type);
  checkSteps(symbol.name, { amount, price }, stepsOf(instrument));
  return {
    symbol: instrument.id,
    side,
    // FILL IN: which of the two the exchange wants; often the one in hedge mode, the other in one-way mode.
    positionSide: position,
    reduceOnly: closes,
    ...(price === undefined ? { type: 'market' } : { type: 'limit', price }),
    amount,
  };
}
