import { BigNumber } from 'bignumber.js';
import { averagePrice, profit } from '../exchange/Contract.js';
import { nextOrderId } from '../exchange/nextOrderId.js';
import type { AccountState } from './AccountState.js';
import { positionOf } from './checkFunds.js';
import { contractOf } from './contractMaths.js';
import type { Instrument } from './Instrument.js';
import type { OkxOrder } from './OkxOrder.js';
import { directionOf, type Position } from './Position.js';

/** Moves the position of an order by a fill, through zero if need be, and gives the profit that this realised. */
export function movePosition(
  order: OkxOrder,
  instrument: Instrument,
  size: BigNumber,
  price: BigNumber,
  account: AccountState,
  fill: { now: number; fee: BigNumber; tradeId: string },
): BigNumber {
  const position = positionOf(account, order) ?? open(order, account, fill.now);
  const bought = order.side === 'buy';
  const change = bought === (order.posSide !== 'short') ? size : size.negated();
  const adding = position.pos.isZero() || position.pos.isNegative() === change.isNegative();
  const closed = adding ? new BigNumber(0) : BigNumber.min(size, position.pos.abs());
  const pnl = closed.isZero()
    ? closed
    : profit(contractOf(instrument), closed, directionOf(position), position.avgPx, price).dp(12);

  if (adding) {
    const held = { size: position.pos, price: position.avgPx };
    position.avgPx = averagePrice(contractOf(instrument), held, { size, price });
  } else if (size.gt(closed)) {
    position.avgPx = price;
  }
  if (position.pos.isZero()) position.cTime = fill.now;
  position.pos = position.pos.plus(change);
  position.lever = order.lever;
  position.realizedPnl = position.realizedPnl.plus(pnl).minus(fill.fee);
  position.fee = position.fee.minus(fill.fee);
  position.tradeId = fill.tradeId;
  position.uTime = fill.now;
  return pnl;
}

function open(order: OkxOrder, account: AccountState, now: number): Position {
  const zero = new BigNumber(0);
  const position: Position = {
    posId: nextOrderId(now),
    instId: order.instId,
    mgnMode: order.tdMode === 'isolated' ? 'isolated' : 'cross',
    posSide: order.posSide === 'long' || order.posSide === 'short' ? order.posSide : 'net',
    pos: zero,
    avgPx: zero,
    lever: order.lever,
    realizedPnl: zero,
    fee: zero,
    tradeId: '',
    cTime: now,
    uTime: now,
  };
  account.positions.push(position);
  return position;
}
