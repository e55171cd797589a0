import { BigNumber } from 'bignumber.js';
import { sum } from '../exchange/sum.js';
import type { AccountState } from './AccountState.js';
import { type BybitOrder, isOpen } from './BybitOrder.js';
import { Refusal } from './Refusal.js';

/** The quantity of an order that may only reduce, cut to what other such orders leave. @throws Refusal 110017 */
export function closable(order: BybitOrder, account: AccountState): string {
  const held = account.position(order)?.size ?? new BigNumber(0);
  if (held.isZero()) throw new Refusal(110017, 'current position is zero, cannot fix reduce-only order qty');
  if (held.isNegative() !== (order.side === 'Buy'))
    throw new Refusal(110017, 'Reduce-only rule not satisfied');
  const others = account.orders.filter(
    (other) =>
      other.orderId !== order.orderId &&
      isOpen(other) &&
      other.reduceOnly &&
      other.symbol === order.symbol &&
      other.positionIdx === order.positionIdx,
  );
  const claimed = sum(others.map(({ qty, cumExecQty }) => new BigNumber(qty).minus(cumExecQty)));
  const left = held.abs().minus(claimed);
  if (left.lte(0)) throw new Refusal(110017, 'orderQty will be truncated to zero.');
  return BigNumber.min(order.qty, left.plus(order.cumExecQty)).toFixed();
}
