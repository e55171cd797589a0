import { afterEach, expect, test } from 'vitest';
import { bitvavoKeys, startBitvavo } from '../../doubles/ccxt/bitvavo.js';
import { btcmarketsKeys, startBtcmarkets } from '../../doubles/ccxt/btcmarkets.js';
import type { Double } from '../../doubles/ccxt/startDouble.js';
import type { Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

let double: Double | undefined;
let plugin: Plugin;
afterEach(async () => {
  await plugin?.stop();
  await double?.close();
  double = undefined;
});

const order = { symbol: 'BTC_AUD', type: 'buy', price: '40000', amount: '0.1' };

test('a write that ccxt cannot sign: nothing was changed, and no word of an internal error', async () => {
  double = await startBtcmarkets();
  plugin = await startCcxtPlugin({ btcmarkets: double.url });
  const keys = { ...btcmarketsKeys, secret_key: 'no%base64' };
  const { error } = await plugin.call('btcmarkets', 'trade', order, keys);
  expect(error).toMatch(
    /^ccxt cannot make or sign the request: .*; nothing was (sent|changed, it failed before that)$/,
  );
  expect(error).not.toMatch(/internal error|outcome unknown/);
  expect(double.sent('POST /v3/orders')).toEqual([]);
});

test('a host that refuses the connection: nothing was sent, and who refused', async () => {
  double = await startBtcmarkets();
  plugin = await startCcxtPlugin({ btcmarkets: double.url });
  expect(
    (await plugin.call('btcmarkets', 'orders', { symbol: 'BTC_AUD' }, btcmarketsKeys)).error,
  ).toBeUndefined();
  const { host } = new URL(double.url);
  await double.close();
  double = undefined;
  const { error } = await plugin.call('btcmarkets', 'trade', order, btcmarketsKeys);
  expect(error).toContain(`${host} refused the connection`);
  expect(error).toMatch(/; nothing was sent$/);
});

test.each([
  ['an answer without an id', { body: {} }],
  ['an answer of another shape', { body: [1, 2] }],
  ['an answer of nothing but a number', { body: '7' }],
])('%s to an order that was taken: the outcome is unknown, or it is found', async (_what, answer) => {
  double = await startBitvavo();
  plugin = await startCcxtPlugin({ bitvavo: double.url });
  double.fault({ match: 'POST /v2/order', kind: 'status-after', status: 200, ...answer });
  const { data, error } = await plugin.call('bitvavo', 'trade', { ...order, symbol: 'BTC_EUR' }, bitvavoKeys);
  if (data === undefined) expect(error).toMatch(/^outcome unknown: /);
  expect(double.sent('POST /v2/order')).toHaveLength(1);
});
