import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRecordingServer } from '../../../src/testing.js';
import { defaultAccount } from '../../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import { type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';

const { accessKey, secret, passphrase } = defaultAccount;
const keys: Keys = { access_key: accessKey, secret_key: `${secret},${passphrase}` };
const TICKER = 'GET /api/v5/market/ticker';
let okx: OkxDouble;
let plugin: Plugin;

beforeEach(async () => {
  okx = await startOkxDouble();
  plugin = await startPlugin({ baseUrls: { OKX: okx.url }, timeout: 1500 });
});
afterEach(async () => {
  for (const text of [
    secret,
    passphrase,
    ...okx.requests.map((request) => request.headers['ok-access-sign']),
  ]) {
    if (typeof text === 'string') expect(plugin.log()).not.toContain(text);
  }
  await plugin.stop();
  await okx.close().catch(() => {});
});

const ticker = () => plugin.call('OKX', 'ticker', { symbol: 'BTC_USDT' });
const balance = (own: Keys = keys) => plugin.call('OKX', 'accounts', {}, own);

describe('keys', () => {
  const demo = { ...defaultAccount, accessKey: 'demo-key-0001', demo: true };

  test.each([
    [
      'no keys',
      { access_key: '', secret_key: '' },
      'OKX GetAccount: the request needs an API key: the access key is empty',
    ],
    [
      'no passphrase',
      { access_key: accessKey, secret_key: secret },
      "needs the passphrase of the API key: FMZ's secret key box has to hold secret,passphrase",
    ],
    ['an unknown key', { ...keys, access_key: 'who' }, /^OKX GetAccount: 501(11|19) /],
    [
      'a wrong passphrase',
      { ...keys, secret_key: `${secret},an-other-one` },
      /^OKX GetAccount: 50105 .*\(the passphrase is wrong/,
    ],
    [
      'a wrong secret',
      { ...keys, secret_key: `AN0OTHER0SECRET,${passphrase}` },
      /^OKX GetAccount: 50113 .*\(the secret key is wrong\)/,
    ],
    [
      'simulate with a live key',
      { ...keys, secret_key: `${keys.secret_key},simulate` },
      /^OKX GetAccount: 50101 .*a live key must not have it/,
    ],
  ])('%s', async (_what, own, message) => {
    expect((await balance(own)).error).toMatch(message);
  });

  test('a demo key needs simulate', async () => {
    await okx.close();
    okx = await startOkxDouble({ accounts: [demo] });
    await plugin.stop();
    plugin = await startPlugin({ baseUrls: { OKX: okx.url } });
    const own = { access_key: demo.accessKey, secret_key: keys.secret_key };
    expect((await balance(own)).error).toMatch(/50101 .*a demo key needs ",simulate" behind the passphrase/);
    expect((await balance({ ...own, secret_key: `${keys.secret_key},simulate` })).error).toBeUndefined();
  });

  test.each([
    [
      '50119',
      "API key doesn't exist",
      /https:\/\/www\.okx\.com .*https:\/\/eea\.okx\.com .*https:\/\/us\.okx\.com/,
    ],
    [
      '50110',
      "Your IP 1.2.3.4 is not included in your API key's IP whitelist.",
      /IP address is not on the list of the API key/,
    ],
    ['50111', 'Invalid OK-ACCESS-KEY', /the access key is wrong/],
  ])('%s comes with a hint', async (code, msg, hint) => {
    okx.fault({ match: '*', kind: 'status', status: 401, body: { msg, code } });
    const { error } = await balance();
    expect(error?.startsWith(`OKX GetAccount: ${code} ${msg}`)).toBe(true);
    expect(error).toMatch(hint);
  });

  test('a signature that the other side quotes is struck out', async () => {
    const echo = await startRecordingServer(({ headers }) => ({
      status: 401,
      body: { code: '50113', msg: `not ${headers['ok-access-sign']}` },
    }));
    const behind = await startPlugin({ baseUrls: { OKX: echo.url } });
    const { error } = await behind.call('OKX', 'accounts', {}, keys);
    await behind.stop();
    await echo.close();
    expect(error).toBe('OKX GetAccount: 50113 not *** (the secret key is wrong)');
    expect(behind.log()).toContain('50113 not ***');
  });

  test('a key that OKX quotes is struck out', async () => {
    okx.fault({
      match: '*',
      kind: 'status',
      status: 401,
      body: { msg: `bad ${accessKey} / ${secret}`, code: '50111' },
    });
    expect((await balance()).error).toContain('50111 bad *** / ***');
  });
});

describe('the clock', () => {
  test.each([45_000, -3_600_000])('is corrected when it differs by %d ms, once', async (offset) => {
    okx.clockOffset = offset;
    expect((await balance()).error).toBeUndefined();
    expect((await balance()).error).toBeUndefined();
    expect(okx.requests.map(({ path }) => path)).toEqual([
      '/api/v5/account/balance',
      '/api/v5/public/time',
      '/api/v5/account/balance',
      '/api/v5/account/balance',
    ]);
  });

  test('ten calls that fail together measure it once', async () => {
    okx.clockOffset = 90_000;
    const answers = await Promise.all(Array.from({ length: 5 }, () => balance()));
    expect(answers.filter(({ error }) => error)).toEqual([]);
    expect(okx.requests.filter(({ path }) => path === '/api/v5/public/time')).toHaveLength(1);
  });

  test('is given up when the measurement does not help', async () => {
    okx.fault({
      match: 'GET /api/v5/account/balance',
      kind: 'status',
      status: 401,
      times: Number.POSITIVE_INFINITY,
      body: { msg: 'Timestamp request expired', code: '50102' },
    });
    expect((await balance()).error).toMatch(
      /^OKX GetAccount: 50102 Timestamp request expired \(the machine's clock is wrong/,
    );
    expect(okx.requests.filter(({ path }) => path === '/api/v5/account/balance')).toHaveLength(2);
  });
});

describe('reading while OKX fails', () => {
  test.each([
    [
      'a redirect',
      { kind: 'status', status: 307, body: { code: '0', msg: '', data: [] } },
      'OKX GetTicker: 0 HTTP 307',
    ],
    [
      '401',
      { kind: 'status', status: 401, body: { msg: 'Invalid Sign', code: '50113' } },
      'OKX GetTicker: 50113 Invalid Sign',
    ],
    [
      '401 of an older gateway',
      { kind: 'status', status: 401, body: { code: '50102', data: [], msg: 'Timestamp request expired' } },
      'OKX GetTicker: 50102 ',
    ],
    [
      '404 with a numeric code',
      {
        kind: 'status',
        status: 404,
        body: {
          code: 404,
          data: {},
          detailMsg: '',
          error_code: '404',
          error_message: 'Not Found',
          msg: 'Not Found',
        },
      },
      'OKX GetTicker: 404 Not Found',
    ],
    [
      '429',
      { kind: 'status', status: 429, body: { msg: 'Too Many Requests', code: '50011' } },
      'OKX GetTicker: 50011 Too Many Requests (too many requests: call less often)',
    ],
    [
      '503',
      {
        kind: 'status',
        status: 503,
        body: { code: '50001', msg: 'Service temporarily unavailable.', data: [] },
      },
      'OKX GetTicker: 50001 Service temporarily unavailable.',
    ],
    [
      '200 with code 1',
      {
        kind: 'json',
        body: {
          code: '1',
          data: [{ sCode: '51000', sMsg: 'Parameter error ' }],
          msg: 'All operations failed',
        },
      },
      'OKX GetTicker: 51000 Parameter error',
    ],
    [
      'an older envelope',
      {
        kind: 'json',
        body: {
          code: '1',
          data: [{ sCode: '51000', sMsg: 'Parameter posSide  error ', tag: '' }],
          msg: 'Operation failed.',
        },
      },
      'OKX GetTicker: 51000 Parameter posSide error',
    ],
    [
      'code 0 with a failed row',
      { kind: 'json', body: { code: '0', data: [{ sCode: '51008', sMsg: 'Insufficient' }], msg: '' } },
      'OKX GetTicker: 51008 Insufficient',
    ],
    [
      'no message at all',
      { kind: 'status', status: 500, body: { code: '50026' } },
      'OKX GetTicker: 50026 HTTP 500',
    ],
    [
      'HTML',
      { kind: 'html', status: 502 },
      /^OKX GetTicker: 127\.0\.0\.1:\d+ answered HTTP 502 with an HTML page/,
    ],
    [
      'HTML with status 200',
      { kind: 'html', status: 200 },
      /^OKX GetTicker: 127\.0\.0\.1:\d+ answered HTTP 200 with an HTML page/,
    ],
    ['broken JSON', { kind: 'broken-json' }, /with text that is not JSON/],
    ['half a body', { kind: 'half-body' }, /closed the connection/],
    ['a reset', { kind: 'reset-before' }, /closed the connection/],
    [
      'no data',
      { kind: 'json', body: { code: '0', msg: '' } },
      /the answer is not as documented: data is missing/,
    ],
    [
      'a row without its fields',
      { kind: 'json', body: { code: '0', msg: '', data: [{ instId: 'BTC-USDT' }] } },
      /the answer is not as documented: data\.0\.last is missing/,
    ],
    ['no rows', { kind: 'json', body: { code: '0', msg: '', data: [] } }, /./],
    ['a list', { kind: 'json', body: [] }, /the answer is not as documented/],
    ['null', { kind: 'json', body: null }, /the answer is not as documented/],
    ['silence', { kind: 'never' }, /did not answer in time|no answer within 1\.5 s/],
  ] as const)('%s', async (_what, fault, message) => {
    okx.fault({ match: TICKER, times: 2, ...fault });
    const started = Date.now();
    const { error, data } = await ticker();
    expect(data).toBeUndefined();
    if (typeof message === 'string') expect(error?.startsWith(message)).toBe(true);
    else expect(error).toMatch(message);
    expect(error).not.toMatch(/\n| {4}at |outcome unknown/);
    expect(Date.now() - started).toBeLessThan(1700);
    okx.clearFaults();
    expect((await ticker()).error).toBeUndefined();
  });

  test('nobody listens', async () => {
    await okx.close();
    expect((await ticker()).error).toMatch(
      /^OKX GetTicker: 127\.0\.0\.1:\d+ refused the connection \(ECONNREFUSED\)$/,
    );
  });

  test('one slow call holds up no other', async () => {
    okx.fault({ match: TICKER, kind: 'slow', ms: 1000 });
    const slow = ticker();
    const started = Date.now();
    expect((await plugin.call('OKX', 'depth', { symbol: 'BTC_USDT' })).error).toBeUndefined();
    expect(Date.now() - started).toBeLessThan(500);
    expect((await slow).error).toBeUndefined();
  });
});
