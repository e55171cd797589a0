import { BigNumber } from 'bignumber.js';
import { notional } from '../exchange/Contract.js';
import { toStep } from '../exchange/toStep.js';
import type { AccountState } from './AccountState.js';
import type { BybitOrder } from './BybitOrder.js';
import { closable } from './closable.js';
import { contractOf, highestPrice, type Instrument, priceText } from './Instrument.js';
import { isFigure, isMultiple } from './isMultiple.js';
import type { Market } from './Market.js';
import { priceBounds } from './priceBounds.js';
import { invalid, Refusal } from './Refusal.js';

/** How far from the market a market order may be filled. */
const SLIPPAGE = '0.05';

/**
 * Checks the figures of an order of a contract, and that the account has what it needs. One that may only reduce
 * comes back no larger than the position.
 *
 * @throws Refusal 10001 or 110xxx
 */
export function checkContractOrder(
  order: BybitOrder,
  instrument: Instrument,
  account: AccountState,
  market: Market,
): BybitOrder {
  const last = market.price(instrument);
  checkStatus(order, instrument);
  if (account.hedged(instrument) !== order.positionIdx > 0) {
    throw invalid('position idx not match position mode');
  }
  checkQuantity(order, instrument);
  if (order.orderType === 'Limit') checkPrice(order, instrument, last);
  const sided = {
    ...order,
    price: order.orderType === 'Market' ? worst(order, instrument, last) : order.price,
  };
  const priced = sided.orderType === 'Market' ? last : new BigNumber(sided.price);
  // The two sides are apart: what goes against its own side can only reduce it.
  const closing = order.reduceOnly || order.positionIdx === (order.side === 'Buy' ? 2 : 1);
  if (closing) return { ...sided, reduceOnly: true, qty: closable(sided, account) };

  const { minValue, quoteCoin, settleCoin } = instrument;
  const value = instrument.category === 'inverse' ? new BigNumber(order.qty) : priced.times(order.qty);
  if (value.lt(minValue)) {
    throw new Refusal(110094, `Order does not meet minimum order value ${minValue}${quoteCoin}`);
  }
  const margin = notional(contractOf(instrument), opening(sided, account), priced);
  if (account.available(settleCoin, order).lt(margin.div(account.leverage(order.symbol, order.side)))) {
    throw new Refusal(110007, 'ab not enough for new order');
  }
  return sided;
}

function checkStatus({ reduceOnly }: BybitOrder, { status }: Instrument): void {
  if (status === 'PreLaunch') throw new Refusal(110066, 'Trading is currently not allowed.');
  if (status === 'Closed') throw new Refusal(110074, 'This contract is not live');
  if (status === 'Delivering' && !reduceOnly) {
    throw new Refusal(110042, 'Pre-delivery status can only reduce positions');
  }
}

function checkQuantity({ qty, orderType }: BybitOrder, instrument: Instrument): void {
  if (!isFigure(qty) || !isMultiple(qty, instrument.lot)) throw invalid('Qty invalid');
  const most = orderType === 'Market' ? instrument.maxMarketQty : instrument.maxQty;
  if (new BigNumber(qty).lt(instrument.minQty)) {
    throw invalid('The number of contracts exceeds minimum limit allowed');
  }
  if (new BigNumber(qty).gt(most)) {
    const told = `order_qty:${scaled(qty)} > max_qty:${scaled(most)}`;
    throw invalid(`The number of contracts exceeds maximum limit allowed: too large, ${told}`);
  }
}

function checkPrice({ price, side }: BybitOrder, instrument: Instrument, last: BigNumber): void {
  if (!isFigure(price) || !isMultiple(price, instrument.tick)) throw invalid('Price invalid');
  if (new BigNumber(price).gt(highestPrice(instrument))) throw new Refusal(110003, 'price is invalid');
  const { lowest, highest } = priceBounds(instrument, last);
  if (side === 'Sell' && lowest.gt(price)) {
    throw new Refusal(110120, `Order price cannot be smaller than ${lowest.toFixed()}, the price limitation`);
  }
  if (side === 'Buy' && highest.lt(price)) {
    throw new Refusal(110121, `Order price cannot be higher than ${highest.toFixed()}, the price limitation`);
  }
}

/** The price that a market order is sent to the book with. */
function worst({ side }: BybitOrder, instrument: Instrument, last: BigNumber): string {
  const slip = last.times(SLIPPAGE);
  const price = side === 'Buy' ? last.plus(slip) : last.minus(slip);
  return priceText(toStep(price, instrument.tick), instrument);
}

/** What of an order is not taken up by closing the position against it. */
function opening(order: BybitOrder, account: AccountState): BigNumber {
  const held = account.position(order)?.size ?? new BigNumber(0);
  const against = order.positionIdx === 0 && held.isNegative() === (order.side === 'Buy');
  const left = new BigNumber(order.qty).minus(order.cumExecQty);
  return BigNumber.max(0, left.minus(against ? held.abs() : 0));
}

function scaled(quantity: string): string {
  return new BigNumber(quantity).shiftedBy(8).toFixed(0);
}
