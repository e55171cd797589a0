import type { Params } from '../../protocol/methods.js';
import { spotSideOf } from '../../protocol/order.js';
import type { OkxInstrument } from './instruments.js';
import type { OrderRequest } from './placeOrder.js';
import type { AccountMode } from './withAccountMode.js';

/**
 * The order that a `trade` on spot means. A market buy spends quote currency. Accounts with margin across currencies
 * (modes 3 and 4) trade spot as cross, the others as cash.
 *
 * @throws ProtocolError on closebuy and closesell.
 */
export function spotOrder(
  { row: { instId } }: OkxInstrument,
  { type, price, amount }: Params<'trade'>,
  { level }: AccountMode,
): OrderRequest {
  const side = spotSideOf(type);
  return {
    instId,
    tdMode: level === '3' || level === '4' ? 'cross' : 'cash',
    side,
    ...(price === undefined
      ? { ordType: 'market', tgtCcy: side === 'buy' ? 'quote_ccy' : 'base_ccy' }
      : { ordType: 'limit', px: price }),
    sz: amount,
  };
}
