import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type BybitAccount,
  type BybitDouble,
  defaultAccount,
  startBybitDouble,
} from '../../doubles/bybit/startBybitDouble.js';
import { type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';

const { accessKey, secret } = defaultAccount;
const keys: Keys = { access_key: accessKey, secret_key: secret };
const TICKERS = 'GET /v5/market/tickers';
let bybit: BybitDouble;
let plugin: Plugin;

async function open(account: Partial<BybitAccount> = {}): Promise<void> {
  bybit = await startBybitDouble({ accounts: [{ ...defaultAccount, ...account }] });
  plugin = await startPlugin({ baseUrls: { Bybit: bybit.url }, timeout: 1500 });
}
async function close(): Promise<void> {
  for (const text of [secret, ...bybit.requests.map((request) => request.headers['x-bapi-sign'])]) {
    if (typeof text === 'string') expect(plugin.log()).not.toContain(text);
  }
  await plugin.stop();
  await bybit.close().catch(() => {});
}

beforeEach(() => open());
afterEach(close);

const ticker = () => plugin.call('Bybit', 'ticker', { symbol: 'BTC_USDT' });
const balance = (own: Keys = keys) => plugin.call('Bybit', 'accounts', {}, own);

describe('keys', () => {
  test.each([
    [
      'no keys',
      { access_key: '', secret_key: '' },
      'Bybit GetAccount: the request needs an API key: the access key is empty',
    ],
    [
      'no secret',
      { access_key: accessKey, secret_key: ' ' },
      "needs an API secret: FMZ's secret key box has to hold it",
    ],
    [
      'simulate, as for OKX',
      { access_key: accessKey, secret_key: `${secret},simulate` },
      /has a comma .* demo keys need serve --base-url Bybit=https:\/\/api-demo\.bybit\.com$/,
    ],
    [
      'an unknown key',
      { ...keys, access_key: 'who' },
      /^Bybit GetAccount: 10003 .*api-demo.*--base-url Bybit=/,
    ],
    [
      'a wrong secret',
      { ...keys, secret_key: 'AN0OTHER0SECRET' },
      /^Bybit GetAccount: 10004 error sign! .*\(the secret key is wrong\)/,
    ],
    [
      'a line break',
      { ...keys, secret_key: 'AN0\nOTHER' },
      /characters that no Bybit key holds: copy them again/,
    ],
  ])('%s', async (_what, own, message) => {
    const { error } = await balance(own);
    expect(error).toMatch(message);
    expect(error).not.toContain(accessKey);
  });

  test.each([
    [{ ip: '1.2.3.4' }, /10010 .*\(this machine's IP address is not on the list of the API key/],
    [{ readOnly: true }, /10005 .*\(the API key lacks the permission: allow trading/],
    [{ permissions: ['Order'] as const }, /10005 /],
  ])('a key of %j', async (account, message) => {
    await close();
    await open(account);
    const params = { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' };
    expect((await plugin.call('Bybit', 'trade', params, keys)).error).toMatch(message);
  });

  test('a signature that the other side quotes is struck out', async () => {
    const echo = createServer((request, response) => {
      response.end(JSON.stringify({ retCode: 10004, retMsg: `not ${request.headers['x-bapi-sign']}` }));
    });
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const address = echo.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const behind = await startPlugin({ baseUrls: { Bybit: url } });
    const { error } = await behind.call('Bybit', 'accounts', {}, keys);
    await behind.stop();
    echo.close();
    expect(error).toBe('Bybit GetAccount: 10004 not *** (the secret key is wrong)');
    expect(behind.log()).toContain('10004 not ***');
  });
});

describe('the clock', () => {
  test.each([45_000, -3_600_000])('is corrected when it differs by %d ms, once', async (offset) => {
    bybit.clockOffset = offset;
    expect((await balance()).error).toBeUndefined();
    expect((await balance()).error).toBeUndefined();
    expect(bybit.requests.map(({ path }) => path)).toEqual([
      '/v5/account/wallet-balance',
      '/v5/market/time',
      '/v5/account/wallet-balance',
      '/v5/account/wallet-balance',
    ]);
  });

  test('is given up when the measurement does not help', async () => {
    bybit.fault({
      match: 'GET /v5/account/wallet-balance',
      kind: 'json',
      times: Number.POSITIVE_INFINITY,
      body: { retCode: 10002, retMsg: 'invalid request, please check your timestamp' },
    });
    expect((await balance()).error).toMatch(
      /^Bybit GetAccount: 10002 invalid request, .* \(the machine's clock is wrong/,
    );
    expect(bybit.requests.filter(({ path }) => path === '/v5/account/wallet-balance')).toHaveLength(2);
  });
});

describe('reading while Bybit fails', () => {
  const refusal = (retCode: unknown, retMsg: unknown) => ({
    ...{ retCode, retMsg, result: null, retExtInfo: null, time: 1 },
  });

  test.each([
    ['a redirect', { kind: 'status', status: 307, body: refusal(0, '') }, 'Bybit GetTicker: 0 HTTP 307'],
    [
      'a refusal',
      { kind: 'json', body: refusal(10001, 'Request parameter error.') },
      'Bybit GetTicker: 10001 ',
    ],
    ['a code in quotes', { kind: 'json', body: refusal('10001', 'no') }, 'Bybit GetTicker: 10001 no'],
    [
      '10006',
      { kind: 'json', body: refusal(10006, 'Too many visits!') },
      'Bybit GetTicker: 10006 Too many visits! (too many requests: call less often)',
    ],
    ['429', { kind: 'status', status: 429, body: refusal(10429, 'busy') }, 'Bybit GetTicker: 10429 busy'],
    [
      '503',
      { kind: 'status', status: 503, body: refusal(10016, 'Server error.') },
      'Bybit GetTicker: 10016 ',
    ],
    [
      'no message',
      { kind: 'status', status: 500, body: refusal(10016, null) },
      'Bybit GetTicker: 10016 HTTP 500',
    ],
    [
      'a ban',
      { kind: 'html', status: 403 },
      'Bybit GetTicker: 403 Forbidden (Bybit does not serve this country, or has banned this IP address',
    ],
    [
      'HTML',
      { kind: 'html', status: 502 },
      /^Bybit GetTicker: 127\.0\.0\.1:\d+ answered HTTP 502 with an HTML page/,
    ],
    ['broken JSON', { kind: 'broken-json' }, /with text that is not JSON/],
    ['half a body', { kind: 'half-body' }, /closed the connection/],
    ['a reset', { kind: 'reset-before' }, /closed the connection/],
    [
      'no result',
      { kind: 'json', body: { retCode: 0, retMsg: 'OK' } },
      /not as documented: result is missing/,
    ],
    [
      'a row without its fields',
      { kind: 'json', body: { retCode: 0, retMsg: 'OK', result: { list: [{ symbol: 'X' }] }, time: 1 } },
      /the answer is not as documented: result\.list\.0\.lastPrice is missing/,
    ],
    [
      'no rows',
      { kind: 'json', body: { retCode: 0, retMsg: 'OK', result: { list: [] }, time: 1 } },
      /no ticker/,
    ],
    ['a list', { kind: 'json', body: [] }, /the answer is not as documented/],
    ['null', { kind: 'json', body: null }, /the answer is not as documented/],
    ['silence', { kind: 'never' }, /did not answer in time|no answer within 1\.5 s/],
  ] as const)('%s', async (_what, fault, message) => {
    bybit.fault({ match: TICKERS, times: 2, ...fault });
    const started = Date.now();
    const { error, data } = await ticker();
    expect(data).toBeUndefined();
    if (typeof message === 'string') expect(error?.startsWith(message)).toBe(true);
    else expect(error).toMatch(message);
    expect(error).not.toMatch(/\n| {4}at |outcome unknown/);
    expect(Date.now() - started).toBeLessThan(1700);
    bybit.clearFaults();
    expect((await ticker()).error).toBeUndefined();
  });

  test('a banned address is not asked again at once', async () => {
    await ticker();
    bybit.requests.length = 0;
    bybit.fault({ match: TICKERS, times: 9, kind: 'html', status: 403 });
    await ticker();
    expect(bybit.requests).toHaveLength(1);
  });

  test('nobody listens', async () => {
    await bybit.close();
    expect((await ticker()).error).toMatch(
      /^Bybit GetTicker: 127\.0\.0\.1:\d+ refused the connection \(ECONNREFUSED\)$/,
    );
  });
});
