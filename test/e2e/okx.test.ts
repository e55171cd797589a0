import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { runCli, spawnCli } from './runCli.js';

const access_key = defaultAccount.accessKey;
const secret_key = `${defaultAccount.secret},${defaultAccount.passphrase}`;
let okx: OkxDouble;
let server: ReturnType<typeof spawnCli>;
let url: string;

beforeAll(async () => {
  okx = await startOkxDouble({ accounts: [{ ...defaultAccount, acctLv: '2' }] });
  server = spawnCli(['serve', '--port', '0', '--base-url', `OKX=${okx.url}`]);
  url = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (chunk) => {
      const match = /listening on (http:\S+)/.exec(String(chunk));
      if (match?.[1]) resolve(match[1]);
    });
    server.once('exit', () => reject(new Error('serve ended')));
  });
});
afterAll(async () => {
  server.kill('SIGKILL');
  await okx.close();
});

const call = (...words: string[]) =>
  runCli(['call', ...words, '--url', url], {
    env: { FMZPROTO_ACCESS_KEY: access_key, FMZPROTO_SECRET_KEY: secret_key },
  });
const json = async (...words: string[]) => {
  const { code, stdout, stderr } = await call(...words, '--json');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout).data;
};

test('every method through call', async () => {
  expect(await json('GetTicker', 'LTC_USDT')).toMatchObject({ symbol: 'LTC_USDT' });
  expect((await json('depth', 'ETH_USDT', '400')).asks).toHaveLength(400);
  expect((await json('trades', 'ETH_USDT')).length).toBeGreaterThan(10);
  expect(await json('records', 'ETH_USDT', '60', '500')).toHaveLength(500);
  expect(await json('accounts')).toContainEqual(expect.objectContaining({ currency: 'USDT' }));
  expect(await json('GetAssets')).toContainEqual(expect.objectContaining({ currency: 'BTC' }));
  expect(await json('markets')).toHaveProperty('BTC_USDT');
  expect((await json('tickers')).length).toBeGreaterThan(5);
  const { id } = await json('trade', 'BTC_USDT', 'buy', '1000', '0.1');
  expect(await json('order', id)).toMatchObject({ id, status: 'pending' });
  expect(await json('orders')).toHaveLength(1);
  expect(await json('modifyorder', id, 'buy', '1001', '-1')).toEqual({ id });
  expect(await json('cancel', id)).toBe(true);
  expect(await json('historyorders', 'BTC_USDT')).toMatchObject([{ id, status: 'canceled', price: 1001 }]);
  expect(
    await json('io', 'GET', '/api/v5/trade/orders-pending', 'instType=SPOT', 'instId=BTC-USDT'),
  ).toMatchObject({
    code: '0',
    data: [],
  });
  expect(await json('setmarginlevel', 'BTC_USDT.swap', '10')).toBe(true);
  await json('trade', 'BTC_USDT.swap', 'buy', '-1', '3');
  expect(await json('positions', 'USDT.swap')).toMatchObject([
    { symbol: 'BTC_USDT.swap', type: 'long', amount: 3 },
  ]);
  await json('trade', 'BTC_USDT.swap', 'closebuy', '-1', '3');
  expect(await json('positions')).toEqual([]);
  expect(await json('fundings', 'BTC_USDT.swap')).toHaveLength(1);
});

test.each([
  ['ticker', 'LTC_USDT'],
  ['depth', 'ETH_USDT', '3'],
  ['records', 'ETH_USDT', '60', '3'],
  ['accounts'],
  ['historyorders'],
  ['markets'],
])('%s %s is shown as a table', async (...words) => {
  const { code, stdout, stderr } = await call(...words);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.trim().split('\n').length).toBeGreaterThan(1);
  expect(stdout).not.toMatch(/[{}]/);
});

// The bodies that the guide prints, sections 3 and 6.
describe("the guide's bodies", () => {
  const bodies = [
    ['ticker', { symbol: 'ETH_USDT' }],
    ['depth', { limit: '30', symbol: 'ETH_USDT' }],
    ['trades', { symbol: 'eth_usdt' }],
    ['records', { limit: '500', period: '60', symbol: 'ETH_USDT' }],
    ['markets', {}],
    ['tickers', {}],
    ['accounts', {}],
    ['assets', {}],
    ['trade', { amount: '0.1', price: '1000', symbol: 'BTC_USDT', type: 'buy' }],
    ['orders', { symbol: 'ETH_USDT' }],
    ['historyorders', { limit: 0, since: 0, symbol: 'ETH_USDT' }],
    ['__api_/api/v5/trade/orders-pending', { instId: 'ETH-USDT', instType: 'SPOT' }],
  ] as const;

  const post = async (method: string, params: object) => {
    const body = `{"access_key":"${access_key}","method":"${method}","nonce":1730275031047002000,"params":${JSON.stringify(params)},"secret_key":"${secret_key}"}`;
    const response = await fetch(`${url}/OKX`, { method: 'POST', body, headers: { 'Http-Method': 'GET' } });
    expect(response.status).toBe(200);
    return Object(await response.json());
  };

  test.each(bodies)('%s %j', async (method, params) => {
    const { data, error } = await post(method, params);
    expect(error).toBeUndefined();
    expect(data).toBeDefined();
  });

  test('order and cancel, with the id that trade gave', async () => {
    const { id } = (await post('trade', { amount: '0.1', price: '1000', symbol: 'ETH_USDT', type: 'buy' }))
      .data;
    expect((await post('order', { id, symbol: 'ETH_USDT' })).data).toMatchObject({ id, symbol: 'ETH_USDT' });
    expect(await post('cancel', { id, symbol: 'ETH_USDT' })).toMatchObject({ data: true });
  });
});
