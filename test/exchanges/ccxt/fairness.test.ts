import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BtcmarketsDouble, btcmarketsKeys, startBtcmarkets } from '../../doubles/ccxt/btcmarkets.js';
import type { Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

let double: BtcmarketsDouble;
let plugin: Plugin;
beforeEach(async () => {
  double = await startBtcmarkets();
  plugin = await startCcxtPlugin({ btcmarkets: double.url }, 7000);
  // Its code is loaded, and its markets are: neither counts for the deadline of what is asked then.
  await expect.poll(async () => (await mine('accounts')).error).toBeUndefined();
});
afterEach(async () => {
  await plugin?.stop();
  await double?.close();
});

const order = { symbol: 'BTC_AUD', type: 'buy', price: '40000', amount: '0.1' };
const mine = (method: string, params: object = {}) =>
  plugin.call('btcmarkets', method, params, btcmarketsKeys);
const others = (count: number, method = 'accounts', params: object = {}) =>
  Array.from({ length: count }, (_, index) =>
    plugin.call('btcmarkets', method, params, {
      access_key: `made-up-key-${index}`,
      secret_key: Buffer.from(`a made-up secret ${index}`).toString('base64'),
    }),
  );

/** Waits until nothing more is let through for a while: the rate limit of ten seconds is used up. */
async function untilHeld(): Promise<void> {
  for (let before = -1; before !== double.requests.length || before < 25; ) {
    before = double.requests.length;
    await sleep(1000);
  }
}

test.each([
  ['accounts', {}],
  ['ticker', { symbol: 'ETH_AUD' }],
  ['trade', order],
  ['cancel', { id: 'BTC-AUD,1' }],
])(
  '60 parallel %s with made-up keys keep nobody from canceling and reading prices',
  async (method, params) => {
    const { data: placed } = await mine('trade', order);
    const flood = [
      ...others(60, method, params),
      ...others(60, method, params),
      ...others(60, method, params),
    ];
    await untilHeld();
    const [cancel, ticker, keyless] = await Promise.all([
      mine('cancel', { id: Object(placed).id }),
      mine('ticker', { symbol: 'BTC_AUD' }),
      plugin.call('btcmarkets', 'ticker', { symbol: 'ETH_AUD' }),
    ]);
    expect({ cancel: cancel.data, errors: [cancel.error, ticker.error, keyless.error] }).toEqual({
      cancel: true,
      errors: [undefined, undefined, undefined],
    });
    const answers = await Promise.all(flood);
    // Those that were not asked in time say so.
    for (const { error } of answers)
      if (error?.includes('rate limit')) expect(error).toContain('nothing was sent');
  },
);

test('more than can wait are refused at once, with a clear line; who waits already is not', async () => {
  const flood = Array.from({ length: 300 }, () => mine('ticker', { symbol: 'BTC_AUD' }));
  const refused = (await Promise.all(flood)).flatMap(({ error }) => error ?? []);
  expect(refused).toContain('too many requests are waiting for btcmarkets; nothing was sent');
  expect((await mine('trade', order)).error).toBeUndefined();
});
