import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bitvavoKeys, startBitvavo } from '../../doubles/ccxt/bitvavo.js';
import type { Double } from '../../doubles/ccxt/startDouble.js';
import type { Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

const WANTS_NONE = /was not asked: it wants no requests.* s more \(HTTP 429\); nothing was sent$/;
const order = { symbol: 'BTC_EUR', type: 'buy', price: '40000', amount: '0.1' };
const busy = {
  match: 'GET /v2/balance',
  kind: 'status' as const,
  status: 429,
  headers: { 'retry-after': '3600' },
  body: { errorCode: 105, error: 'Rate limit exceeded.' },
};

let double: Double;
let plugin: Plugin;
beforeEach(async () => {
  double = await startBitvavo();
  plugin = await startCcxtPlugin({ bitvavo: double.url });
});
afterEach(async () => {
  await plugin?.stop();
  await double?.close();
});
const call = (method: string, params: object = {}, verb = 'GET') =>
  plugin.call('bitvavo', method, params, bitvavoKeys, { 'Http-Method': verb });

describe('while the exchange wants no requests', () => {
  beforeEach(async () => {
    await call('trade', order);
    double.fault(busy);
    await call('accounts');
  });

  test.each([
    ['POST', 'privateDeleteOrder'],
    ['GET', 'privateDeleteOrder'],
    ['POST', 'private_delete_order'],
    ['POST', 'PRIVATEDELETEORDER'],
    ['DELETE', '/v2/order'],
  ])('%s %s cancels, and is sent', async (verb, path) => {
    await call(`__api_${path}`, { market: 'BTC-EUR', orderId: 'x', operatorId: 1 }, verb);
    expect(double.sent('DELETE /v2/order')).toHaveLength(1);
  });

  test.each([
    ['DELETE', 'privateGetBalance'],
    ['POST', 'privatePostOrder'],
    ['GET', '/v2/ordersOpen'],
  ])('%s %s cancels nothing, and is not sent', async (verb, path) => {
    const before = double.requests.length;
    expect((await call(`__api_${path}`, {}, verb)).error).toMatch(WANTS_NONE);
    expect(double.requests).toHaveLength(before);
  });
});

test('HTTP 429 for a key that somebody made up stops that key only', async () => {
  const madeUp = { access_key: 'made-up-key-1', secret_key: 'made-up-secret-1' };
  await call('ticker', { symbol: 'BTC_EUR' });
  double.fault(busy);
  await plugin.call('bitvavo', 'accounts', {}, madeUp);
  expect((await plugin.call('bitvavo', 'accounts', {}, madeUp)).error).toMatch(WANTS_NONE);
  expect((await call('ticker', { symbol: 'BTC_EUR' })).error).toBeUndefined();
  expect((await call('trade', order)).error).toBeUndefined();
});

test('HTTP 429 for what is public stops all', async () => {
  await call('ticker', { symbol: 'BTC_EUR' });
  double.fault({ ...busy, match: 'GET /v2/BTC-EUR/book' });
  await call('depth', { symbol: 'BTC_EUR' });
  expect((await call('trade', order)).error).toMatch(WANTS_NONE);
});
