import type { Category } from './Instrument.js';

/** An order that the double accepted, in the words of the exchange's rows. */
export interface BybitOrder {
  accessKey: string;
  category: Category;
  symbol: string;
  orderId: string;
  orderLinkId: string;
  side: 'Buy' | 'Sell';
  orderType: 'Limit' | 'Market';
  timeInForce: 'GTC' | 'IOC' | 'FOK' | 'PostOnly';
  /** Of a market order of a contract the worst price that it may have; "0" of one on spot. */
  price: string;
  qty: string;
  /** What the quantity of a market order on spot is in. */
  marketUnit: '' | 'baseCoin' | 'quoteCoin';
  positionIdx: 0 | 1 | 2;
  reduceOnly: boolean;
  orderStatus: 'New' | 'PartiallyFilled' | 'Filled' | 'Cancelled' | 'PartiallyFilledCanceled' | 'Rejected';
  cancelType: string;
  rejectReason: string;
  /** "" until something is filled. */
  avgPrice: string;
  cumExecQty: string;
  cumExecValue: string;
  cumExecFee: string;
  /** The coin that the fee is taken in. */
  feeCoin: string;
  lastPriceOnCreated: string;
  createdTime: string;
  updatedTime: string;
}

export function isOpen({ orderStatus }: BybitOrder): boolean {
  return orderStatus === 'New' || orderStatus === 'PartiallyFilled';
}

/** Whether the quantity is money to be spent or earned, on spot. */
export function isByValue({ marketUnit }: BybitOrder): boolean {
  return marketUnit === 'quoteCoin';
}
