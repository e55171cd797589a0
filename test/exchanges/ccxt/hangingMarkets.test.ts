import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BitvavoDouble, bitvavoKeys, startBitvavo } from '../../doubles/ccxt/bitvavo.js';
import type { Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

const TIMEOUT = 2000;

let double: BitvavoDouble;
let plugin: Plugin;
beforeEach(async () => {
  double = await startBitvavo();
  plugin = await startCcxtPlugin({ bitvavo: double.url }, TIMEOUT);
  // ccxt is loaded, and has asked the exchange for nothing.
  const unsupported = () => plugin.call('bitvavo', 'positions', {}, bitvavoKeys);
  await expect.poll(unsupported).toEqual({ error: expect.stringContaining('does not support') });
  expect(double.requests).toEqual([]);
});
afterEach(async () => {
  await plugin?.stop();
  await double?.close();
});

const ticker = () => plugin.call('bitvavo', 'ticker', { symbol: 'BTC_EUR' }, bitvavoKeys);
const trade = () =>
  plugin.call(
    'bitvavo',
    'trade',
    { symbol: 'BTC_EUR', type: 'buy', price: '40000', amount: '0.1' },
    bitvavoKeys,
  );
/** As many robots, each of them once. */
const robots = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => (index % 2 ? ticker() : trade())));

test('while the markets never come, calls end in plain words; once they come, the next call has an answer', async () => {
  double.fault({ match: '*', kind: 'never', times: 10_000 });
  for (let round = 0; round < 2; round += 1) {
    for (const { data, error } of await robots(20)) {
      expect(data).toBeUndefined();
      expect(error).toMatch(/^the list of markets did not load (in time|within \d+ s)/);
      expect(error).not.toContain('outcome unknown');
    }
  }
  // One load for each round at most, and none of an order.
  expect(double.requests.length).toBeLessThanOrEqual(3);
  expect(double.sent('POST /v2/order')).toEqual([]);
  double.clearFaults();
  // On a busy machine the first answers may take longer than a call has.
  await expect.poll(ticker).toHaveProperty('data');
  for (const { error = '' } of await robots(20)) expect(error).not.toContain('list of markets');
});

test('markets that come after the call that asked for them are there for the next one', async () => {
  double.fault({ match: 'GET /v2/markets', kind: 'slow', ms: TIMEOUT + 500 });
  expect((await trade()).error).toMatch(
    /^the list of markets did not load in time: .*; nothing was (sent|changed, it failed before that)$/,
  );
  const asked = double.sent('GET /v2/markets').length;
  await expect.poll(ticker).toHaveProperty('data');
  // What was begun beside it is all that was asked besides.
  expect(double.sent('GET /v2/markets').length).toBeLessThanOrEqual(asked + 1);
});

test('a host that refuses is asked anew by the next call, but not by each robot at once', async () => {
  double.fault({ match: 'GET /v2/markets', kind: 'status', status: 403, body: 'no', times: 10_000 });
  for (const { error } of await robots(20)) expect(error).toBeDefined();
  const asked = double.sent('GET /v2/markets').length;
  expect(asked).toBeLessThan(20);
  double.clearFaults();
  await expect.poll(ticker).toHaveProperty('data');
  expect(double.sent('GET /v2/markets').length).toBeGreaterThan(asked);
});
