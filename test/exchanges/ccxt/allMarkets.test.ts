import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BybitDouble, defaultAccount, startBybitDouble } from '../../doubles/bybit/startBybitDouble.js';
import type { Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

// Of linear contracts ccxt asks Bybit for those margined in USDT, and of inverse ones for none.
let bybit: BybitDouble;
let plugin: Plugin;
const keys = { access_key: defaultAccount.accessKey, secret_key: defaultAccount.secret };
const symbols = ['BTC_USDT.swap', 'BTC_USDC.swap', 'BTC_USD.swap', 'ETH_USD.swap'];

beforeAll(async () => {
  bybit = await startBybitDouble();
  plugin = await startCcxtPlugin({ Bybit: bybit.url, 'ccxt/bybit': bybit.url });
  for (const coin of ['BTC', 'ETH', 'USDC', 'USDT']) bybit.setBalance(coin, '100000');
  for (const symbol of symbols) {
    const amount = symbol.includes('_USD.') ? '100' : '0.01';
    const opened = await plugin.call('Bybit', 'trade', { symbol, type: 'buy', price: '-1', amount }, keys);
    expect([symbol, opened.error]).toEqual([symbol, undefined]);
    const price = symbol.startsWith('BTC') ? '58000' : '2900';
    const waiting = await plugin.call('Bybit', 'trade', { symbol, type: 'buy', price, amount }, keys);
    expect([symbol, waiting.error]).toEqual([symbol, undefined]);
  }
  const spot = { symbol: 'BTC_USDT', type: 'buy', price: '58000', amount: '0.01' };
  expect((await plugin.call('Bybit', 'trade', spot, keys)).error).toBeUndefined();
});
afterAll(async () => {
  await plugin?.stop();
  await bybit?.close();
});

const listed = async (exchange: string, method: string, params: object = {}) => {
  const { data, error } = await plugin.call(exchange, method, params, keys);
  expect(error).toBeUndefined();
  const rows: { symbol: string }[] = Object(data);
  return rows.map(({ symbol }) => symbol).sort();
};

test('open orders of all margin currencies', async () => {
  expect(await listed('Bybit', 'orders')).toEqual([...symbols, 'BTC_USDT'].sort());
  expect(await listed('ccxt/bybit', 'orders')).toEqual([...symbols, 'BTC_USDT'].sort());
});

test('positions of all margin currencies, and of a range', async () => {
  expect(await listed('ccxt/bybit', 'positions')).toEqual([...symbols].sort());
  expect(await listed('ccxt/bybit', 'positions', { symbol: 'USDC.swap' })).toEqual(['BTC_USDC.swap']);
});
