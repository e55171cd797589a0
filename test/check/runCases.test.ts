import { afterEach, describe, expect, test } from 'vitest';
import { RawHttpClient } from '../../src/check/RawHttpClient.js';
import { type CheckReport, checkCases, type RunOptions, runCases } from '../../src/check/runCases.js';
import { methodNames } from '../../src/protocol/methods.js';
import { defaultAccount, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { startPlugin } from '../support/startPlugin.js';
import { type FaultyRequest, startFaulty } from './startFaulty.js';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

const none = { access_key: '', secret_key: '' };
const own = {
  access_key: defaultAccount.accessKey,
  secret_key: `${defaultAccount.secret},${defaultAccount.passphrase}`,
};

function check(url: URL | string, options: Partial<RunOptions> = {}): Promise<CheckReport> {
  return runCases({
    http: new RawHttpClient(new URL(url), 60_000),
    symbol: 'BTC_USDT',
    keys: none,
    trade: false,
    wanted: () => true,
    conceal: (text) => text,
    ...options,
  });
}

const failures = ({ cases }: CheckReport) =>
  cases.filter(({ status }) => status === 'fail').map(({ id, reason }) => `${id}: ${reason}`);

test('every case has an id, a group and a contract of its own; every method has cases', () => {
  expect(new Set(checkCases.map(({ id }) => id)).size).toBe(checkCases.length);
  expect(checkCases.every(({ id, group }) => id.startsWith(`${group}.`))).toBe(true);
  expect(checkCases.every(({ title, contract }) => title !== '' && contract !== '')).toBe(true);
  const groups = new Set(checkCases.map(({ group }) => group));
  expect(methodNames.filter((name) => !groups.has(name))).toEqual([]);
});

describe('our own exchanges have no defect', () => {
  test.each([
    ['Paper', false, none],
    ['Paper', true, none],
    ['OKX', false, none],
    ['OKX', false, own],
    ['OKX', true, own],
    ['Paper/OKX', true, none],
  ])('%s, trade: %s', async (name, trade, keys) => {
    const okx = await startOkxDouble();
    const plugin = await startPlugin({ baseUrls: { OKX: okx.url } });
    cleanUps.push(plugin.stop, okx.close);
    const report = await check(`${plugin.url}/${name}`, { trade, keys });
    expect(failures(report)).toEqual([]);
    expect(report.cases).toHaveLength(checkCases.length);
    const placed = okx.orders();
    // One is canceled, and one ends by itself.
    expect(placed.map(({ ordType }) => ordType)).toEqual(name === 'OKX' && trade ? ['limit', 'ioc'] : []);
    expect(placed.every(({ state }) => state === 'canceled')).toBe(true);
    if (trade) expect(report.cases.find(({ id }) => id === 'cancel.cancels')?.status).toBe('ok');
    if (name === 'Paper') {
      const lacking = report.cases.filter(({ reason }) => /support|not dispatched/.test(reason ?? ''));
      expect(lacking).toEqual([]);
    }
  });
});

describe('what a plugin does wrong is found', () => {
  const ticker = ({ method, params }: FaultyRequest) =>
    method === 'ticker' ? { data: { symbol: params.symbol } } : { error: 'no' };

  test.each<[string, string, (request: FaultyRequest) => unknown]>([
    ['transport.post', 'HTTP 500 instead of 200', () => 500],
    ['transport.post', 'the answer is not JSON', () => '<html>'],
    ['transport.post', 'the answer is JSON, but not an object', () => '[]'],
    ['transport.post', 'data and error in one answer', () => ({ data: 1, error: '' })],
    ['transport.post', 'an object with neither data nor error', () => ({})],
    ['transport.post', 'the error is not a string', () => ({ error: 5 })],
    ['transport.post', 'the text of the error is empty', () => ({ error: ' ' })],
    ['envelope.data', 'the answer also has "code"', (request) => ({ ...ticker(request), code: 0 })],
    ['errors.keys', 'the answer contains a key of the request', ({ text }) => ({ error: text })],
    ['errors.malformed-echo', 'the body comes back, keys included', ({ text }) => ({ error: text })],
    ['ticker.shape', 'buy is missing; sell is missing; high is missing; low is missing and 4 more', ticker],
    ['symbols.empty', 'the symbol was "", but the answer has data', ticker],
    ['symbols.lower-case', 'the ticker is not that of BTC_USDT', ticker],
    [
      'depth.known',
      'the method is not dispatched: invalid method: depth',
      ({ method }) => ({ error: `invalid method: ${method}` }),
    ],
    [
      'depth.shape',
      'an error instead of data: X was not asked in time: its rate limit is used up (let answers take as long as the limit counts, as --timeout 70000 does, or run fewer cases with --only)',
      ({ method }) => ({
        error: method === 'depth' ? 'X was not asked in time: its rate limit is used up' : 'no',
      }),
    ],
    ['ids.unknown-cancel', 'BTC-USDT,1 was never placed, but the answer has data', () => ({ data: false })],
  ])('%s: %s', async (id, reason, answer) => {
    const plugin = await startFaulty(answer);
    cleanUps.push(plugin.close);
    const report = await check(plugin.url, { wanted: (found) => found.id === id });
    expect(failures(report)).toEqual([`${id}: ${reason}`]);
  });

  test('reads of the account that the exchange refuses when they come together', async () => {
    let underWay = 0;
    const plugin = await startFaulty(async () => {
      underWay += 1;
      const together = underWay > 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      underWay -= 1;
      return together ? { error: '20004 Nonce must be incremented' } : { data: [] };
    });
    cleanUps.push(plugin.close);
    const report = await check(plugin.url, { wanted: ({ id }) => id === 'concurrency.signed-at-once' });
    expect(failures(report)).toEqual([
      expect.stringMatching(
        /^concurrency\.signed-at-once: \d+ of 20 were not: 20004 Nonce must be incremented$/,
      ),
    ]);
  });

  test('a connection that is dropped', async () => {
    const plugin = await startFaulty((_request, response) => response.destroy());
    cleanUps.push(plugin.close);
    const report = await check(plugin.url, { wanted: ({ id }) => id === 'transport.post' });
    expect(failures(report)).toEqual(['transport.post: the connection was dropped without an answer']);
  });

  test('an answer that does not come', async () => {
    const plugin = await startFaulty((_request, response) => response.writeHead(200).write('{'));
    cleanUps.push(plugin.close);
    const http = new RawHttpClient(plugin.url, 200);
    const report = await check(plugin.url, {
      http,
      wanted: ({ id }) => ['ids.number', 'concurrency.deadline'].includes(id),
    });
    expect(failures(report)).toEqual([
      'ids.number: no answer within 200 ms',
      'concurrency.deadline: no answer within 200 ms',
    ]);
  });

  test('what is said not to be supported is skipped, and so is what follows from a missing ticker', async () => {
    const plugin = await startFaulty(() => ({ error: 'not support' }));
    cleanUps.push(plugin.close);
    const report = await check(plugin.url, {
      wanted: ({ group }) => group === 'depth' || group === 'transport',
    });
    expect(failures(report)).toEqual([]);
    const chunked = report.cases.find(({ id }) => id === 'transport.chunked');
    expect(chunked).toMatchObject({ status: 'skip', reason: 'GetTicker itself does not return data' });
  });

  test('an order that cannot be canceled is told of', async () => {
    const plugin = await startFaulty(({ method }) => {
      if (method === 'ticker') return { data: { last: '100' } };
      return method === 'trade' ? { data: { id: 'BTC-USDT,7' } } : { error: 'no' };
    });
    cleanUps.push(plugin.close);
    const report = await check(plugin.url, { trade: true, wanted: ({ id }) => id === 'trade.shape' });
    expect(report.warning).toBe("the order BTC-USDT,7 may still be open: cancel it on the exchange's page");
  });
});

describe('of what is in the key boxes, the exchange may tell the number of the account', () => {
  const keys = { access_key: 'VA12345678', secret_key: 'a-token-of-nobody' };
  const { access_key: account, secret_key: token } = keys;

  test.each<[string, string[], (request: FaultyRequest) => unknown]>([
    ['in data', [], () => ({ data: [], raw: { account } })],
    ['in data and in errors', [], ({ method }) => told(method, `no orders in ${account}`)],
    ['in an error alone', ['errors.keys'], () => ({ error: `no orders in ${account}` })],
    ['beside the token', ['errors.keys'], () => ({ data: [], raw: { account, token } })],
    ['in data, and the token in an error', ['errors.keys'], ({ method }) => told(method, token)],
  ])('%s', async (_where, ids, answer) => {
    const plugin = await startFaulty(answer);
    cleanUps.push(plugin.close);
    const wanted = ({ id }: { id: string }) => ['accounts.shape', 'orders.shape', 'errors.keys'].includes(id);
    const { cases } = await check(plugin.url, { keys, wanted });
    const found = cases.filter(({ id, status }) => id === 'errors.keys' && status === 'fail');
    expect(found.map(({ id }) => id)).toEqual(ids);
  });

  const told = (method: string, error: string) =>
    method === 'accounts' ? { data: [], raw: { account } } : { error };
});

test('what is shown of a failure holds no key', async () => {
  const plugin = await startFaulty(({ text }) => ({ data: 1, error: text }));
  cleanUps.push(plugin.close);
  const report = await check(plugin.url, {
    keys: own,
    conceal: (text) => text.replaceAll(own.access_key, '***'),
    wanted: ({ id }) => id === 'transport.post',
  });
  const text = JSON.stringify(report.cases);
  expect(text).toContain('***');
  expect(text).not.toContain(own.access_key);
});
