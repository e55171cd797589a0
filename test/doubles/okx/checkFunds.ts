import { BigNumber } from 'bignumber.js';
import { notional } from '../exchange/Contract.js';
import { type AccountState, isClosing } from './AccountState.js';
import { RowRefusal } from './Answer.js';
import { contractOf, marginCurrency } from './contractMaths.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';
import { isOpen, type OkxOrder } from './OkxOrder.js';
import type { Position } from './Position.js';

/**
 * Checks that the account has what the order needs; an order that may only reduce comes back no larger than the
 * position.
 *
 * @throws RowRefusal 51008, 51169 or 51112
 */
export function checkFunds(
  order: OkxOrder,
  instrument: Instrument,
  account: AccountState,
  market: Market,
): OkxOrder {
  if (order.instType === 'SPOT') {
    const { ccy, amount } = spotNeed(order, instrument, account, market);
    if (account.available(ccy, order).lt(amount)) {
      throw new RowRefusal('51008', `Order failed. Your available ${ccy} balance is insufficient. `, '1000');
    }
    return order;
  }
  const position = positionOf(account, order);
  if (isClosing(order)) return { ...order, sz: closable(order, position, account) };

  const opposite =
    position && position.pos.isNegative() === (order.side === 'buy') && order.posSide === 'net';
  const opening = BigNumber.max(
    0,
    new BigNumber(order.sz).minus(order.accFillSz).minus(opposite ? position.pos.abs() : 0),
  );
  const price = new BigNumber(order.px || market.price(instrument));
  const ccy = marginCurrency(instrument);
  if (account.available(ccy, order).lt(notional(contractOf(instrument), opening, price).div(order.lever))) {
    throw new RowRefusal('51008', `Order failed. Insufficient ${ccy} margin in account `);
  }
  return order;
}

/** The position that an order belongs to. */
export function positionOf(account: AccountState, order: OkxOrder): Position | undefined {
  return account.positions.find(
    ({ instId, mgnMode, posSide }) =>
      instId === order.instId && mgnMode === order.tdMode && posSide === order.posSide,
  );
}

function spotNeed(
  order: OkxOrder,
  { row }: Instrument,
  account: AccountState,
  market: Market,
): { ccy: string; amount: BigNumber } {
  if (order.tgtCcy !== 'quote_ccy') return account.holds(order);
  if (order.side === 'buy') return { ccy: row.quoteCcy, amount: new BigNumber(order.sz) };
  return {
    ccy: row.baseCcy,
    amount: new BigNumber(order.sz).div(market.price(market.require(order.instId))),
  };
}

function closable(order: OkxOrder, position: Position | undefined, account: AccountState): string {
  const held = position?.pos ?? new BigNumber(0);
  const wrongWay = order.posSide === 'net' && held.isNegative() !== (order.side === 'buy');
  if (held.isZero() || wrongWay) {
    throw new RowRefusal(
      '51169',
      'Order failed. There is no position in this direction to reduce or close. ',
    );
  }
  if (order.posSide === 'net') return BigNumber.min(order.sz, held.abs().plus(order.accFillSz)).toFixed();
  const others = account.orders.filter(
    (other) =>
      other.ordId !== order.ordId &&
      isOpen(other) &&
      isClosing(other) &&
      other.instId === order.instId &&
      other.posSide === order.posSide &&
      other.tdMode === order.tdMode,
  );
  const resting = others.reduce((sum, { sz, accFillSz }) => sum.plus(sz).minus(accFillSz), new BigNumber(0));
  if (held.minus(resting).lt(new BigNumber(order.sz).minus(order.accFillSz))) {
    throw new RowRefusal('51112', 'The size of the closing order exceeds what is available to close. ');
  }
  return order.sz;
}
