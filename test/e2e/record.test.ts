import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import okxAdapter from '../../src/exchanges/okx/index.js';
import { parseJson } from '../../src/protocol/json.js';
import { testExchange } from '../../src/testing.js';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { httpFixtures } from '../support/httpFixtures.js';
import { type CliOptions, runCli } from './runCli.js';
import { killServed, type Served, startServe } from './startServe.js';

const { accessKey, secret, passphrase } = defaultAccount;
const keys = { access_key: accessKey, secret_key: `${secret},${passphrase}` };
const UID = '584029937100820480';

let okx: OkxDouble;
let home: string;
let folder: string;

beforeEach(async () => {
  okx = await startOkxDouble();
  home = mkdtempSync(join(tmpdir(), 'fmzproto-record-'));
  folder = join(home, 'made', 'by', 'serve');
});
afterEach(async () => {
  killServed();
  await okx.close().catch(() => undefined);
  rmSync(home, { recursive: true });
});

const record = (options?: CliOptions) =>
  startServe(['--base-url', `OKX=${okx.url}`, '--record', folder, '--log-level', 'debug'], options);
const replay = () => startServe(['--replay', folder]);
const files = () => readdirSync(folder).sort();

/** Calls a method as the docker does. */
async function call({ url }: Served, method: string, params: object = {}, path = '/OKX') {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'http-method': 'GET' },
    body: JSON.stringify({ ...keys, method, params }),
  });
  return Object(parseJson(await response.text()));
}

async function stop({ child, done }: Served) {
  child.kill('SIGTERM');
  const result = await done;
  expect(result.code).toBe(0);
  return result;
}

const symbol = 'BTC_USDT';
const reads: [string, object][] = [
  ['ticker', { symbol }],
  ['depth', { symbol, limit: '5' }],
  ['trades', { symbol }],
  ['records', { symbol, period: '60', limit: '350' }],
  ['GetAccount', {}],
  ['GetMarkets', {}],
  ['GetTickers', {}],
  ['orders', { symbol: 'USDT.swap' }],
  ['__api_/api/v5/account/config', {}],
];
const order = { symbol, type: 'buy', price: '1000.10', amount: '0.1' };

test('what was recorded is answered without the exchange, and holds neither keys nor accounts', async () => {
  const first = await record();
  const answers = [];
  for (const [method, params] of reads) answers.push(await call(first, method, params));
  const placed = await call(first, 'trade', order);
  answers.push(placed, await call(first, 'order', { id: placed.data.id }));
  answers.push(await call(first, 'cancel', { id: placed.data.id }));
  answers.push(await call(first, 'order', { id: placed.data.id }));
  for (const answer of answers) expect(answer).not.toHaveProperty('error');
  const { stderr } = await stop(first);
  expect(stderr).toContain(`recording: what exchanges answer is written into ${folder}, without keys\n`);
  await okx.close();

  const signatures = okx.requests
    .map(({ headers }) => String(headers['ok-access-sign']))
    .filter((sign) => sign !== 'undefined');
  expect(signatures.length).toBeGreaterThan(5);
  for (const file of files()) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const hidden of [accessKey, secret, passphrase, UID, ...signatures])
      expect(text).not.toContain(hidden);
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  }
  expect(files()).toEqual(
    expect.arrayContaining([
      'ticker.GET_api-v5-market-ticker.json',
      'trade.POST_api-v5-trade-order.json',
      'io.GET_api-v5-account-config.json',
      'order.GET_api-v5-trade-order.json',
      'order.GET_api-v5-trade-order.2.json',
    ]),
  );
  const fixtures = httpFixtures(folder);
  expect(fixtures.find(({ method }) => method === 'trade')).toMatchObject({
    exchange: 'OKX',
    params: order,
  });
  expect(fixtures.find(({ request }) => request.path === '/api/v5/account/config')?.reply.body).toMatchObject(
    {
      data: [{ uid: expect.stringMatching(/^[1-9]\d{17}$/), perm: 'read_only,trade' }],
    },
  );

  const second = await replay();
  await expect
    .poll(() => second.log())
    .toContain(`replaying: ${fixtures.length} recordings in ${folder} take the place of the network\n`);
  const again = [];
  for (const [method, params] of reads) again.push(await call(second, method, params));
  again.push(await call(second, 'trade', order), await call(second, 'order', { id: placed.data.id }));
  again.push(await call(second, 'cancel', { id: placed.data.id }));
  again.push(await call(second, 'order', { id: placed.data.id }));
  expect(again.map(({ data, error }) => ({ data, error }))).toEqual(
    answers.map(({ data, error }, index) => ({
      data: reads[index]?.[0] === '__api_/api/v5/account/config' ? expect.anything() : data,
      error,
    })),
  );
  expect(await call(second, 'ticker', { symbol: 'ETH_USDT' })).toEqual({
    error: `no recording of GET /api/v5/market/ticker?instId=ETH-USDT in ${folder}: record it with serve --record`,
  });
  expect(await call(second, 'trade', { ...order, amount: '0.2' })).toEqual({
    error: expect.stringMatching(/^no recording of POST \/api\/v5\/trade\/order \{.*"sz":"0\.2"/),
  });
  await stop(second);
});

