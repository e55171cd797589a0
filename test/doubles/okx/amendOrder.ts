import { BigNumber } from 'bignumber.js';
import { missing, Refusal, RowRefusal } from './Answer.js';
import { checkFunds } from './checkFunds.js';
import { checkPrice, checkSize, field } from './checkOrder.js';
import { findOrder } from './findOrder.js';
import { isHidden } from './isHidden.js';
import { matchOrder } from './matchOrder.js';
import { isOpen, type OkxOrder } from './OkxOrder.js';
import type { PrivateCall } from './PrivateRoute.js';

/** Gives an open order a new size (what is filled included), a new price, or both. */
export function amendOrder({ body, account, market }: PrivateCall): OkxOrder {
  if (!body.instId) throw missing('instId');
  const order = findOrder(
    account.orders,
    field(body, 'instId'),
    field(body, 'ordId'),
    field(body, 'clOrdId'),
  );
  const [sz, px] = [field(body, 'newSz'), field(body, 'newPx')];
  if (sz === '' && px === '') {
    throw new Refusal('50015', 'Either parameter newSz or newPx is required.', { status: 400 });
  }
  if (!order || !isOpen(order) || isHidden(order, market)) {
    throw new RowRefusal('51503', 'Amendment failed: the order is filled, canceled or does not exist.');
  }
  const instrument = market.require(order.instId);
  if (sz !== '') checkSize(sz, instrument);
  if (px !== '') checkPrice(px, instrument);
  const changed = checkFunds(
    { ...order, sz: sz || order.sz, px: px || order.px },
    instrument,
    account,
    market,
  );
  const { uTime: _, ...kept } = changed;
  Object.assign(order, kept, { uTime: `${market.clock.now()}` });
  // Made no larger than what is filled already, it is done.
  if (new BigNumber(order.accFillSz).gte(order.sz)) order.state = 'filled';
  else if (px !== '') matchOrder(order, account, market);
  return order;
}
