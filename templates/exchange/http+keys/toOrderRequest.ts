// #if both
import { directionOf, type Params, spotSideOf } from 'fmzproto';
// #else
// #if spot
import { type Params, spotSideOf } from 'fmzproto';
// #else
import { directionOf, type Params } from 'fmzproto';
// #end
// #end
import { type __Exchange__Instrument, type Native, nativeOf } from './instruments.ts';

// FILL IN: the fields of an order, here and below. Prices and amounts stay decimal strings.

/** What is sent to place an order, but for the client order id. */
export interface OrderRequest extends Native {
  side: 'buy' | 'sell';
  type: 'limit' | 'market';
  price?: string;
  /** In base currency, or contracts. */
  amount?: string;
  // #if spot
  /** In quote currency, of a market buy on spot. */
  quoteAmount?: string;
  // #end
  // #if futures
  positionSide?: 'long' | 'short';
  reduceOnly?: boolean;
  // #end
}
// #if both

/** The order that a `trade` means. */
export function toOrderRequest(instrument: __Exchange__Instrument, params: Params<'trade'>): OrderRequest {
  return instrument.kind === 'spot' ? spotOrder(instrument, params) : contractOrder(instrument, params);
}
// #end
// #if spot

/**
 * The order that a `trade` on spot means. A market buy spends quote currency.
 *
 * @throws ProtocolError on closebuy and closesell.
 */
// #if both
function spotOrder(
// #else
export function toOrderRequest(
// #end
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
// #end
// #if futures

/** The order that a `trade` on a contract means; amounts are contracts. */
// #if both
function contractOrder(
// #else
export function toOrderRequest(
// #end
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
// #end
