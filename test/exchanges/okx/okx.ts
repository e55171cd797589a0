import { defaultAccount, type OkxAccount } from '../../doubles/okx/OkxAccount.js';
import { type OkxDouble, type OkxDoubleOptions, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import type { NativeExchange } from '../native/NativeExchange.js';

const { accessKey, secret, passphrase } = defaultAccount;

/** OKX, as the tests of its adapter know it. */
export const okx: NativeExchange<OkxDouble, OkxDoubleOptions> = {
  name: 'OKX',
  keys: { access_key: accessKey, secret_key: `${secret},${passphrase}` },
  secrets: [secret, passphrase],
  headers: { key: 'ok-access-key', signature: 'ok-access-sign' },
  start: startOkxDouble,
  contracts: { accounts: [{ ...defaultAccount, acctLv: '2' }] },
  placed: (double) =>
    double.orders().map(({ instId, ordId, state, px }) => ({
      id: `${instId},${ordId}`,
      status: state,
      price: px,
    })),
  paths: {
    time: '/api/v5/public/time',
    instruments: '/api/v5/public/instruments',
    ticker: '/api/v5/market/ticker',
    tickers: '/api/v5/market/tickers',
    bars: '/api/v5/market/candles',
    accounts: '/api/v5/account/balance',
    trade: '/api/v5/trade/order',
    cancel: '/api/v5/trade/cancel-order',
    modifyorder: '/api/v5/trade/amend-order',
    setmarginlevel: '/api/v5/account/set-leverage',
    orders: '/api/v5/trade/orders-pending',
  },
  idOf: { spot: 'BTC-USDT', swap: 'BTC-USDT-SWAP' },
  success: { code: '0' },
  rows: (data) => ({ code: '0', msg: '', data }),
  refusal: (code, msg) => ({ code: String(code), msg, data: [] }),
};

/** A start with an account that trades contracts and has money for all of them. */
export const richAccount = (account: Partial<OkxAccount> = {}): OkxDoubleOptions => ({
  accounts: [
    {
      ...defaultAccount,
      acctLv: '2',
      balances: { USDT: '100000', BTC: '2', USDC: '50000' },
      ...account,
    },
  ],
});
