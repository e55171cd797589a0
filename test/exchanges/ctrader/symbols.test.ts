import { expect, test } from 'vitest';
import { startCtraderDouble } from '../../doubles/ctrader/startCtraderDouble.js';
import { useCtraderPlugin } from './useCtraderPlugin.js';

const { acceptor, ok, refused } = useCtraderPlugin(() => startCtraderDouble());

const slips: readonly (readonly [string, string])[] = [
  ['EURUSD.swap', 'EUR_USD.swap'],
  ['us30.swap', 'US30'],
  ['GER40.swap', 'GER40.c'],
  ['AAPL.swap', 'AAPL.US'],
];

test.each(slips)(
  '%s is no range of this broker: an open position is not told as none',
  async (symbol, meant) => {
    await ok('trade', { symbol: 'EUR_USD.swap', type: 'buy', price: '-1', amount: '1000' });
    for (const method of ['positions', 'orders'])
      expect(await refused(method, { symbol })).toMatch(
        new RegExp(
          `^"${symbol.replace('us', 'US')}" means all that is quoted in .*: did you mean ${meant}\\?$`,
        ),
      );
  },
);

test('where nothing is like it, the list is named', async () => {
  expect(await refused('positions', { symbol: 'ZZZ.swap' })).toBe(
    '"ZZZ.swap" means all that is quoted in ZZZ, and CTrader has nothing that is: GetMarkets lists what is available',
  );
});

test.each(['USD.swap', 'JPY.swap', 'usdt.swap', 'USDC.swap'])(
  '%s has no row, and is no slip',
  async (symbol) => {
    expect(await ok('positions', { symbol })).toEqual([]);
    expect(await ok('orders', { symbol })).toEqual([]);
  },
);

test.each<readonly [string, string]>([
  ...slips,
  ['EURUSD', 'EUR_USD.swap'],
  ['eur_usd', 'EUR_USD.swap'],
  ['EUR/USD', 'EUR_USD.swap'],
  ['EUR-USD', 'EUR_USD.swap'],
  ['EURUSD.futures', 'EUR_USD.swap'],
  ['US30_USD', 'US30'],
  ['US30_USD.swap', 'US30'],
  ['GER40', 'GER40.c'],
  ['aapl', 'AAPL.US'],
])('%s is no instrument: %s is meant', async (symbol, meant) => {
  for (const [method, params] of [
    ['ticker', {}],
    ['trade', { type: 'buy', price: '-1', amount: '1000' }],
  ] as const)
    expect(await refused(method, { symbol, ...params })).toMatch(`did you mean ${meant}?`);
  expect(await acceptor().count('D')).toBe(0);
});

test('a range is no instrument, and names one as an example', async () => {
  expect(await refused('ticker', { symbol: 'USD.swap' })).toBe(
    'symbol "USD.swap" is a range: name one instrument, like BTC_USDT.swap',
  );
});