test('the kit goes through recordings', async () => {
  const first = await record();
  for (const [method, params] of reads) await call(first, method, params);
  await stop(first);
  await okx.close();
  const fixtures = httpFixtures(folder);
  const exchange = testExchange(okxAdapter, { replay: folder, keys });
  for (const { method, params } of fixtures) {
    expect([method, await exchange.findDefects(method, params)]).toEqual([method, []]);
  }
  expect(new Set(fixtures.map(({ method }) => method)).size).toBe(reads.length);
  await expect(exchange.call('ticker', { symbol: 'DOGE_USDT' })).rejects.toThrow(
    `no recording of GET /api/v5/market/ticker?instId=DOGE-USDT in ${folder}: record it with serve --record`,
  );
  await exchange.close();
});

test('Paper around an exchange is replayed with it', async () => {
  const first = await record();
  const depth = { symbol, limit: '5' };
  const { data } = await call(first, 'depth', depth, '/Paper/OKX');
  await stop(first);
  await okx.close();
  const second = await replay();
  expect(await call(second, 'depth', depth, '/Paper/OKX')).toMatchObject({ data });
  expect(await call(second, 'ticker', { symbol }, '/Paper')).toHaveProperty('data');
});

test('a recording is not overwritten and not made twice', async () => {
  const first = await record({ env: {} });
  for (let round = 0; round < 3; round += 1) await call(first, 'GetMarkets');
  await call(first, '__api_/api/v5/account/config');
  await call(first, '__api_/api/v5/account/config');
  await stop(first);
  const before = files().map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
  expect(files().filter((file) => file.startsWith('io.'))).toEqual(['io.GET_api-v5-account-config.json']);
  const second = await startServe(['--base-url', `OKX=${okx.url}`], { env: { FMZPROTO_RECORD: folder } });
  await call(second, '__api_/api/v5/account/config');
  await stop(second);
  expect(files()).toContain('io.GET_api-v5-account-config.2.json');
  for (const [file, text] of before) expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
});

test('refusals are recorded, what was not answered is not', async () => {
  okx.fault({
    match: 'GET /api/v5/market/ticker',
    kind: 'status',
    status: 503,
    body: 'busy, 203.0.113.7',
    times: 2,
  });
  okx.fault({ match: 'GET /api/v5/market/books', kind: 'reset-after', times: 2 });
  const first = await record();
  expect((await call(first, 'ticker', { symbol })).error).toContain('503');
  expect((await call(first, 'depth', { symbol })).error).toContain('closed the connection');
  const { stderr } = await stop(first);
  expect(stderr).toContain('not recorded: a GET of depth was not answered\n');
  expect(files().every((file) => file.startsWith('ticker.'))).toBe(true);
  const fixture = httpFixtures(folder).find(({ request }) => request.path === '/api/v5/market/ticker');
  expect(fixture?.reply).toMatchObject({
    status: 503,
    body: expect.stringMatching(/^busy, \d+\.\d\.\d{3}\.\d$/),
  });
  expect(fixture?.reply.body).not.toContain('203.0.113.7');
});

test('killed in the middle, it leaves whole files', async () => {
  const first = await record();
  const calls = Array.from({ length: 40 }, (_, index) =>
    call(first, 'records', { symbol, period: '1', limit: String(100 + index) }).catch(() => undefined),
  );
  await expect.poll(() => readdirSync(folder).length, { interval: 1 }).toBeGreaterThan(3);
  first.child.kill('SIGKILL');
  await Promise.all([first.done, ...calls]);
  expect(httpFixtures(folder).length).toBeGreaterThan(2);
  await stop(await replay());
});

test('a folder that goes away costs nobody an answer', async () => {
  const first = await record();
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'in its place');
  expect(await call(first, 'ticker', { symbol })).toHaveProperty('data');
  expect(await call(first, 'depth', { symbol })).toHaveProperty('data');
  const { stderr } = await stop(first);
  expect(stderr.match(/a recording cannot be written into/g)).toHaveLength(1);
});

describe('what cannot be', () => {
  test.each([
    [
      ['--record', 'a', '--replay', 'b'],
      /^error: --record and --replay exclude each other: record first, then replay\n$/,
    ],
    [
      ['--replay', 'nowhere'],
      /^error: --replay: there is no folder nowhere: make recordings with serve --record nowhere\n$/,
    ],
    [
      ['--record', '/dev/null'],
      /^error: --record \/dev\/null is not a folder that can be written to: choose another\n$/,
    ],
  ])('%j', async (args, message) => {
    const result = await runCli(['serve', '--port', '0', ...args], { cwd: home });
    expect(result).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });

  test('a broken recording', async () => {
    writeFileSync(join(home, 'ticker.GET_x.json'), '{"exchange":"OKX"');
    const result = await runCli(['serve', '--port', '0', '--replay', home]);
    expect(result.code).toBe(2);
    expect(result.stderr).toBe(
      `error: --replay: ${join(home, 'ticker.GET_x.json')} is not a recording: it is not JSON\n`,
    );
  });
});
