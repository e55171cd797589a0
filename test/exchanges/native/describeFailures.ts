import { describe, expect, test } from 'vitest';
import { startRecordingServer } from '../../../src/testing.js';
import type { FaultKind } from '../../doubles/exchange/Fault.js';
import { startPlugin } from '../../support/startPlugin.js';
import type { Bench } from './createBench.js';
import type { FailureFacts, Message } from './FailureFacts.js';

const spot = { symbol: 'BTC_USDT' };

/** Bad keys, a wrong clock, and an exchange that fails. */
export function describeFailures(bench: Bench, facts: FailureFacts): void {
  const { exchange, call, asked } = bench;
  const { name, keys, paths } = exchange;
  const ticker = () => bench.callWithoutKeys('ticker', spot);

  describe('keys', () => {
    test.each<readonly [string, typeof keys, Message]>([
      [
        'no keys',
        { access_key: '', secret_key: '' },
        `the request needs an API key: the access key is empty`,
      ],
      ...facts.badKeys,
    ])('%s', async (_what, own, message) => {
      const { error } = await call('accounts', {}, own);
      expect(error).toMatch(message);
      expect(error).not.toContain(keys.access_key);
    });

    test('a signature that the other side quotes is struck out', async () => {
      const { code, status } = facts.wrongSecret;
      const echo = await startRecordingServer(({ headers }) => ({
        status,
        body: exchange.refusal(code, `not ${headers[exchange.headers.signature]}`),
      }));
      const behind = await startPlugin({ baseUrls: { [name]: echo.url } });
      const { error } = await behind.call(name, 'accounts', {}, keys);
      await behind.stop();
      await echo.close();
      expect(error).toBe(`${code} not *** (the secret key is wrong)`);
      expect(behind.log()).toContain(`${code} not ***`);
    });

    test('keys that the other side quotes are struck out', async () => {
      const { code, status } = facts.wrongSecret;
      const body = exchange.refusal(code, `bad ${keys.access_key} / ${exchange.secrets[0]}`);
      bench.double.fault({ match: '*', kind: 'status', status, body });
      expect(await bench.refused('accounts')).toContain(`${code} bad *** / ***`);
    });
  });

  describe('the clock', () => {
    test.each([45_000, -3_600_000])('is corrected when it differs by %d ms, once', async (offset) => {
      bench.double.clockOffset = offset;
      await bench.ok('accounts');
      await bench.ok('accounts');
      const { accounts, time } = paths;
      expect(bench.double.requests.map(({ path }) => path)).toEqual([accounts, time, accounts, accounts]);
    });

    test('calls that fail together measure it once', async () => {
      bench.double.clockOffset = 90_000;
      await Promise.all(Array.from({ length: 5 }, () => bench.ok('accounts')));
      expect(asked(paths.time)).toHaveLength(1);
    });

    test('is given up when the measurement does not help', async () => {
      const { fault, message } = facts.wrongTime;
      bench.double.fault({ match: `GET ${paths.accounts}`, times: Number.POSITIVE_INFINITY, ...fault });
      expect(await bench.refused('accounts')).toMatch(message);
      expect(asked(paths.accounts)).toHaveLength(2);
    });
  });

  describe(`reading while ${name} fails`, () => {
    const page = (status: number) =>
      new RegExp(`^127\\.0\\.0\\.1:\\d+ answered HTTP ${status} with an HTML page`);

    test.each<readonly [string, FaultKind, Message]>([
      ['a redirect', { kind: 'status', status: 307, body: exchange.refusal(0, '') }, `0 HTTP 307`],
      ['HTML', { kind: 'html', status: 502 }, page(502)],
      ['HTML with status 200', { kind: 'html', status: 200 }, page(200)],
      ['broken JSON', { kind: 'broken-json' }, /with text that is not JSON/],
      ['half a body', { kind: 'half-body' }, /closed the connection/],
      ['a reset', { kind: 'reset-before' }, /closed the connection/],
      ['a list', { kind: 'json', body: [] }, /the answer is not as documented/],
      ['null', { kind: 'json', body: null }, /the answer is not as documented/],
      ['no rows', { kind: 'json', body: exchange.rows([]) }, /no ticker/],
      ...facts.answers,
    ])('%s', async (_what, fault, message) => {
      bench.double.fault({ match: `GET ${paths.ticker}`, times: 2, ...fault });
      const { error = '', data } = await ticker();
      expect(data).toBeUndefined();
      if (typeof message === 'string') expect(error.slice(0, message.length)).toBe(message);
      else expect(error).toMatch(message);
      expect(error).not.toMatch(/\n| {4}at |outcome unknown/);
      bench.double.clearFaults();
      // After "too many requests" it is left alone for a while.
      await expect.poll(async () => (await ticker()).error).toBeUndefined();
    });

    test('silence', async () => {
      const brief = await startPlugin({ baseUrls: { [name]: bench.double.url }, timeout: 3000 });
      const ask = () => brief.call(name, 'ticker', spot);
      // On a busy machine the instruments alone may take as long.
      await expect.poll(ask).toHaveProperty('data');
      bench.double.fault({ match: `GET ${paths.ticker}`, kind: 'never' });
      const { error, data } = await ask();
      expect(data).toBeUndefined();
      expect(error).toMatch(/^[^\n]*(did not answer in time|no answer within 3 s)[^\n]*$/);
      expect(error).not.toContain('outcome unknown');
      await expect.poll(ask).toHaveProperty('data');
      await brief.stop();
    });

    test('nobody listens', async () => {
      await bench.double.close();
      expect((await ticker()).error).toMatch(
        /^127\.0\.0\.1:\d+ refused the connection \(ECONNREFUSED\); nothing was sent$/,
      );
    });

    test('one slow call holds up no other', async () => {
      let answer: () => void = () => undefined;
      const until = new Promise<void>((resolve) => {
        answer = resolve;
      });
      bench.double.fault({ match: `GET ${paths.ticker}`, kind: 'held', until });
      const slow = ticker();
      await expect.poll(() => asked(paths.ticker)).toHaveLength(1);
      expect((await bench.callWithoutKeys('depth', spot)).error).toBeUndefined();
      answer();
      expect((await slow).error).toBeUndefined();
    });
  });
}
