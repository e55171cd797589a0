import type { Params } from '../../protocol/methods.js';
import { spotSideOf } from '../../protocol/order.js';
import type { BybitInstrument } from './instruments.js';
import type { OrderRequest } from './placeOrder.js';

/**
 * The order that a `trade` on spot means. A market buy spends quote currency.
 *
 * @throws ProtocolError on closebuy and closesell.
 */
export function spotOrder(
  { list: category, id: symbol }: BybitInstrument,
  { type, price, amount }: Params<'trade'>,
): OrderRequest {
  const buys = spotSideOf(type) === 'buy';
  return {
    category,
    symbol,
    side: buys ? 'Buy' : 'Sell',
    ...(price === undefined
      ? { orderType: 'Market', marketUnit: buys ? 'quoteCoin' : 'baseCoin' }
      : { orderType: 'Limit', price }),
    qty: amount,
  };
}
