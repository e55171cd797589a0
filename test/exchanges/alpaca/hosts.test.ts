import { expect, test } from 'vitest';
import { live, paper, useAlpacaPlugin } from './useAlpacaPlugin.js';

const { ok, refused, call, seen, double, plugin } = useAlpacaPlugin();
const symbol = 'AAPL_USD';

test('trading goes to the host of the keys, prices to the data host', async () => {
  await ok('ticker', { symbol }, live);
  await ok('ticker', { symbol }, paper);
  await ok('accounts', {}, paper);
  expect(seen('live')).toEqual([]);
  expect(seen('paper')).toEqual(['GET /v2/account', 'GET /v2/positions']);
  expect(seen('data')).toHaveLength(2);
  const keysAt = (host: 'live' | 'paper') =>
    new Set(double()[host].requests.map(({ headers }) => headers['apca-api-key-id']));
  expect([...keysAt('live')]).toEqual([live.access_key]);
  expect([...keysAt('paper')]).toEqual([paper.access_key]);
});

test('no host ever answers that a path is not its own', async () => {
  const all = ['AAPL_USD', 'BTC_USDT'].flatMap((symbol) => [
    ['ticker', { symbol }],
    ['depth', { symbol }],
    ['trades', { symbol }],
    ['records', { symbol, period: 1440, limit: 3 }],
    ['orders', { symbol }],
    ['historyorders', { symbol }],
  ]);
  for (const [method, params] of all) await ok(String(method), Object(params));
  for (const method of ['markets', 'tickers', 'accounts', 'assets', 'positions']) await ok(method);
  expect(seen('data').filter((target) => !/^GET \/(v2\/stocks|v1beta3\/crypto)\//.test(target))).toEqual([]);
  expect(seen('live').filter((target) => /stocks|v1beta/.test(target))).toEqual([]);
  expect(seen('paper')).toEqual([]);
});

test.each<[verb: string, path: string, params: object, host: 'live' | 'data', target: string]>([
  ['GET', '/v2/clock', {}, 'live', 'GET /v2/clock'],
  [
    ...(['GET', '/v2/stocks/AAPL/trades/latest', { feed: 'iex' }, 'data'] as const),
    'GET /v2/stocks/AAPL/trades/latest?feed=iex',
  ],
  [
    ...(['GET', '/v1beta3/crypto/us/latest/quotes', { symbols: 'BTC/USD' }, 'data'] as const),
    'GET /v1beta3/crypto/us/latest/quotes?symbols=BTC%2FUSD',
  ],
  [
    ...(['GET', '/v2/orders:by_client_order_id', { client_order_id: 'x' }, 'live'] as const),
    'GET /v2/orders:by_client_order_id?client_order_id=x',
  ],
  [
    ...(['DELETE', '/v2/positions/AAPL', { percentage: '50' }, 'live'] as const),
    'DELETE /v2/positions/AAPL?percentage=50',
  ],
])('IO %s %s goes where it belongs', async (verb, path, params, host, target) => {
  const method = `__api_${path}`;
  await plugin().call('Alpaca', method, params, live, { 'Http-Method': verb });
  expect(seen(host)).toEqual([target]);
  expect([...seen('live'), ...seen('data')]).toHaveLength(1);
});

test('a live key does not work on paper, and it is said where to look', async () => {
  const wrong = { ...live, secret_key: `${live.secret_key},simulate` };
  expect(await refused('accounts', {}, wrong)).toMatch(/^401 unauthorized \(.*,simulate/);
  expect(seen('live')).toEqual([]);
});

test('prices need keys as well', async () => {
  const { error } = await call('ticker', { symbol }, { access_key: '', secret_key: '' });
  expect(error).toMatch(/needs an API key/);
  expect([...seen('live'), ...seen('data')]).toEqual([]);
});

test('an answer that is too many requests is said as that, and nothing is sent again at once', async () => {
  const body = { code: 42910000, message: 'rate limit exceeded' };
  double().live.fault({ match: 'POST /v2/orders', kind: 'status', status: 429, body });
  const order = { symbol, type: 'buy', price: '10', amount: '1' };
  await refused('trade', order);
  expect(seen('live').filter((target) => target.startsWith('POST'))).toHaveLength(1);
});
