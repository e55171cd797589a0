import { type MethodName, methodNames } from '../../../protocol/methods.js';
import type { Has } from './CcxtExchange.js';
import { has } from './has.js';

/** Of which methods of ccxt's, or entries of ours beside them, an exchange needs at least one, for each of FMZ's. */
const NEEDS: Readonly<Record<MethodName, readonly string[]>> = {
  ticker: ['fetchTicker', 'fetchTickers'],
  depth: ['fetchOrderBook'],
  trades: ['fetchTrades'],
  records: ['fetchOHLCV'],
  accounts: ['fetchBalance'],
  assets: ['fetchBalance'],
  trade: ['createOrder'],
  orders: ['fetchOpenOrders', 'fetchOrders'],
  order: ['fetchOrder', 'fetchOpenOrders', 'fetchOrders'],
  historyorders: ['fetchCanceledAndClosedOrders', 'fetchOrders', 'fetchClosedOrders'],
  cancel: ['cancelOrder'],
  io: [],
  markets: [],
  tickers: ['tickers'],
  positions: ['fetchPositions'],
  setmarginlevel: ['setLeverage'],
  fundings: ['fetchFundingRate', 'fetchFundingRates'],
  modifyorder: ['editOrder'],
};

/** Whether an exchange can answer a method of FMZ's. */
export function supports(table: Has, method: MethodName): boolean {
  const names = NEEDS[method];
  return names.length === 0 || names.some((name) => has(table, name));
}

/** What an exchange can answer, in the order of the table. */
export function supportedMethods(table: Has): MethodName[] {
  return methodNames.filter((method) => supports(table, method));
}
