import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BybitDouble, defaultAccount, startBybitDouble } from '../../doubles/bybit/startBybitDouble.js';
import { type BinanceDouble, binanceKeys, startBinanceusdm } from '../../doubles/ccxt/binanceusdm.js';
import type { Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
// Of Bybit a page is fifty orders of seven days, the latest first; of Binance from a start on the first ones.
let bybit: BybitDouble;
let binance: BinanceDouble;
let plugin: Plugin;
const started = Date.now();
const bybitKeys = { access_key: defaultAccount.accessKey, secret_key: defaultAccount.secret };

beforeAll(async () => {
  bybit = await startBybitDouble();
  binance = await startBinanceusdm();
  const urls = { Bybit: bybit.url, 'ccxt/bybit': bybit.url, binanceusdm: binance.url };
  plugin = await startCcxtPlugin(urls, 20_000);
  for (let hours = 600; hours > 0; hours -= 2) {
    const time = started - hours * HOUR;
    // Nothing was traded for ten days.
    if (hours > 200 && hours < 440) continue;
    bybit.seedOrder({ symbol: 'BTCUSDT', createdTime: `${time}` });
    const order = { market: 'BTCUSDT', side: 'buy', type: 'market', amount: '1', price: '1' } as const;
    binance.orders.place({ ...order, clientId: `o${hours}` }).time = time;
  }
});
afterAll(async () => {
  await plugin?.stop();
  await bybit?.close();
  await binance?.close();
});

const history = async (exchange: string, params: object, keys = bybitKeys) => {
  const { data, error } = await plugin.call(exchange, 'historyorders', params, keys);
  expect(error).toBeUndefined();
  const rows: { time: number }[] = Object(data);
  return rows.map(({ time }) => (started - time) / HOUR);
};
const symbol = 'BTC_USDT.swap';
const hoursAgo = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from - index * 2);

test('the latest, more than a page of them', async () => {
  expect(await history('ccxt/bybit', { symbol, limit: 90 })).toEqual(hoursAgo(180, 90));
  expect(await history('binanceusdm', { symbol, limit: 80 }, binanceKeys)).toEqual(hoursAgo(160, 80));
});

test('the first ones from a time on, page by page', async () => {
  const since = started - 190 * HOUR;
  expect(await history('ccxt/bybit', { symbol, since, limit: 70 })).toEqual(hoursAgo(190, 70));
  expect(await history('ccxt/bybit', { symbol, since })).toEqual(hoursAgo(190, 95));
  expect(await history('ccxt/bybit', { since })).toEqual(hoursAgo(190, 95));
});

test('over days without orders, seven of them at a time', async () => {
  const since = started - 25 * DAY;
  const all = [...hoursAgo(600, 81), ...hoursAgo(200, 100)];
  expect(await history('ccxt/bybit', { symbol, since })).toEqual(all);
  expect(await history('ccxt/bybit', { symbol, since })).toEqual(await history('Bybit', { symbol, since }));
  expect(await history('ccxt/bybit', { symbol, since, limit: 100 })).toEqual(all.slice(0, 100));
  expect(await history('binanceusdm', { symbol, since }, binanceKeys)).toEqual(all);
});

test('a time too long ago is refused, not answered with what is missing', async () => {
  const since = started - 700 * DAY;
  const { error } = await plugin.call('ccxt/bybit', 'historyorders', { symbol, since }, bybitKeys);
  expect(error).toBe(
    'since is too long ago: the exchange returns the orders of 7 days at a time, ask for the last 140 days',
  );
});
