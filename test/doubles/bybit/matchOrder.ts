import { BigNumber } from 'bignumber.js';
import { toStep } from '../exchange/toStep.js';
import type { AccountState } from './AccountState.js';
import { type BybitOrder, isByValue, isOpen } from './BybitOrder.js';
import { endOrder } from './endOrder.js';
import { fillOrder } from './fillOrder.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';

const UNFILLED = {
  PostOnly: 'EC_PostOnlyWillTakeLiquidity',
  IOC: 'EC_NoImmediateQtyToFill',
  FOK: 'EC_NoEnoughQtyToFill',
} as const;

/** Lets a new or amended order meet the market: it fills at the market's price, rests, or is cancelled. */
export function matchOrder(order: BybitOrder, account: AccountState, market: Market): void {
  const instrument = market.require(order.category, order.symbol);
  const price = market.price(instrument);
  const { timeInForce } = order;
  if (timeInForce === 'PostOnly') {
    if (crosses(order, price)) endOrder(order, market, { rejectReason: UNFILLED.PostOnly });
    return;
  }
  if (crosses(order, price)) {
    const left = new BigNumber(order.qty).minus(order.cumExecQty);
    const size = isByValue(order) ? toStep(left.div(price), instrument.lot, BigNumber.ROUND_DOWN) : left;
    fillOrder(order, size, price, account, market);
  } else if (timeInForce !== 'GTC') {
    endOrder(order, market, { rejectReason: UNFILLED[timeInForce] });
  }
}

/** Fills the resting orders that an instrument's price has reached, each at its own price. */
export function matchResting(instrument: Instrument, account: AccountState, market: Market): void {
  const { category, symbol } = instrument;
  const price = market.price(instrument);
  const reached = account.orders.filter(
    (order) =>
      order.category === category && order.symbol === symbol && isOpen(order) && crosses(order, price),
  );
  for (const order of reached) {
    const left = new BigNumber(order.qty).minus(order.cumExecQty);
    fillOrder(order, left, new BigNumber(order.price), account, market);
  }
}

function crosses({ orderType, price, side }: BybitOrder, market: BigNumber): boolean {
  return orderType === 'Market' || (side === 'Buy' ? market.lte(price) : market.gte(price));
}
