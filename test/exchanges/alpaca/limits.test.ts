import { expect, test } from 'vitest';
import { live, useAlpacaPlugin } from './useAlpacaPlugin.js';

const { ok, refused, double, seen } = useAlpacaPlugin();

test('an account whose requests are used up waits until they begin anew, at that host alone', async () => {
  await ok('markets');
  const reset = Math.ceil(Date.now() / 1000) + 2;
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
  const answer = { cash: '5', non_marginable_buying_power: '5' };
  double().live.fault({ match: 'GET /v2/account', kind: 'status', status: 200, body: answer, headers });
  await ok('accounts');
  const waiting = ok('positions');
  await ok('ticker', { symbol: 'AAPL_USD' });
  await waiting;
  const [, later] = double().live.requests.filter(({ path }) => path === '/v2/positions');
  expect(later?.at).toBeGreaterThanOrEqual(reset * 1000);
});

test('keys that are refused are not asked about again at each call', async () => {
  const wrong = { ...live, secret_key: `${live.secret_key}x` };
  for (let call = 0; call < 5; call += 1) await refused('accounts', {}, wrong);
  expect(seen('live').length).toBeLessThan(5);
  await ok('accounts');
});
