import { compareDecimals } from '../../protocol/decimal.js';
import type { Params } from '../../protocol/methods.js';
import { directionOf } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { OkxInstrument } from './instruments.js';
import type { OkxApi } from './OkxApi.js';
import { parsePosition } from './parse.js';
import type { OrderRequest } from './placeOrder.js';
import { readPositions } from './readPositions.js';
import { type AccountMode, refuseSpotMode } from './withAccountMode.js';

/**
 * The order that a `trade` on a contract means: opening orders take cross margin, closing ones that of the position
 * they close. Hedge mode names the position, net mode only lets a closing order reduce it.
 *
 * @throws ProtocolError when the account's mode trades no contracts, or there is less to close than the amount.
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-post-place-order
 */
export async function contractOrder(
  api: OkxApi,
  { row: { instId } }: OkxInstrument,
  { symbol, type, price, amount }: Params<'trade'>,
  { level, hedge }: AccountMode,
): Promise<OrderRequest> {
  if (level === '1') throw refuseSpotMode(api);
  const { side, position, closes } = directionOf(type);
  const tdMode = closes ? await marginModeOf(api, instId, symbol.name, position, amount) : 'cross';
  return {
    instId,
    tdMode,
    side,
    ...(hedge && { posSide: position }),
    ...(closes && !hedge && { reduceOnly: true }),
    ...(price === undefined ? { ordType: 'market' } : { ordType: 'limit', px: price }),
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
  if (held.length === 0) throw new ProtocolError(`there is no ${direction} position in ${symbol} to close`);
  const sizes = held.map(({ contracts, mgnMode }) => `${contracts} (${mgnMode})`).join(' and ');
  throw new ProtocolError(
    `amount ${amount} is more than can be closed of the ${direction} position in ${symbol}: ${sizes} contracts`,
  );
}
