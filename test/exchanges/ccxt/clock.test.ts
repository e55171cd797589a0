import { afterEach, beforeEach, expect, test } from 'vitest';
import { type KucoinDouble, kucoinKeys, startKucoin } from '../../doubles/ccxt/kucoin.js';
import type { Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

let double: KucoinDouble;
let plugin: Plugin;
beforeEach(async () => {
  double = await startKucoin();
  plugin = await startCcxtPlugin({ kucoin: double.url });
});
afterEach(async () => {
  await plugin?.stop();
  await double?.close();
});

const call = (method: string, params: object = {}) => plugin.call('kucoin', method, params, kucoinKeys);
const order = { symbol: 'BTC_USDT', type: 'buy', price: '40000', amount: '0.1' };
const asked = () => double.sent('GET /api/v1/timestamp').length;

test.each([60_000, -60_000])('a clock that is %d ms off is measured once', async (offset) => {
  const begun = Date.now();
  double.clockOffset = offset;
  expect((await call('accounts')).error).toBeUndefined();
  expect(asked()).toBe(1);
  const sent = double.requests.length;
  expect((await call('accounts')).error).toBeUndefined();
  expect((await call('trade', order)).error).toBeUndefined();
  expect(double.requests).toHaveLength(sent + 2);
  const timestamp = Number(double.sent('POST /api/v1/hf/orders').at(-1)?.headers['kc-api-timestamp']);
  const ended = Date.now();
  // The clock was measured meanwhile.
  expect(timestamp - offset).toBeGreaterThanOrEqual(begun - (ended - begun));
  expect(timestamp - offset).toBeLessThanOrEqual(ended + (ended - begun));
});

test('an order that was refused for its time is not sent again, the next one passes', async () => {
  expect((await call('accounts')).error).toBeUndefined();
  double.clockOffset = 60_000;
  expect((await call('trade', order)).error).toBe(
    "400002 KC-API-TIMESTAMP Invalid (check this machine's clock)",
  );
  expect(double.sent('POST /api/v1/hf/orders')).toHaveLength(1);
  expect((await call('trade', order)).error).toBeUndefined();
  expect([double.sent('POST /api/v1/hf/orders').length, asked()]).toEqual([2, 1]);
});

test('where the clock cannot be read, the refusal stays', async () => {
  double.clockOffset = 60_000;
  double.fault({ match: 'GET /api/v1/timestamp', kind: 'status', status: 503, body: 'busy', times: 9 });
  expect((await call('accounts')).error).toBe("400002 KC-API-TIMESTAMP Invalid (check this machine's clock)");
});

test('a clock that is right is not measured', async () => {
  expect((await call('accounts')).error).toBeUndefined();
  expect((await call('orders')).error).toBeUndefined();
  expect(asked()).toBe(0);
});
