import { expect, test } from 'vitest';
import { defaultAccount } from '../../doubles/okx/OkxAccount.js';
import { useBench } from '../native/createBench.js';
import { describeFailures } from '../native/describeFailures.js';
import { okx } from './okx.js';

const { accessKey, secret, passphrase } = defaultAccount;
const { keys, refusal } = okx;
const bench = useBench(okx);

describeFailures(bench, {
  badKeys: [
    [
      'no passphrase',
      { access_key: accessKey, secret_key: secret },
      "needs the passphrase of the API key: FMZ's secret key box has to hold secret,passphrase",
    ],
    ['an unknown key', { ...keys, access_key: 'who' }, /^501(11|19) /],
    [
      'a wrong passphrase',
      { ...keys, secret_key: `${secret},an-other-one` },
      /^50105 .*\(the passphrase is wrong/,
    ],
    [
      'a wrong secret',
      { ...keys, secret_key: `AN0OTHER0SECRET,${passphrase}` },
      /^50113 .*\(the secret key is wrong\)/,
    ],
    [
      'simulate with a live key',
      { ...keys, secret_key: `${keys.secret_key},simulate` },
      /^50101 .*a live key must not have it/,
    ],
  ],
  wrongSecret: { code: 50113, status: 401 },
  wrongTime: {
    fault: { kind: 'status', status: 401, body: { msg: 'Timestamp request expired', code: '50102' } },
    message: /^50102 Timestamp request expired \(the machine's clock is wrong/,
  },
  answers: [
    [
      '401',
      { kind: 'status', status: 401, body: { msg: 'Invalid Sign', code: '50113' } },
      '50113 Invalid Sign',
    ],
    [
      '401 of an older gateway',
      { kind: 'status', status: 401, body: refusal(50102, 'Timestamp request expired') },
      '50102 ',
    ],
    [
      '404 with a numeric code',
      {
        kind: 'status',
        status: 404,
        body: {
          ...{ code: 404, data: {}, detailMsg: '', error_code: '404' },
          ...{ error_message: 'Not Found', msg: 'Not Found' },
        },
      },
      '404 Not Found',
    ],
    [
      '429',
      { kind: 'status', status: 429, body: { msg: 'Too Many Requests', code: '50011' } },
      '50011 Too Many Requests (too many requests: call less often)',
    ],
    [
      '503',
      { kind: 'status', status: 503, body: refusal(50001, 'Service temporarily unavailable.') },
      '50001 Service temporarily unavailable.',
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
      '51000 Parameter error',
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
      '51000 Parameter posSide error',
    ],
    [
      'code 0 with a failed row',
      { kind: 'json', body: okx.rows([{ sCode: '51008', sMsg: 'Insufficient' }]) },
      '51008 Insufficient',
    ],
    ['no message at all', { kind: 'status', status: 500, body: { code: '50026' } }, '50026 HTTP 500'],
    [
      'no data',
      { kind: 'json', body: { code: '0', msg: '' } },
      /the answer is not as documented: data is missing/,
    ],
    [
      'a row without its fields',
      { kind: 'json', body: okx.rows([{ instId: 'BTC-USDT' }]) },
      /the answer is not as documented: data\.0\.last is missing/,
    ],
  ],
});

test('a demo key needs simulate', async () => {
  const demo = { ...defaultAccount, accessKey: 'demo-key-0001', demo: true };
  await bench.open({ accounts: [demo] });
  const own = { access_key: demo.accessKey, secret_key: keys.secret_key };
  expect((await bench.call('accounts', {}, own)).error).toMatch(
    /50101 .*a demo key needs ",simulate" behind the passphrase/,
  );
  const simulated = { ...own, secret_key: `${keys.secret_key},simulate` };
  expect((await bench.call('accounts', {}, simulated)).error).toBeUndefined();
});

test.each([
  [
    50119,
    "API key doesn't exist",
    /https:\/\/www\.okx\.com .*https:\/\/eea\.okx\.com .*https:\/\/us\.okx\.com/,
  ],
  [
    50110,
    "Your IP 1.2.3.4 is not included in your API key's IP whitelist.",
    /IP address is not on the list of the API key/,
  ],
  [50111, 'Invalid OK-ACCESS-KEY', /the access key is wrong/],
])('%s comes with a hint', async (code, msg, hint) => {
  bench.double.fault({ match: '*', kind: 'status', status: 401, body: refusal(code, msg) });
  const error = await bench.refused('accounts');
  expect(error.startsWith(`${code} ${msg}`)).toBe(true);
  expect(error).toMatch(hint);
});
