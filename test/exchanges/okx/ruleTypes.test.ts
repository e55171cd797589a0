import { describe, expect, test } from 'vitest';
import { useBench } from '../native/createBench.js';
import { okx, richAccount } from './okx.js';

const bench = useBench(okx, { options: richAccount() });
const { ok, asked } = bench;
const symbolsOf = (rows: { symbol: string }[]) => rows.map(({ symbol }) => symbol).sort();

describe('a perpetual contract that trades before its coin does', () => {
  const symbol = 'NEWX_USDT.swap';

  test('is found and told like others', async () => {
    expect(await ok('ticker', { symbol })).toMatchObject({ symbol });
    expect(asked(okx.paths.ticker)[0]?.query).toBe('instId=NEWX-USDT-SWAP');
    expect(await ok('markets')).toMatchObject({ [symbol]: { base_asset: 'NEWX', quote_asset: 'USDT' } });
    expect(symbolsOf(await ok('tickers'))).toContain(symbol);
    expect(symbolsOf(await ok('fundings', { symbol: 'USDT.swap' }))).toContain(symbol);
  });

  test('is traded, and its position and orders are in the range', async () => {
    await ok('trade', { symbol, type: 'buy', amount: '2' });
    const { id } = await ok('trade', { symbol, type: 'buy', price: '1.2', amount: '1' });
    expect(id).toMatch(/^NEWX-USDT-SWAP,/);
    expect(await ok('positions', { symbol: 'USDT.swap' })).toMatchObject([{ symbol, amount: 2 }]);
    expect(await ok('orders', { symbol: 'USDT.swap' })).toMatchObject([{ symbol, id }]);
    expect(await ok('positions', { symbol: 'USDC.swap' })).toEqual([]);
  });
});

test.each(['rebase_contract', 'a_later_word', ''])(
  'a contract of the rule type %j is found as well',
  async (ruleType) => {
    bench.double.change('NEWX-USDT-SWAP', { ruleType });
    expect(await ok('ticker', { symbol: 'NEWX_USDT.swap' })).toMatchObject({ symbol: 'NEWX_USDT.swap' });
  },
);

test('one whose row does not name its underlying is named by its id', async () => {
  bench.double.change('NEWX-USDT-SWAP', { uly: '', instFamily: '' });
  expect(await ok('ticker', { symbol: 'NEWX_USDT.swap' })).toMatchObject({ symbol: 'NEWX_USDT.swap' });
});

test('a variant does not take the place of the contract of its pair', async () => {
  await ok('ticker', { symbol: 'BTC_USD.swap' });
  expect(asked(okx.paths.ticker)[0]?.query).toBe('instId=BTC-USD-SWAP');
  const names = Object.keys(await ok('markets'));
  expect(names.filter((name) => name.startsWith('ETH_USDT.'))).toEqual([
    'ETH_USDT.swap',
    expect.stringMatching(/^ETH_USDT\.ETH-USDT-\d{6}$/),
  ]);
});

describe('a range holds what is owned', () => {
  test('in variants: X-Perps and contracts margined in dollars', async () => {
    const xPerp = 'ETH_USDT.ETH-USDT-310328';
    const dollars = 'BTC_USD.BTC-USD_UM-SWAP';
    bench.double.setBalance('USD', '10000');
    for (const symbol of [xPerp, dollars]) {
      await ok('trade', { symbol, type: 'buy', amount: '2' });
      await ok('trade', { symbol, type: 'buy', price: '1000', amount: '1' });
    }
    for (const method of ['positions', 'orders', 'historyorders']) {
      expect(symbolsOf(await ok(method, { symbol: 'USDT.futures' }))).toEqual([xPerp]);
      expect(symbolsOf(await ok(method, { symbol: 'USD.swap' }))).toEqual([dollars]);
      expect(await ok(method, { symbol: 'USDT.swap' })).toEqual([]);
      expect(await ok(method, { symbol: 'USD.futures' })).toEqual([]);
    }
  });

  test('in contracts that are on no list any more', async () => {
    await ok('trade', { symbol: 'LTC_USDT.swap', type: 'buy', amount: '2' });
    await ok('trade', { symbol: 'LTC_USDT.swap', type: 'buy', price: '50', amount: '1' });
    bench.double.unlist('LTC-USDT-SWAP');
    await bench.restart();
    for (const method of ['positions', 'orders']) {
      expect(symbolsOf(await ok(method, { symbol: 'USDT.swap' }))).toEqual(['LTC_USDT.LTC-USDT-SWAP']);
      for (const symbol of ['USDC.swap', 'USD.swap', 'USDT.futures'])
        expect(await ok(method, { symbol })).toEqual([]);
    }
  });
});
