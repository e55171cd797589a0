import { afterEach, expect, test } from 'vitest';
import { bitvavoKeys, startBitvavo } from '../../doubles/ccxt/bitvavo.js';
import type { Double } from '../../doubles/ccxt/startDouble.js';
import type { Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

let double: Double;
let plugin: Plugin;
afterEach(async () => {
  await plugin?.stop();
  await double?.close();
});

const WANTS_NONE = /was not asked: it wants no requests.* s more \(.*\); nothing was sent$/;

test.each([
  [429, 'for the key', undefined],
  [418, 'for all', WANTS_NONE],
])(
  'HTTP %d with Retry-After is remembered %s; a cancellation is sent all the same',
  async (status, _whose, others) => {
    double = await startBitvavo();
    plugin = await startCcxtPlugin({ bitvavo: double.url });
    const call = (method: string, params: object) => plugin.call('bitvavo', method, params, bitvavoKeys);
    const order = { symbol: 'BTC_EUR', type: 'buy', price: '40000', amount: '0.1' };
    const { data } = await call('trade', order);
    double.fault({
      ...{ match: 'GET /v2/balance', kind: 'status', status, body: { errorCode: 110, error: 'rate limit' } },
      headers: { 'retry-after': '60' },
    });
    expect((await call('accounts', {})).error).toBeDefined();
    const before = double.requests.length;
    for (const [method, params] of [
      ['accounts', {}],
      ['trade', order],
    ] as const)
      expect((await call(method, params)).error).toMatch(WANTS_NONE);
    expect(double.requests).toHaveLength(before);
    const { error = '' } = await plugin.call('bitvavo', 'ticker', { symbol: 'BTC_EUR' });
    expect(error).toMatch(others ?? /^$/);
    expect((await call('cancel', { id: Object(data).id })).data).toBe(true);
  },
);

test('"too many requests" under HTTP 403 is remembered for the account, not for others', async () => {
  double = await startBitvavo();
  plugin = await startCcxtPlugin({ bitvavo: double.url });
  const call = (method: string, params: object) => plugin.call('bitvavo', method, params, bitvavoKeys);
  const { data } = await call('trade', { symbol: 'BTC_EUR', type: 'buy', price: '40000', amount: '0.1' });
  const body = { errorCode: 105, error: 'Your API key has been banned.' };
  double.fault({ match: 'GET /v2/balance', kind: 'status', status: 403, body });
  const before = double.requests.length;
  expect((await call('accounts', {})).error).toBe('105 Your API key has been banned. (too many requests)');
  expect((await call('accounts', {})).error).toMatch(WANTS_NONE);
  expect(double.requests).toHaveLength(before + 1);
  // What is public and asked without keys is somebody else's.
  expect((await plugin.call('bitvavo', 'ticker', { symbol: 'BTC_EUR' })).error).toBeUndefined();
  expect((await call('cancel', { id: Object(data).id })).data).toBe(true);
});
