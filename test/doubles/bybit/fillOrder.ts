import { BigNumber } from 'bignumber.js';
import { notional } from '../exchange/Contract.js';
import type { AccountState } from './AccountState.js';
import { type BybitOrder, isByValue } from './BybitOrder.js';
import { endOrder } from './endOrder.js';
import { contractOf, type Instrument } from './Instrument.js';
import type { Market } from './Market.js';
import { movePosition } from './movePosition.js';

const SPOT_FEE = '0.001';
const CONTRACT_FEE = '0.00055';

/** Fills an order, in part or in whole: the money, the position and the order all move. */
export function fillOrder(
  order: BybitOrder,
  size: BigNumber,
  price: BigNumber,
  account: AccountState,
  market: Market,
): void {
  const instrument = market.require(order.category, order.symbol);
  const filled = order.reduceOnly ? BigNumber.min(size, account.position(order)?.size.abs() ?? 0) : size;
  if (filled.isZero()) {
    // The position is gone that this order was to reduce.
    endOrder(order, market, { cancelType: 'CancelByReduceOnly' });
    return;
  }
  const worth = notional(contractOf(instrument), filled, price);
  const fee =
    order.category === 'spot'
      ? settleSpot(order, instrument, filled, worth, account)
      : settleContract(order, instrument, filled, price, account, market.clock.now());
  const quantity = new BigNumber(order.cumExecQty).plus(filled);
  const value = new BigNumber(order.cumExecValue).plus(worth);
  Object.assign(order, {
    cumExecQty: quantity.toFixed(),
    cumExecValue: value.dp(12).toFixed(),
    cumExecFee: fee.plus(order.cumExecFee).toFixed(),
    avgPrice: (order.category === 'inverse' ? quantity.div(value) : value.div(quantity)).dp(8).toFixed(),
    orderStatus: quantity.gte(order.qty) ? 'Filled' : 'PartiallyFilled',
    updatedTime: `${market.clock.now()}`,
  });
  if (!isByValue(order)) return;
  // What is left of the money buys less than one step, and is given back.
  if (value.lt(order.qty)) endOrder(order, market, { rejectReason: 'EC_CancelByOrderValueZero' });
  else order.orderStatus = 'Filled';
}

/** The fee of a purchase is taken in the bought coin, that of a sale in the quote coin. */
function settleSpot(
  { side }: BybitOrder,
  { baseCoin, quoteCoin }: Instrument,
  size: BigNumber,
  worth: BigNumber,
  { wallet }: AccountState,
): BigNumber {
  const bought = side === 'Buy';
  const [paid, got] = bought ? [worth, size] : [size, worth];
  const fee = got.times(SPOT_FEE);
  wallet.credit(bought ? quoteCoin : baseCoin, paid.negated());
  wallet.credit(bought ? baseCoin : quoteCoin, got.minus(fee));
  return fee;
}

function settleContract(
  order: BybitOrder,
  instrument: Instrument,
  size: BigNumber,
  price: BigNumber,
  account: AccountState,
  now: number,
): BigNumber {
  const fee = notional(contractOf(instrument), size, price).times(CONTRACT_FEE).dp(12);
  const earned = movePosition(order, instrument, { size, price, fee, now }, account);
  account.wallet.credit(instrument.settleCoin, earned.minus(fee));
  return fee;
}
