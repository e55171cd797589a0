import { BigNumber } from 'bignumber.js';
import { toStep } from '../exchange/toStep.js';
import type { AccountState } from './AccountState.js';
import { fillOrder } from './fillOrder.js';
import type { Market } from './Market.js';
import type { OkxOrder } from './OkxOrder.js';

/** Lets a new or amended order meet the market: it fills at the market's price, rests, or is cancelled. */
export function matchOrder(order: OkxOrder, account: AccountState, market: Market): void {
  const instrument = market.require(order.instId);
  const price = market.price(instrument);
  if (order.ordType === 'post_only') {
    if (crosses(order, price)) cancel(order, market);
    return;
  }
  if (crosses(order, price)) {
    const left = new BigNumber(order.sz).minus(order.accFillSz);
    const size =
      order.tgtCcy === 'quote_ccy'
        ? toStep(left.div(price), instrument.row.lotSz, BigNumber.ROUND_DOWN)
        : left;
    fillOrder(order, size, price, account, market);
  } else if (order.ordType !== 'limit') {
    cancel(order, market);
  }
}

/** Fills the resting orders that the market's price has reached, each at its own price. */
export function matchResting(open: readonly OkxOrder[], account: AccountState, market: Market): void {
  for (const order of open) {
    if (!crosses(order, market.price(market.require(order.instId)))) continue;
    const left = new BigNumber(order.sz).minus(order.accFillSz);
    fillOrder(order, left, new BigNumber(order.px), account, market);
  }
}

export function cancel(order: OkxOrder, market: Market): void {
  order.state = 'canceled';
  order.uTime = `${market.clock.now()}`;
}

function crosses({ px, side }: OkxOrder, price: BigNumber): boolean {
  return px === '' || (side === 'buy' ? price.lte(px) : price.gte(px));
}
