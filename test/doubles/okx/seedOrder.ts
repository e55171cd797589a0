import { nextOrderId } from '../exchange/nextOrderId.js';
import type { AccountState } from './AccountState.js';
import type { Market } from './Market.js';
import type { OkxOrder } from './OkxOrder.js';

/** Adds an order as if it had been accepted at its `cTime`, so that the past can be written by a test. */
export function seedOrder(
  given: Partial<OkxOrder> & { instId: string },
  account: AccountState,
  market: Market,
): OkxOrder {
  const instrument = market.require(given.instId);
  const { instType } = instrument.row;
  const cTime = given.cTime ?? `${market.clock.now()}`;
  const state = given.state ?? 'filled';
  const px = given.px ?? market.price(instrument).toFixed();
  const sz = given.sz ?? '1';
  const accFillSz = given.accFillSz ?? (state === 'filled' ? sz : '0');
  const filled = accFillSz !== '0';
  const order: OkxOrder = {
    accessKey: account.settings.accessKey,
    ordId: nextOrderId(Number(cTime)),
    ...{ clOrdId: '', tag: '', instType, side: 'buy', ordType: px === '' ? 'market' : 'limit' },
    tdMode: instType === 'SPOT' ? 'cash' : 'cross',
    posSide: instType === 'SPOT' ? '' : 'net',
    ...{ tgtCcy: '', reduceOnly: 'false', lever: instType === 'SPOT' ? '' : '3' },
    avgPx: filled ? px || market.price(instrument).toFixed() : '',
    fillPx: filled ? px || market.price(instrument).toFixed() : '',
    fillSz: accFillSz,
    fillTime: filled ? cTime : '',
    tradeId: filled ? '1' : '',
    ...{ fee: '0', feeCcy: '', pnl: '0', uTime: cTime },
    ...given,
    ...{ state, px, sz, accFillSz, cTime },
  };
  account.orders.push(order);
  return order;
}
