import { BigNumber } from 'bignumber.js';
import type { AccountState } from './AccountState.js';
import { invalid, missing, ok, Refusal, unknownInstrument } from './Answer.js';
import type { Instrument } from './Instrument.js';
import { isOpen } from './OkxOrder.js';
import type { PrivateCall, PrivateRoute } from './PrivateRoute.js';
import { list, required } from './params.js';
import { positionRow } from './positionRow.js';

/** The paths of positions and leverage. */
export const positionRoutes: ReadonlyMap<string, PrivateRoute> = new Map<string, PrivateRoute>([
  ['GET /api/v5/account/positions', (call) => ok(positions(call))],
  ['POST /api/v5/account/set-leverage', (call) => ok([setLeverage(call)])],
  ['GET /api/v5/account/leverage-info', (call) => ok(leverageInfo(call))],
]);

/** Newest first. A closed position is listed, at zero, only when its instrument is asked for. */
function positions({ query, account, market }: PrivateCall): unknown[] {
  const instType = query.get('instType');
  if (instType && !['MARGIN', 'SWAP', 'FUTURES', 'OPTION'].includes(instType)) throw invalid('instType');
  const ids = list(query, 'instId', 10);
  for (const id of ids ?? []) market.require(id);
  return account.positions
    .filter(({ instId, pos }) => (ids ? ids.includes(instId) : !pos.isZero()))
    .filter(({ instId }) => !instType || market.require(instId).row.instType === instType)
    .toReversed()
    .map((position) => positionRow(position, account, market));
}

function setLeverage({ body, account, market }: PrivateCall): Record<string, string> {
  const { instId, mgnMode, posSide = '' } = body;
  // Sent as a string by the documentation and as a number by others: both are taken.
  const lever = typeof body.lever === 'number' ? `${body.lever}` : body.lever;
  if (!instId) throw new Refusal('50015', 'Either parameter instId or ccy is required.', { status: 400 });
  if (!lever) throw missing('lever');
  if (!mgnMode) throw missing('mgnMode');
  if (mgnMode !== 'cross' && mgnMode !== 'isolated') throw invalid('mgnMode');
  if (typeof lever !== 'string' || !/^\d+(\.\d+)?$/.test(lever)) throw invalid('lever');
  const instrument = market.find(instId);
  if (!instrument) throw unknownInstrument();
  checkLeverage(instrument, account, mgnMode, lever);
  const sided = account.hedged && mgnMode === 'isolated';
  if (sided && posSide !== 'long' && posSide !== 'short') throw invalid('posSide');

  const side = typeof posSide === 'string' ? posSide : '';
  const key = account.leverKey(instrument.row.instId, mgnMode, side);
  account.levers.set(key, lever);
  for (const position of account.positions) {
    if (
      position.mgnMode === mgnMode &&
      account.leverKey(position.instId, mgnMode, position.posSide) === key
    ) {
      position.lever = lever;
    }
  }
  return { lever, mgnMode, instId: instrument.row.instId, posSide: side };
}

function checkLeverage({ row }: Instrument, account: AccountState, mgnMode: string, lever: string): void {
  if (account.acctLv === '1' || row.instType === 'SPOT') {
    throw new Refusal('51010', 'This request is not possible in your current account mode.');
  }
  if (account.acctLv === '4' && mgnMode === 'cross') {
    throw new Refusal('51039', 'Leverage of cross contracts cannot be changed in portfolio margin mode.');
  }
  if (new BigNumber(lever).gt(row.lever))
    throw new Refusal('59102', 'Leverage exceeds the maximum of the contract.');
  if (new BigNumber(lever).lt(1)) throw new Refusal('59103', 'Leverage is too low.');
  const pending = account.orders.some(
    (order) => isOpen(order) && order.instId === row.instId && order.tdMode === 'isolated',
  );
  if (mgnMode === 'isolated' && pending) {
    throw new Refusal('59101', 'Cancel all pending isolated orders before adjusting the leverage.');
  }
}

function leverageInfo({ query, account, market }: PrivateCall): Record<string, string>[] {
  const mgnMode = required(query, 'mgnMode');
  if (mgnMode !== 'cross' && mgnMode !== 'isolated') throw invalid('mgnMode');
  required(query, 'instId');
  const sides = account.hedged ? ['long', 'short'] : ['net'];
  return (list(query, 'instId', 20) ?? []).flatMap((instId) => {
    market.require(instId);
    return sides.map((posSide) => ({
      ccy: '',
      instId,
      mgnMode,
      posSide,
      lever: account.lever(instId, mgnMode, posSide),
    }));
  });
}
