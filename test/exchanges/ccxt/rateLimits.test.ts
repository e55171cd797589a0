import { afterEach, expect, test } from 'vitest';
import { type BtcmarketsDouble, btcmarketsKeys, startBtcmarkets } from '../../doubles/ccxt/btcmarkets.js';
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

test('no more within a second than ccxt says, for all keys together', async () => {
  double = await startWhitebit();
  plugin = await startCcxtPlugin({ whitebit: double.url }, 20_000);
  const ask = (_: unknown, index: number) =>
    plugin.call('whitebit', 'ticker', { symbol: 'BTC_USDT' }, index % 2 ? whitebitKeys : undefined);
  await ask(undefined, 0);
  const answers = await Promise.all(Array.from({ length: 120 }, ask));
  for (const answer of answers) expect(answer.error).toBeUndefined();
  // One every 20 ms on average; on a busy machine some take longer to arrive.
  expect(mostWithin(800)).toBeLessThanOrEqual(50);
});

test('writes of an account whose keys have worked go before all that waits', async () => {
  double = await startBtcmarkets();
  plugin = await startCcxtPlugin({ btcmarkets: double.url }, 25_000);
  expect((await plugin.call('btcmarkets', 'accounts', {}, btcmarketsKeys)).error).toBeUndefined();
  const asked = Promise.all(
    Array.from({ length: 80 }, () => plugin.call('btcmarkets', 'ticker', { symbol: 'BTC_AUD' })),
  );
  // As many as may go within ten seconds.
  await expect.poll(() => double.requests.length).toBeGreaterThanOrEqual(40);
  const order = { symbol: 'BTC_AUD', type: 'buy', price: '40000', amount: '0.1' };
  expect((await plugin.call('btcmarkets', 'trade', order, btcmarketsKeys)).error).toBeUndefined();
  for (const answer of await asked) expect(answer.error).toBeUndefined();
  const at = double.requests.findIndex(({ method }) => method === 'POST');
  expect(at).toBeLessThan(double.requests.length - 20);
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
  // On a busy machine an answer may come too late as well.
  const held = errors.filter((error) => !error.endsWith('did not answer in time'));
  expect(new Set(held)).toEqual(
    new Set(['btcmarkets was not asked in time: its rate limit is used up; nothing was sent']),
  );
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(double.requests).toHaveLength(50);
});
