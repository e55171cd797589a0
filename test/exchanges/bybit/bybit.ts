import {
  type BybitAccount,
  type BybitDouble,
  type BybitDoubleOptions,
  defaultAccount,
  startBybitDouble,
} from '../../doubles/bybit/startBybitDouble.js';
import type { NativeExchange } from '../native/NativeExchange.js';

const { accessKey, secret } = defaultAccount;

/** Bybit, as the tests of its adapter know it. */
export const bybit: NativeExchange<BybitDouble, BybitDoubleOptions> = {
  name: 'Bybit',
  keys: { access_key: accessKey, secret_key: secret },
  secrets: [secret],
  headers: { key: 'x-bapi-api-key', signature: 'x-bapi-sign' },
  start: startBybitDouble,
  contracts: { altcoins: false },
  placed: (double) =>
    double.orders().map(({ category, symbol, orderId, orderStatus, price }) => ({
      id: `${category}:${symbol},${orderId}`,
      status: orderStatus,
      price,
    })),
  paths: {
    time: '/v5/market/time',
    instruments: '/v5/market/instruments-info',
    ticker: '/v5/market/tickers',
    tickers: '/v5/market/tickers',
    bars: '/v5/market/kline',
    accounts: '/v5/account/wallet-balance',
    trade: '/v5/order/create',
    cancel: '/v5/order/cancel',
    modifyorder: '/v5/order/amend',
    setmarginlevel: '/v5/position/set-leverage',
    orders: '/v5/order/realtime',
  },
  idOf: { spot: 'spot:BTCUSDT', swap: 'linear:BTCUSDT' },
  success: { retCode: 0 },
  rows: (list) => ({
    ...{ retCode: 0, retMsg: 'OK', retExtInfo: {}, time: 1731028903911 },
    result: { category: 'spot', list, nextPageCursor: '' },
  }),
  refusal: (retCode, retMsg) => ({ retCode, retMsg, result: {}, retExtInfo: {}, time: 1731028903911 }),
};

/** A start with an account that has money for all contracts. */
export const richAccount = (account: Partial<BybitAccount> = {}): BybitDoubleOptions => ({
  altcoins: false,
  accounts: [{ ...defaultAccount, balances: { USDT: '100000', BTC: '2', USDC: '50000' }, ...account }],
});
