import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type BitvavoDouble, bitvavoKeys, startBitvavo } from '../../doubles/ccxt/bitvavo.js';
import type { Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';

let double: BitvavoDouble;
let plugin: Plugin;
beforeAll(async () => {
  double = await startBitvavo();
});
// One for each, so that Bitvavo's rate limit is not used up.
beforeEach(async () => {
  plugin = await startCcxtPlugin({ bitvavo: double.url });
  await call('markets');
});
afterEach(async () => {
  double.clearFaults();
  await plugin?.stop();
});
afterAll(() => double?.close());

const call = (method: string, params: object = {}, headers: Record<string, string> = {}) =>
  plugin.call('bitvavo', method, params, bitvavoKeys, headers);
/** The requests of a target that a call sends. */
async function sentBy<T>(target: string, work: () => Promise<T>) {
  const before = double.sent(target).length;
  const answer = await work();
  return { answer, sent: double.sent(target).slice(before) };
}

/** From here on an answer comes within 2 s: for what is told only then. */
async function hurry(): Promise<void> {
  await plugin.stop();
  plugin = await startCcxtPlugin({ bitvavo: double.url }, 2000);
  await expect.poll(() => call('markets')).toHaveProperty('data');
}

const reads = [
  ['GET /v2/ticker/24h', 'ticker', { symbol: 'BTC_EUR' }],
  ['GET /v2/balance', 'accounts', {}],
  ['GET /v2/ordersOpen', 'orders', {}],
  ['GET /v2/balance', '__api_/v2/balance', {}],
] as const;
const faults = [
  { kind: 'status', status: 502, body: 'bad gateway' },
  { kind: 'status', status: 429, body: { errorCode: 101, error: 'Rate limit exceeded.' } },
  { kind: 'html', status: 200 },
  { kind: 'reset-before' },
  { kind: 'reset-after' },
  { kind: 'half-body' },
  { kind: 'broken-json' },
  { kind: 'json', body: 'null' },
  { kind: 'json', body: '' },
  { kind: 'json', body: 'upstream connect error' },
  { kind: 'status', status: 302, body: '' },
] as const;

test.each(reads.flatMap((read) => faults.map((fault) => [...read, fault] as const)))(
  '%s of %s %j: %j is tried again',
  async (target, method, params, fault) => {
    double.fault({ match: target, ...fault });
    const { answer, sent } = await sentBy(target, () => call(method, params));
    expect(answer.error).toBeUndefined();
    expect(sent).toHaveLength(2);
  },
);

test('what is signed is signed anew', async () => {
  double.fault({ match: 'GET /v2/balance', kind: 'reset-before' });
  const { sent } = await sentBy('GET /v2/balance', () => call('accounts'));
  expect(new Set(sent.map(({ headers }) => headers['bitvavo-access-signature'])).size).toBe(2);
});

test('once, and not a third time', async () => {
  double.fault({ match: 'GET /v2/balance', kind: 'reset-before', times: 2 });
  const { answer, sent } = await sentBy('GET /v2/balance', () => call('accounts'));
  expect(answer.error).toMatch(/^\S+ closed the connection/);
  expect(sent).toHaveLength(2);
});

test('markets as well', async () => {
  const other = await startCcxtPlugin({ bitvavo: double.url });
  double.fault({ match: 'GET /v2/markets', kind: 'status', status: 503, body: 'busy' });
  const { answer, sent } = await sentBy('GET /v2/markets', () =>
    other.call('bitvavo', 'ticker', { symbol: 'BTC_EUR' }),
  );
  await other.stop();
  expect(answer.error).toBeUndefined();
  expect(sent).toHaveLength(2);
});

test.each([
  [{ kind: 'status', status: 400, body: { errorCode: 205, error: 'market parameter is invalid.' } }],
  [{ kind: 'status', status: 403, body: { errorCode: 305, error: 'No active API key found.' } }],
  [{ kind: 'status', status: 429, body: 'busy', headers: { 'retry-after': '60' } }],
  [{ kind: 'never' }],
] as const)('%j: not again', async (fault) => {
  if (fault.kind === 'never') await hurry();
  double.fault({ match: 'GET /v2/ticker/24h', ...fault });
  const { answer, sent } = await sentBy('GET /v2/ticker/24h', () => call('ticker', { symbol: 'BTC_EUR' }));
  expect(answer.error).toMatch(/^/);
  expect(sent).toHaveLength(1);
});

test.each([
  ['trade', 'POST /v2/order', { symbol: 'BTC_EUR', type: 'buy', price: '40000', amount: '0.1' }, 'POST'],
  ['__api_/v2/order', 'POST /v2/order', { market: 'BTC-EUR' }, 'POST'],
  ['cancel', 'DELETE /v2/order', { id: 'BTC-EUR,1' }, 'GET'],
])('%s is never sent twice', async (method, target, params, verb) => {
  await hurry();
  double.fault({ match: target, kind: 'status', status: 502, body: 'bad gateway', times: 9 });
  const { answer, sent } = await sentBy(target, () => call(method, params, { 'Http-Method': verb }));
  expect(answer.error).toBeDefined();
  expect(sent).toHaveLength(1);
});
