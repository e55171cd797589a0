import { BigNumber } from 'bignumber.js';
import { type BybitOrder, isOpen } from './BybitOrder.js';
import { checkContractOrder } from './checkContractOrder.js';
import { checkSpotOrder } from './checkSpotOrder.js';
import { findOrder } from './findOrder.js';
import { isHidden } from './isHidden.js';
import { matchOrder } from './matchOrder.js';
import type { PrivateCall } from './PrivateRoute.js';
import { text } from './params.js';
import { invalid, Refusal } from './Refusal.js';
import { tradedInstrument } from './readOrder.js';

/** Gives an open order a new quantity (what is filled included), a new price, or both. @throws Refusal */
export function amendOrder({ body, account, market }: PrivateCall): BybitOrder {
  const instrument = tradedInstrument(body, market);
  const found = findOrder(body, instrument, account.orders);
  const order = found && isHidden(found, market) ? undefined : found;
  const [qty, price] = [text(body, 'qty'), text(body, 'price')];
  const spot = instrument.category === 'spot';
  if (!order || !isOpen(order)) {
    throw spot
      ? new Refusal(170213, 'Order does not exist.')
      : new Refusal(110001, 'order not exists or too late to replace');
  }
  const wanted = { ...order, qty: qty || order.qty, price: price || order.price };
  if (same(wanted.qty, order.qty) && same(wanted.price, order.price)) {
    throw invalid('The order remains unchanged as the parameters entered match the existing ones.');
  }
  if (new BigNumber(wanted.qty).lte(order.cumExecQty)) {
    throw spot
      ? new Refusal(170313, 'The modified contract quantity cannot be less than to the filled quantity')
      : new Refusal(
          110064,
          'The number of contracts modified cannot be less than or equal to the filled quantity',
        );
  }
  const check = spot ? checkSpotOrder : checkContractOrder;
  const checked = check(wanted, instrument, account, market);
  Object.assign(order, { qty: checked.qty, price: checked.price, updatedTime: `${market.clock.now()}` });
  matchOrder(order, account, market);
  return order;
}

function same(one: string, other: string): boolean {
  return new BigNumber(one).eq(other);
}
