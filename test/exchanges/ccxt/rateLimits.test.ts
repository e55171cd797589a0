import { afterEach, expect, test } from 'vitest';
import { type BtcmarketsDouble, startBtcmarkets } from '../../doubles/ccxt/btcmarkets.js';
import { startWhitebit, type WhitebitDouble, whitebitKeys } from '../../doubles/ccxt/whitebit.js';
import { type CcxtPlugin, startCcxtPlugin } from './startCcxtPlugin.js';

let double: WhitebitDouble | BtcmarketsDouble;
let plugin: CcxtPlugin;
afterEach(async () => {
  await plugin.stop();
  await double.close();
});

/** The most requests that came within so many ms. */
function mostWithin(milliseconds: number): number {
  const times = double.requests.map(({ at }) => at);
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + milliseconds).length),
  );
}

test('no more within a second than ccxt says, for all keys together; writes go first', async () => {
  double = await startWhitebit();
  plugin = await startCcxtPlugin({ whitebit: double.url });
  const ask = () => plugin.call('whitebit', 'ticker', { symbol: 'BTC_USDT' });
  await ask();
  const asked = Promise.all(Array.from({ length: 120 }, ask));
  const order = { symbol: 'BTC_USDT', type: 'buy', price: 40000, amount: 0.001 };
  const placed = await plugin.call('whitebit', 'trade', order, whitebitKeys);
  expect(placed.error).toBeUndefined();
  const before = double.requests.length;
  for (const answer of await asked) expect(answer.error).toBeUndefined();
  expect(before).toBeLessThan(80);
  // One every 20 ms on average; on a busy machine some take longer to arrive.
  expect(mostWithin(800)).toBeLessThanOrEqual(50);
});

test('what is not waited for any more is not asked, and says why', async () => {
  double = await startBtcmarkets();
  plugin = await startCcxtPlugin({ btcmarkets: double.url }, 1000);
  const answers = await Promise.all(
    Array.from({ length: 80 }, () => plugin.call('btcmarkets', 'ticker', { symbol: 'BTC_AUD' })),
  );
  const errors = answers.flatMap(({ error }) => error ?? []);
  // 50 within ten seconds.
  expect(double.requests).toHaveLength(50);
  expect(errors).toHaveLength(80 - answers.filter(({ data }) => data !== undefined).length);
  expect(new Set(errors)).toEqual(
    new Set(['was not asked in time: its rate limit is used up; nothing was sent']),
  );
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(double.requests).toHaveLength(50);
});
