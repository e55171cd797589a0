import { refuseHedgedReduceOnly, refuseTimedMarket } from '../../adapter/orderOptions.js';
import { compareDecimals } from '../../protocol/decimal.js';
import type { Params } from '../../protocol/methods.js';
import { directionOf, spotSideOf } from '../../protocol/order.js';
import type { OrderOptions } from '../../protocol/orderOptions.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
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
  timeInForce?: 'IOC' | 'FOK' | 'PostOnly';
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
  params: Params<'trade'>,
): OrderRequest {
  refuseTimedMarket(params);
  const { type, price, amount, options } = params;
  const buys = spotSideOf(type) === 'buy';
  return {
    category,
    symbol,
    side: buys ? 'Buy' : 'Sell',
    ...(price === undefined
      ? { orderType: 'Market', marketUnit: buys ? 'quoteCoin' : 'baseCoin' }
      : { orderType: 'Limit', price, ...timeInForceOf(options) }),
    qty: amount,
  };
}

/** How long a limit order may wait, where that is not until it is canceled. */
function timeInForceOf({ postOnly, timeInForce }: OrderOptions): Pick<OrderRequest, 'timeInForce'> {
  if (postOnly) return { timeInForce: 'PostOnly' };
  if (timeInForce === 'ioc') return { timeInForce: 'IOC' };
  return timeInForce === 'fok' ? { timeInForce: 'FOK' } : {};
}

/**
 * The order that a `trade` on a contract means. Hedge mode names the position; a closing order, and one that is to reduce,
 * may only reduce it.
 *
 * @throws ProtocolError when there is less to close than the amount.
 * @see https://bybit-exchange.github.io/docs/v5/order/create-order
 */
export async function contractOrder(
  api: BybitApi,
  instrument: BybitInstrument,
  params: Params<'trade'>,
  hedge: boolean,
): Promise<OrderRequest> {
  refuseTimedMarket(params);
  if (hedge) refuseHedgedReduceOnly(params, say('hedge mode'));
  const { symbol, type, price, amount, options } = params;
  const { side, position, closes } = directionOf(type);
  const reduces = closes || options.reduceOnly === true;
  if (reduces) {
    const reduced = closes ? position : position === 'long' ? 'short' : 'long';
    const size = await sizeOf(api, instrument, reduced);
    if (size === undefined)
      throw new ProtocolError(
        say('there is no {direction} position in {symbol} to close', {
          direction: say(reduced),
          symbol: symbol.name,
        }),
      );
    if (compareDecimals(amount, size) > 0) {
      throw new ProtocolError(
        say('amount {amount} is more than the {direction} position in {symbol}: {size} contracts', {
          amount,
          direction: say(reduced),
          symbol: symbol.name,
          size,
        }),
      );
    }
  }
  const hedgeIdx = position === 'long' ? 1 : 2;
  return {
    category: instrument.list,
    symbol: instrument.id,
    side: side === 'buy' ? 'Buy' : 'Sell',
    positionIdx: hedge ? hedgeIdx : 0,
    ...(reduces && { reduceOnly: true }),
    ...(price === undefined
      ? { orderType: 'Market' }
      : { orderType: 'Limit', price, ...timeInForceOf(options) }),
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
