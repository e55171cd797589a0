import { randomUUID } from 'node:crypto';
import { BigNumber } from 'bignumber.js';
import { notional } from '../exchange/Contract.js';
import { nextOrderId } from '../exchange/nextOrderId.js';
import type { AccountState } from './AccountState.js';
import type { BybitOrder } from './BybitOrder.js';
import { contractOf, priceText } from './Instrument.js';
import type { Market } from './Market.js';

/** An order of the past: linear, filled and of now unless told otherwise. */
export type Seed = Partial<BybitOrder> & { symbol: string };

/** Adds an order as if it had been accepted at its `createdTime`, so that the past can be written by a test. */
export function seedOrder(given: Seed, account: AccountState, market: Market): BybitOrder {
  const { category = 'linear', orderStatus = 'Filled' } = given;
  const instrument = market.require(category, given.symbol);
  const createdTime = given.createdTime ?? `${market.clock.now()}`;
  const price = given.price ?? priceText(market.price(instrument), instrument);
  const qty = given.qty ?? '1';
  const cumExecQty = given.cumExecQty ?? (orderStatus === 'Filled' ? qty : '0');
  const filled = cumExecQty !== '0';
  const worth = notional(contractOf(instrument), new BigNumber(cumExecQty), new BigNumber(price));
  const order: BybitOrder = {
    accessKey: account.settings.accessKey,
    orderId: category === 'spot' ? nextOrderId(Number(createdTime)) : randomUUID(),
    ...{ orderLinkId: '', side: 'Buy', orderType: 'Limit', timeInForce: 'GTC', marketUnit: '' },
    ...{ positionIdx: 0, reduceOnly: false, rejectReason: 'EC_NoError' },
    cancelType: orderStatus === 'Cancelled' ? 'CancelByUser' : 'UNKNOWN',
    ...{
      avgPrice: filled ? price : '',
      cumExecValue: filled ? worth.dp(12).toFixed() : '0',
      cumExecFee: '0',
    },
    ...{ feeCoin: instrument.settleCoin, lastPriceOnCreated: price, updatedTime: createdTime },
    ...given,
    ...{ category, orderStatus, price, qty, cumExecQty, createdTime },
  };
  account.orders.push(order);
  return order;
}
