import { expect, test } from 'vitest';
import { defaultAccount } from '../../doubles/bybit/BybitAccount.js';
import { useBench } from '../native/createBench.js';
import { describeFailures } from '../native/describeFailures.js';
import { bybit } from './bybit.js';

const { accessKey, secret } = defaultAccount;
const { keys, paths } = bybit;
const bench = useBench(bybit);
const refusal = (retCode: unknown, retMsg: unknown) => ({
  ...{ retCode, retMsg, result: null, retExtInfo: null, time: 1 },
});

describeFailures(bench, {
  badKeys: [
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
    ['an unknown key', { ...keys, access_key: 'who' }, /^10003 .*api-demo.*--base-url Bybit=/],
    [
      'a wrong secret',
      { ...keys, secret_key: 'AN0OTHER0SECRET' },
      /^10004 error sign! .*\(the secret key is wrong\)/,
    ],
    [
      'a line break',
      { ...keys, secret_key: 'AN0\nOTHER' },
      /characters that no Bybit key holds: copy them again/,
    ],
  ],
  wrongSecret: { code: 10004, status: 200 },
  wrongTime: {
    fault: {
      kind: 'json',
      body: { retCode: 10002, retMsg: 'invalid request, please check your timestamp' },
    },
    message: /^10002 invalid request, .* \(the machine's clock is wrong/,
  },
  answers: [
    ['a refusal', { kind: 'json', body: refusal(10001, 'Request parameter error.') }, '10001 '],
    ['a code in quotes', { kind: 'json', body: refusal('10001', 'no') }, '10001 no'],
    [
      '10006',
      { kind: 'json', body: refusal(10006, 'Too many visits!') },
      '10006 Too many visits! (too many requests: call less often)',
    ],
    ['429', { kind: 'status', status: 429, body: refusal(10429, 'busy') }, '10429 busy'],
    ['503', { kind: 'status', status: 503, body: refusal(10016, 'Server error.') }, '10016 '],
    ['no message', { kind: 'status', status: 500, body: refusal(10016, null) }, '10016 HTTP 500'],
    [
      'a ban',
      { kind: 'html', status: 403 },
      '403 Forbidden (Bybit does not serve this country, or has banned this IP address',
    ],
    [
      'no result',
      { kind: 'json', body: { retCode: 0, retMsg: 'OK' } },
      /not as documented: result is missing/,
    ],
    [
      'a row without its fields',
      { kind: 'json', body: bybit.rows([{ symbol: 'X' }]) },
      /the answer is not as documented: result\.list\.0\.lastPrice is missing/,
    ],
  ],
});

test.each([
  [{ ip: '1.2.3.4' }, /10010 .*\(this machine's IP address is not on the list of the API key/],
  [{ readOnly: true }, /10005 .*\(the API key lacks the permission: allow trading/],
  [{ permissions: ['Order'] as const }, /10005 /],
])('a key of %j', async (account, message) => {
  await bench.open({ accounts: [{ ...defaultAccount, ...account }] });
  const params = { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' };
  expect(await bench.refused('trade', params)).toMatch(message);
});

test('a banned address is not asked again at once', async () => {
  const ticker = () => bench.callWithoutKeys('ticker', { symbol: 'BTC_USDT' });
  await ticker();
  bench.double.requests.length = 0;
  bench.double.fault({ match: `GET ${paths.ticker}`, times: 9, kind: 'html', status: 403 });
  await ticker();
  expect(bench.double.requests).toHaveLength(1);
});
