import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balanceRow, parseBalances } from '../../../src/exchanges/ccxt/account.js';
import { parseRow } from '../../../src/exchanges/ccxt/calls/answers.js';
import type { DoubleRequest } from '../../doubles/ccxt/startDouble.js';
import { startTelling, type Telling } from './startTelling.js';

describe('coinbase', () => {
  let coinbase: Telling;
  beforeAll(async () => {
    coinbase = await startTelling('coinbase', { kinds: ['spot'] });
  });
  afterAll(() => coinbase?.close());

  const account = (currency: string, available: string, hold: string) => ({
    uuid: `8bfc20d7-f7c6-4422-bf07-${currency}`,
    name: `${currency} Wallet`,
    currency,
    available_balance: { value: available, currency },
    default: true,
    active: true,
    type: currency === 'USDT' ? 'ACCOUNT_TYPE_FIAT' : 'ACCOUNT_TYPE_CRYPTO',
    ready: true,
    hold: { value: hold, currency },
  });
  const pages = ({ path, query }: DoubleRequest) => {
    if (path !== '/api/v3/brokerage/accounts')
      return { data: [{ type: 'wallet', balance: { amount: '1.5', currency: 'BTC' } }] };
    return query.get('cursor') === '789100'
      ? { accounts: [account('BTC', '1.23', '0.27')], has_next: false, cursor: '', size: 1 }
      : { accounts: [account('USDT', '900.5', '99.5')], has_next: true, cursor: '789100', size: 1 };
  };

  test.each(['accounts', 'assets'])('%s tell what is held for orders, on all pages', async (method) => {
    const { data, error } = await coinbase.call(method, {}, pages);
    expect(error).toBeUndefined();
    expect(data).toEqual([
      { currency: 'USDT', free: '900.5', frozen: '99.5' },
      { currency: 'BTC', free: '1.23', frozen: '0.27' },
    ]);
  });
});

describe('what is owned', () => {
  const BORROWED = {
    coin: 'USDT',
    walletBalance: '1200',
    locked: '50',
    totalOrderIM: '0',
    totalPositionIM: '0',
  };

  test('borrowed coins are not, on Bybit', async () => {
    const bybit = await startTelling('bybit');
    const coin = {
      ...BORROWED,
      borrowAmount: '200',
      accruedInterest: '0',
      spotBorrow: '200',
      equity: '1000',
    };
    const { data, error } = await bybit.call('accounts', {}, ({ path }) =>
      path.endsWith('wallet-balance')
        ? { retCode: 0, retMsg: 'OK', result: { list: [{ accountType: 'UNIFIED', coin: [coin] }] } }
        : { retCode: 0, retMsg: 'OK', result: { uta: 1, unifiedMarginStatus: 5 } },
    );
    await bybit.close();
    expect({ data, error }).toEqual({
      data: [{ currency: 'USDT', free: '950', frozen: '50' }],
      error: undefined,
    });
  });

  test.each([
    ['more than is held of it may be free on other collateral', { total: '100', free: '250' }, ['100', '0']],
    ['more than is held of it may be bound', { total: '100', used: '250' }, ['0', '100']],
    ['less than nothing', { total: '-20', free: '0', used: '0' }, ['0', '0']],
    ['the total alone', { total: '7' }, ['7', '0']],
    ['what is free alone', { free: '7' }, ['7', '0']],
    ['an exponent', { free: '1.2e-8', used: '1E-8', total: '2.2e-8' }, ['0.000000012', '0.00000001']],
    ['borrowed, and bound', { free: '300', used: '900', total: '1200', debt: '400' }, ['0', '800']],
  ])('%s', (_, amounts, [free, frozen]) => {
    const told = Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, { BTC: amount }]));
    expect(parseBalances(parseRow(balanceRow, told))).toEqual([{ currency: 'BTC', free, frozen }]);
  });

  test('a currency without any amount is named, unless it is ccxt alone that lists it', () => {
    const row = (info: object) =>
      parseBalances(parseRow(balanceRow, { free: { BTC: undefined }, used: {}, total: {}, info }));
    expect(() => row({ balances: [{ asset: 'BTC', free: null }] })).toThrow(
      'ccxt does not tell the balance of BTC: ask with IO',
    );
    expect(row({ eth_available: '1' })).toEqual([]);
  });
});
