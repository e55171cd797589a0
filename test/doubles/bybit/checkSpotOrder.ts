import { BigNumber } from 'bignumber.js';
import type { AccountState } from './AccountState.js';
import { type BybitOrder, isByValue } from './BybitOrder.js';
import type { Instrument } from './Instrument.js';
import { isFigure, isMultiple } from './isMultiple.js';
import type { Market } from './Market.js';
import { priceBounds } from './priceBounds.js';
import { Refusal } from './Refusal.js';

const QUOTE_PRECISION = '0.0000001';

/** Checks the figures of an order on spot, and that the account has what it needs. @throws Refusal 170xxx */
export function checkSpotOrder(
  order: BybitOrder,
  instrument: Instrument,
  account: AccountState,
  market: Market,
): BybitOrder {
  if (order.qty === '') throw new Refusal(170105, "Parameter 'qty' was empty.");
  if (!isFigure(order.qty)) throw new Refusal(170130, "Data sent for paramter 'qty' is not valid.");
  if (order.orderType === 'Limit') checkSpotPrice(order, instrument, market.price(instrument));
  const byValue = isByValue(order);
  if (!isMultiple(order.qty, byValue ? QUOTE_PRECISION : instrument.lot)) {
    throw byValue
      ? new Refusal(170148, 'Market order amount decimal too long.')
      : new Refusal(170137, 'Order quantity has too many decimals.');
  }
  const price = order.orderType === 'Market' ? market.price(instrument) : new BigNumber(order.price);
  const quantity = byValue ? new BigNumber(order.qty).div(price) : new BigNumber(order.qty);
  if (quantity.times(price).lt(instrument.minValue)) {
    throw new Refusal(170140, 'Order value exceeded lower limit.');
  }
  if (quantity.gt(largest(order, instrument))) {
    throw byValue
      ? new Refusal(170124, 'Order amount too large.')
      : new Refusal(170381, 'Order quantity too large.');
  }
  const { coin, amount } = account.holds(order);
  if (account.available(coin, order).lt(amount)) throw new Refusal(170131, 'Insufficient balance.');
  return order;
}

function largest({ orderType, timeInForce }: BybitOrder, { maxQty, maxMarketQty }: Instrument): BigNumber {
  if (orderType === 'Market') return new BigNumber(maxMarketQty);
  return new BigNumber(maxQty).times(timeInForce === 'PostOnly' ? 5 : 1);
}

function checkSpotPrice({ price, side }: BybitOrder, instrument: Instrument, last: BigNumber): void {
  if (price === '') throw new Refusal(170105, "Parameter 'price' was empty.");
  if (!isFigure(price)) throw new Refusal(170130, "Data sent for paramter 'price' is not valid.");
  if (new BigNumber(price).lt(instrument.tick))
    throw new Refusal(170133, 'Order price lower than the minimum.');
  if (!isMultiple(price, instrument.tick)) throw new Refusal(170134, 'Order price has too many decimals.');
  const { lowest, highest } = priceBounds(instrument, last);
  if (side === 'Sell' && lowest.gt(price)) {
    throw new Refusal(170371, `Order price cannot be lower than ${lowest.toFixed()}, the price limitation.`);
  }
  if (side === 'Buy' && highest.lt(price)) {
    throw new Refusal(170372, `Order price cannot be higher than ${highest.toFixed()}, the price limitation`);
  }
}
