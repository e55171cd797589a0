import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BybitDouble, startBybitDouble } from '../../doubles/bybit/startBybitDouble.js';
import { type Plugin, startPlugin } from '../../support/startPlugin.js';

let bybit: BybitDouble;
let plugin: Plugin;

beforeAll(async () => {
  bybit = await startBybitDouble();
  plugin = await startPlugin({ baseUrls: { Bybit: bybit.url } });
});
afterAll(async () => {
  await plugin.stop();
  await bybit.close();
});

const data = async (account: string, method: string, params: object = {}) => {
  const keys = { access_key: account, secret_key: '' };
  const { data: found, error } = await plugin.call('paper/Bybit', method, params, keys);
  expect(error).toBeUndefined();
  return JSON.parse(JSON.stringify(found));
};

it("trades spot against Bybit's book and keeps the account itself", async () => {
  const { asks } = await data('spot', 'depth', { symbol: 'BTC_USDT', limit: 1 });
  const { id } = await data('spot', 'trade', { symbol: 'BTC_USDT', type: 'buy', price: '-1', amount: '60' });
  const order = await data('spot', 'order', { id });
  expect(order).toMatchObject({ symbol: 'BTC_USDT', status: 'filled', type: 'buy' });
  expect(order.avg_price).toBeGreaterThanOrEqual(asks[0][0]);
  expect(bybit.requests.every(({ headers }) => headers['x-bapi-api-key'] === undefined)).toBe(true);
  expect(bybit.orders()).toEqual([]);
});

it.each([
  ['BTC_USDT.swap', '0.3', 'USDT'],
  ['BTC_USD.swap', '3000', 'BTC'],
])('%s is opened, marked and closed', async (symbol, amount, currency) => {
  const long = { symbol, type: 'buy', price: '-1', amount };
  await data(symbol, 'SetMarginLevel', { symbol, margin_level: '20' });
  await data(symbol, 'trade', long);
  const before = await data(symbol, 'positions', { symbol });
  expect(before).toMatchObject([{ symbol, type: 'long', amount: Number(amount), margin_level: 20 }]);
  bybit.setPrice(symbol.startsWith('BTC_USD.') ? 'BTCUSD' : 'BTCUSDT', '62000');
  expect((await data(symbol, 'positions'))[0].profit).toBeGreaterThan(0);
  const closing = await data(symbol, 'trade', { ...long, type: 'closebuy' });
  expect(await data(symbol, 'order', closing)).toMatchObject({ status: 'filled', offset: 'close' });
  expect(await data(symbol, 'positions')).toEqual([]);
  const balances: { currency: string; free: string; frozen: string }[] = await data(symbol, 'accounts');
  const balance = balances.find((row) => row.currency === currency);
  expect(Number(balance?.free)).toBeGreaterThan(currency === 'BTC' ? 1 : 10_000);
  expect(balance?.frozen).toBe('0');
});

it('has funding rates', async () => {
  expect(await data('funding', 'fundings', { symbol: 'BTC_USDT.swap' })).toHaveLength(1);
});
