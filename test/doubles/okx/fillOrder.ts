import { BigNumber } from 'bignumber.js';
import { notional } from '../exchange/Contract.js';
import { type AccountState, isClosing } from './AccountState.js';
import { positionOf } from './checkFunds.js';
import { contractOf, marginCurrency } from './contractMaths.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';
import { movePosition } from './movePosition.js';
import type { OkxOrder } from './OkxOrder.js';

const FEE_RATE = '0.001';
let tradeCount = 700_000_000;

/** Fills an order, in part or in whole: the money, the position and the order all move. */
export function fillOrder(
  order: OkxOrder,
  size: BigNumber,
  price: BigNumber,
  account: AccountState,
  market: Market,
): void {
  const now = `${market.clock.now()}`;
  const instrument = market.require(order.instId);
  const filled = isClosing(order) ? BigNumber.min(size, positionOf(account, order)?.pos.abs() ?? 0) : size;
  if (filled.isZero()) {
    // The position is gone that this order was to reduce.
    Object.assign(order, { state: 'canceled', uTime: now });
    return;
  }
  tradeCount += 1;
  const before = new BigNumber(order.accFillSz);
  const after = before.plus(filled);
  const worth = before.times(order.avgPx || 0).plus(filled.times(price));
  const settled =
    order.instType === 'SPOT'
      ? settleSpot(order, instrument, filled, price, account)
      : settleContract(order, instrument, filled, price, account, Number(now));
  Object.assign(order, {
    accFillSz: after.toFixed(),
    avgPx: worth.div(after).dp(12).toFixed(),
    fillPx: price.toFixed(),
    fillSz: filled.toFixed(),
    fillTime: now,
    tradeId: `${tradeCount}`,
    fee: new BigNumber(order.fee).minus(settled.fee).toFixed(),
    feeCcy: settled.feeCcy,
    pnl: new BigNumber(order.pnl).plus(settled.pnl).toFixed(),
    state: order.tgtCcy === 'quote_ccy' || after.gte(order.sz) ? 'filled' : 'partially_filled',
    uTime: now,
  });
}

interface Settled {
  fee: BigNumber;
  feeCcy: string;
  pnl: BigNumber;
}

/** The fee of a purchase is taken in the bought currency, that of a sale in the quote currency. */
function settleSpot(
  order: OkxOrder,
  { row }: Instrument,
  size: BigNumber,
  price: BigNumber,
  account: AccountState,
): Settled {
  const [pay, get] =
    order.side === 'buy'
      ? [
          { ccy: row.quoteCcy, amount: size.times(price) },
          { ccy: row.baseCcy, amount: size },
        ]
      : [
          { ccy: row.baseCcy, amount: size },
          { ccy: row.quoteCcy, amount: size.times(price) },
        ];
  const fee = get.amount.times(FEE_RATE);
  account.credit(pay.ccy, pay.amount.negated());
  account.credit(get.ccy, get.amount.minus(fee));
  return { fee, feeCcy: get.ccy, pnl: new BigNumber(0) };
}

function settleContract(
  order: OkxOrder,
  instrument: Instrument,
  size: BigNumber,
  price: BigNumber,
  account: AccountState,
  now: number,
): Settled {
  const feeCcy = marginCurrency(instrument);
  const fee = notional(contractOf(instrument), size, price).times(FEE_RATE).dp(12);
  const pnl = movePosition(order, instrument, size, price, account, { now, fee, tradeId: `${tradeCount}` });
  account.credit(feeCcy, pnl.minus(fee));
  return { fee, feeCcy, pnl };
}
