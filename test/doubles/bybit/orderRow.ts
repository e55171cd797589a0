import { BigNumber } from 'bignumber.js';
import { type BybitOrder, isOpen } from './BybitOrder.js';
import { type Instrument, priceText, quantityText } from './Instrument.js';

/** A row of order/realtime, or of order/history with `done`. */
export function orderRow(order: BybitOrder, instrument: Instrument, done: boolean): Record<string, unknown> {
  const spot = order.category === 'spot';
  const quantity = (value: BigNumber.Value) => quantityText(new BigNumber(value), instrument);
  const price = (value: string) => (spot ? value : priceText(new BigNumber(value), instrument));
  const left = isOpen(order) ? new BigNumber(order.qty).minus(order.cumExecQty) : new BigNumber(0);
  const { orderId, orderLinkId, symbol, side, positionIdx, orderStatus, cancelType, rejectReason } = order;
  return {
    ...emptyRow,
    ...(spot ? spotFields(order) : { tpslMode: '' }),
    ...(done ? historyFields : {}),
    ...{ orderId, orderLinkId, symbol, side, positionIdx, orderStatus, cancelType, rejectReason },
    ...{ price: price(order.price), qty: quantity(order.qty) },
    // Of a contract that has no fills the open list says "0".
    avgPrice: order.avgPrice || (spot || done ? '' : '0'),
    ...{ leavesQty: quantity(left), leavesValue: left.times(order.price).toFixed() },
    ...{ cumExecQty: quantity(order.cumExecQty), cumExecValue: order.cumExecValue },
    ...{ cumExecFee: order.cumExecFee, timeInForce: order.timeInForce, orderType: order.orderType },
    ...{ lastPriceOnCreated: order.lastPriceOnCreated, reduceOnly: order.reduceOnly },
    ...{ createdTime: order.createdTime, updatedTime: order.updatedTime },
    cumFeeDetail: order.cumExecFee === '0' ? {} : { [order.feeCoin]: order.cumExecFee },
  };
}

/** Spot has no `tpslMode`, and has these. */
function spotFields({ marketUnit }: BybitOrder): Record<string, string> {
  return { isLeverage: '0', marketUnit, ocoTriggerBy: 'OcoTriggerByUnknown' };
}

const historyFields = {
  slippageToleranceType: 'UNKNOWN',
  slippageTolerance: '',
  extraFees: '',
  rpiTakerAccess: false,
  rpiMatchedQty: '0',
};

const emptyRow = {
  blockTradeId: '',
  isLeverage: '',
  stopOrderType: 'UNKNOWN',
  orderIv: '',
  triggerPrice: '0.00',
  takeProfit: '0.00',
  stopLoss: '0.00',
  tpTriggerBy: 'UNKNOWN',
  slTriggerBy: 'UNKNOWN',
  triggerDirection: 0,
  triggerBy: 'UNKNOWN',
  closeOnTrigger: false,
  smpType: 'None',
  smpGroup: 0,
  smpOrderId: '',
  tpLimitPrice: '',
  slLimitPrice: '',
  placeType: '',
};
