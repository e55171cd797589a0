import { compareDecimals } from '../../protocol/decimal.js';
import type { Params } from '../../protocol/methods.js';
import { directionOf, spotSideOf } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { BybitInstrument, Category } from './instruments.js';
import { parsePosition } from './parse.js';
import { readPositions } from './positions.js';
import type { BybitApi } from './state.js';

/** The body of POST /v5/order/create, but for the order link id. */
export interface OrderRequest {
  category: Category;
  symbol: string;
  side: 'Buy' | 'Sell';
  orderType: 'Limit' | 'Market';
  qty: string;
  price?: string;
  marketUnit?: 'baseCoin' | 'quoteCoin';
  positionIdx?: 0 | 1 | 2;
  reduceOnly?: true;
}

/**
 * The order that a `trade` on spot means. A market buy spends quote currency.
 *
 * @throws ProtocolError on closebuy and closesell.
 * @see https://bybit-exchange.github.io/docs/v5/order/create-order
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

/**
 * The order that a `trade` on a contract means. Hedge mode names the position; a closing order may only reduce it.
 *
 * @throws ProtocolError when there is less to close than the amount.
 * @see https://bybit-exchange.github.io/docs/v5/order/create-order
 */
export async function contractOrder(
  api: BybitApi,
  instrument: BybitInstrument,
  { symbol, type, price, amount }: Params<'trade'>,
  hedge: boolean,
): Promise<OrderRequest> {
  const { side, position, closes } = directionOf(type);
  if (closes) {
    const size = await sizeOf(api, instrument, position);
    if (size === undefined)
      throw new ProtocolError(`there is no ${position} position in ${symbol.name} to close`);
    if (compareDecimals(amount, size) > 0) {
      throw new ProtocolError(
        `amount ${amount} is more than the ${position} position in ${symbol.name}: ${size} contracts`,
      );
    }
  }
  const hedgeIdx = position === 'long' ? 1 : 2;
  return {
    category: instrument.list,
    symbol: instrument.id,
    side: side === 'buy' ? 'Buy' : 'Sell',
    positionIdx: hedge ? hedgeIdx : 0,
    ...(closes && { reduceOnly: true }),
    ...(price === undefined ? { orderType: 'Market' } : { orderType: 'Limit', price }),
    qty: amount,
  };
}

async function sizeOf(
  api: BybitApi,
  { list: category, id: symbol }: BybitInstrument,
  direction: 'long' | 'short',
): Promise<string | undefined> {
  const { rows } = await readPositions(api, { category, symbol });
  return rows.find((row) => parsePosition(row, symbol)?.type === direction)?.size;
}
