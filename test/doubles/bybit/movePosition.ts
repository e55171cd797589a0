import { BigNumber } from 'bignumber.js';
import { averagePrice, profit } from '../exchange/Contract.js';
import type { AccountState } from './AccountState.js';
import type { BybitOrder } from './BybitOrder.js';
import { contractOf, type Instrument } from './Instrument.js';
import type { Position } from './Position.js';

let sequence = 5_723_621_632;

/** Moves the position of an order by a fill, through zero if need be, and gives the profit that this realised. */
export function movePosition(
  order: BybitOrder,
  instrument: Instrument,
  fill: { size: BigNumber; price: BigNumber; fee: BigNumber; now: number },
  account: AccountState,
): BigNumber {
  const { size, price, fee, now } = fill;
  const position = account.position(order) ?? open(order, instrument, account, now);
  const held = position.size;
  const change = order.side === 'Buy' ? size : size.negated();
  const adding = held.isZero() || held.isNegative() === change.isNegative();
  const closed = adding ? new BigNumber(0) : BigNumber.min(size, held.abs());
  const contract = contractOf(instrument);
  const direction = held.isNegative() ? -1 : 1;
  const pnl = closed.isZero() ? closed : profit(contract, closed, direction, position.avgPrice, price).dp(12);

  const turned = size.gt(closed) && !adding;
  if (adding)
    position.avgPrice = averagePrice(contract, { size: held, price: position.avgPrice }, { size, price });
  else if (turned) position.avgPrice = price;
  if (held.isZero() || turned)
    Object.assign(position, { createdTime: now, curRealisedPnl: new BigNumber(0) });
  sequence += 1;
  position.size = held.plus(change);
  position.curRealisedPnl = position.curRealisedPnl.plus(pnl).minus(fee);
  position.cumRealisedPnl = position.cumRealisedPnl.plus(pnl).minus(fee);
  position.seq = sequence;
  position.updatedTime = now;
  return pnl;
}

function open(
  { positionIdx }: BybitOrder,
  { category, symbol }: Instrument,
  account: AccountState,
  now: number,
): Position {
  const zero = new BigNumber(0);
  const position: Position = {
    category: category === 'inverse' ? 'inverse' : 'linear',
    ...{ symbol, positionIdx, size: zero, avgPrice: zero, curRealisedPnl: zero, cumRealisedPnl: zero },
    ...{ seq: -1, createdTime: now, updatedTime: now },
  };
  account.positions.push(position);
  return position;
}
