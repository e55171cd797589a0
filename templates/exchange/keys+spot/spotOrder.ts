import { checkSteps, type Params, spotSideOf } from 'fmzproto';
import { type __Exchange__Instrument, stepsOf } from './instruments.ts';
import type { OrderRequest } from './placeOrder.ts';

/**
 * The order that a `trade` on spot means. A market buy spends quote currency, for which there is no step.
 *
 * @throws ProtocolError on closebuy and closesell, and on an amount or a price off the steps.
 */
export function spotOrder(
  instrument: __Exchange__Instrument,
  { symbol, type, price, amount }: Params<'trade'>,
): OrderRequest {
  const side = spotSideOf(type);
  const spends = side === 'buy' && price === undefined;
  checkSteps(symbol.name, { amount: spends ? undefined : amount, price }, stepsOf(instrument));
  return {
    symbol: instrument.id,
    side,
    ...(price === undefined ? { type: 'market' } : { type: 'limit', price }),
    ...(spends ? { quoteAmount: amount } : { amount }),
  };
}
