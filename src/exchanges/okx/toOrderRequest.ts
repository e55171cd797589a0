import { refuseHedgedReduceOnly, refuseTimedMarket } from '../../adapter/orderOptions.js';
import { compareDecimals } from '../../protocol/decimal.js';
import type { Params } from '../../protocol/methods.js';
import { directionOf, spotSideOf } from '../../protocol/order.js';
import type { OrderOptions } from '../../protocol/orderOptions.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { allOf, say } from '../../wording/say.js';
import { refuseSpotMode } from './account.js';
import type { OkxInstrument } from './instruments.js';
import { parsePosition } from './parse.js';
import { readPositions } from './positions.js';
import type { AccountMode, OkxApi } from './state.js';

/** The body of POST /api/v5/trade/order, but for the client order id. */
export interface OrderRequest {
  instId: string;
  tdMode: 'cash' | 'cross' | 'isolated';
  side: 'buy' | 'sell';
  posSide?: 'long' | 'short';
  ordType: 'limit' | 'market' | 'post_only' | 'ioc' | 'fok';
  sz: string;
  px?: string;
  tgtCcy?: 'base_ccy' | 'quote_ccy';
  reduceOnly?: boolean;
}

/**
 * The order that a `trade` means.
 *
 * @throws ProtocolError where it cannot be placed as it is meant.
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-post-place-order
 */
export async function toOrderRequest(
  api: OkxApi,
  instrument: OkxInstrument,
  params: Params<'trade'>,
  mode: AccountMode,
): Promise<OrderRequest> {
  refuseTimedMarket(params);
  return instrument.kind === 'spot'
    ? spotOrder(instrument, params, mode)
    : contractOrder(api, instrument, params, mode);
}

/**
 * A market buy spends quote currency. Accounts with margin across currencies (modes 3 and 4) trade spot as cross, the
 * others as cash.
 *
 * @throws ProtocolError on closebuy and closesell.
 */
function spotOrder(
  { id: instId }: OkxInstrument,
  { type, price, amount, options }: Params<'trade'>,
  { level }: AccountMode,
): OrderRequest {
  const side = spotSideOf(type);
  return {
    instId,
    tdMode: level === '3' || level === '4' ? 'cross' : 'cash',
    side,
    ...(price === undefined
      ? { ordType: 'market', tgtCcy: side === 'buy' ? 'quote_ccy' : 'base_ccy' }
      : { ordType: limitType(options), px: price }),
    sz: amount,
  };
}

/** The word for a limit order, by how long it may wait. */
function limitType({ postOnly, timeInForce }: OrderOptions): OrderRequest['ordType'] {
  if (postOnly) return 'post_only';
  return timeInForce === 'ioc' || timeInForce === 'fok' ? timeInForce : 'limit';
}

/**
 * Opening orders take cross margin, closing ones that of the position they close. Hedge mode names the position, net mode
 * only lets a closing order, or one that is to reduce, reduce it.
 *
 * @throws ProtocolError when the account's mode trades no contracts, or there is less to close than the amount.
 */
async function contractOrder(
  api: OkxApi,
  { id: instId }: OkxInstrument,
  params: Params<'trade'>,
  { level, hedge }: AccountMode,
): Promise<OrderRequest> {
  if (level === '1') throw refuseSpotMode(api);
  const { symbol, type, price, amount, options } = params;
  // OKX ignores reduceOnly there.
  if (hedge) refuseHedgedReduceOnly(params, say('hedge mode'));
  const { side, position, closes } = directionOf(type);
  const reduces = closes || options.reduceOnly === true;
  const reduced = closes ? position : position === 'long' ? 'short' : 'long';
  const tdMode = reduces ? await marginModeOf(api, instId, symbol.name, reduced, amount) : 'cross';
  return {
    instId,
    tdMode,
    side,
    ...(hedge && { posSide: position }),
    ...(reduces && !hedge && { reduceOnly: true }),
    ...(price === undefined ? { ordType: 'market' } : { ordType: limitType(options), px: price }),
    sz: amount,
  };
}

/** Of several positions, one for each kind of margin, the first that is large enough. */
async function marginModeOf(
  api: OkxApi,
  instId: string,
  symbol: string,
  direction: 'long' | 'short',
  amount: string,
): Promise<'cross' | 'isolated'> {
  const { rows } = await readPositions(api, { instId });
  const held = rows
    .filter((row) => parsePosition(row, instId)?.type === direction)
    .map(({ mgnMode, pos, availPos }) => ({ mgnMode, contracts: (availPos || pos).replace('-', '') }));
  const enough = held.find(({ contracts }) => compareDecimals(amount, contracts) <= 0);
  if (enough) return enough.mgnMode;
  if (held.length === 0)
    throw new ProtocolError(
      say('there is no {direction} position in {symbol} to close', { direction: say(direction), symbol }),
    );
  const sizes = held.map(({ contracts, mgnMode }) =>
    say('{contracts} ({margin})', { contracts, margin: say(mgnMode) }),
  );
  throw new ProtocolError(
    say(
      'amount {amount} is more than can be closed of the {direction} position in {symbol}: {sizes} contracts',
      { amount, direction: say(direction), symbol, sizes: allOf(sizes) },
    ),
  );
}
