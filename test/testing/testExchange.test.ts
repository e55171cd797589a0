import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { afterEach, describe, expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { parseReply } from '../../src/adapter/rows.js';
import { type RecordingServer, readFixtures, startRecordingServer, testExchange } from '../../src/testing.js';
import { httpFixtures } from '../support/httpFixtures.js';

const recorded = '2026-11-20T10:00:00.000Z';
const time = Date.parse(recorded);
const level = v.tuple([v.number(), v.number()]);
const book = v.object({ asks: v.array(level), bids: v.array(level) });

/** A small exchange: prices in one request, the book's time by its own clock, IO and orders signed by a header. */
const example = defineExchange({
  name: 'Example',
  baseUrl: 'https://api.example.com',
  credentials: v.object({ access_key: v.pipe(v.string(), v.nonEmpty('is empty')), secret_key: v.string() }),
  sign: (request, keys) => ({
    ...request,
    headers: { ...request.headers, 'x-signature': `signed-${keys.secret_key}` },
  }),
  limits: { default: { requests: 1, per: 60_000, by: 'ip' } },
  reject({ json }) {
    if (v.is(v.object({ code: v.string() }), json))
      throw new ExchangeError({ code: json.code, message: 'said no' });
  },
  createState: () => ({}),
  methods: {
    async depth({ symbol, limit }, api) {
      const reply = await api.get('/depth', { pair: symbol.name, limit, end: api.now() });
      const { asks, bids } = parseReply(book, reply);
      return { data: { time: api.now(), asks, bids }, raw: reply.raw };
    },
    async cancel({ id }, api) {
      const reply = await api.signedPost('/cancel', { id, time: api.now() });
      return { data: true, raw: reply.raw };
    },
    async io({ verb, path, params }, api) {
      const reply = await api.request(
        verb === 'GET'
          ? { path, query: Object(params), signed: true }
          : { method: verb, path, body: params, signed: true },
      );
      return { data: reply.raw, raw: reply.raw };
    },
  },
});

const folders: string[] = [];
const servers: RecordingServer[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  for (const server of servers.splice(0)) await server.close();
});

const depth = { asks: [[101, 1]], bids: [[99, 1]] };
const depthFixture = {
  exchange: 'Example',
  method: 'depth',
  params: { symbol: 'BTC_USDT', limit: '5' },
  recorded,
  request: { verb: 'GET', path: '/depth', query: { pair: 'BTC_USDT', limit: '5', end: String(time) } },
  reply: { status: 200, body: depth },
};

function folderOf(fixtures: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), 'fmzproto-kit-'));
  folders.push(folder);
  for (const [name, fixture] of Object.entries(fixtures)) {
    writeFileSync(
      join(folder, name),
      typeof fixture === 'string' ? fixture : JSON.stringify(fixture, null, 2),
    );
  }
  return folder;
}

describe('an adapter on recordings', () => {
  test('answers as it did then, at the time of then, without pacing', async () => {
    const folder = folderOf({ 'depth.GET_depth.json': depthFixture });
    const exchange = testExchange(example, { replay: pathToFileURL(folder) });
    for (let round = 0; round < 3; round += 1) {
      const { data, raw } = await exchange.call('GetDepth', { symbol: 'btc_usdt', limit: 5 });
      expect(data).toEqual({ ...depth, time });
      expect(raw).toEqual(depth);
    }
    expect(await exchange.findDefects('depth', { symbol: 'BTC_USDT', limit: '5' })).toEqual([]);
  });

  test('what is wrong with its data is named', async () => {
    const crossed = { ...depthFixture, reply: { status: 200, body: { asks: [[99, 1]], bids: [[101, 1]] } } };
    const exchange = testExchange(example, { replay: folderOf({ 'depth.GET_depth.json': crossed }) });
    expect(await exchange.findDefects('depth', { symbol: 'BTC_USDT', limit: '5' })).toEqual([
      'bid-below-ask: bid 101 is not below ask 99',
    ]);
  });

  test('several recordings of one request come in their order, the last one again and again', async () => {
    const answer = (price: number) => ({
      ...depthFixture,
      reply: { status: 200, body: { asks: [[price, 1]], bids: [] } },
    });
    const folder = folderOf({
      'depth.GET_depth.json': answer(1),
      'depth.GET_depth.10.json': answer(3),
      'depth.GET_depth.2.json': answer(2),
    });
    const exchange = testExchange(example, { replay: folder });
    const prices = [];
    for (let round = 0; round < 4; round += 1) {
      const { data } = await exchange.call('depth', { symbol: 'BTC_USDT', limit: '5' });
      prices.push(data.asks[0]?.[0]);
    }
    expect(prices).toEqual([1, 2, 3, 3]);
  });

  test('the parts of an answer come from their own recordings, as often as it is asked for', async () => {
    const page = (end: number, price: number) => ({
      ...depthFixture,
      request: { ...depthFixture.request, query: { ...depthFixture.request.query, end: String(end) } },
      reply: { status: 200, body: { asks: [[price, 1]], bids: [] } },
    });
    const hour = 3_600_000;
    const folder = folderOf({
      'depth.GET_depth.json': page(time, 1),
      'depth.GET_depth.2.json': page(time - hour, 2),
    });
    const exchange = testExchange(example, { replay: folder });
    for (let round = 0; round < 2; round += 1) {
      const { data } = await exchange.call('depth', { symbol: 'BTC_USDT', limit: '5' });
      expect(data.asks[0]?.[0]).toBe(1);
    }
  });

  test('a request that was repeated then is repeated at once', async () => {
    const busy = {
      ...depthFixture,
      reply: { status: 503, headers: { 'retry-after': '3600' }, body: 'busy' },
    };
    const folder = folderOf({ 'depth.GET_depth.json': busy, 'depth.GET_depth.2.json': depthFixture });
    const exchange = testExchange(example, { replay: folder });
    // Who waited for an hour would not answer within the deadline.
    expect((await exchange.call('depth', { symbol: 'BTC_USDT', limit: '5' })).raw).toEqual(depth);
  });

  test('other params are not answered', async () => {
    const folder = folderOf({ 'depth.GET_depth.json': depthFixture });
    const exchange = testExchange(example, { replay: folder });
    await expect(exchange.call('depth', { symbol: 'ETH_USDT', limit: '5' })).rejects.toThrow(
      /^no recording of GET \/depth\?pair=ETH_USDT&limit=5&end=\d+ in [^:]*: record it with serve --record$/,
    );
  });

  test('digits survive', async () => {
    const body = '{"id":2896576259728695296,"price":1.10}';
    const io = JSON.stringify({
      ...depthFixture,
      method: 'io',
      request: { verb: 'GET', path: '/raw' },
      reply: { status: 200, body: 'BODY' },
    }).replace('"BODY"', body);
    const folder = folderOf({ 'io.GET_raw.json': io });
    const exchange = testExchange(example, { replay: folder, keys: { access_key: 'a', secret_key: 'b' } });
    expect((await exchange.call('io', { path: '/raw' })).data).toEqual({
      id: '2896576259728695296',
      price: 1.1,
    });
    expect(httpFixtures(folder)[0]?.reply.text).toBe(body);
  });

  test.each([
    ['no JSON', '{', 'a.json is not a recording: it is not JSON'],
    ['another JSON', '{}', 'a.json is not a recording: exchange is missing'],
    [
      'no time',
      { ...depthFixture, recorded: 'now' },
      'a.json is not a recording: recorded must be a time like',
    ],
  ])('a file that is %s is named', (_what, text, message) => {
    expect(() => testExchange(example, { replay: folderOf({ 'a.json': text }) })).toThrow(message);
  });

  test('an empty folder, and none', () => {
    expect(() => readFixtures(folderOf({}))).toThrow(
      /contains no recordings: make some with serve --record$/,
    );
    expect(() => readFixtures('/nowhere/at/all')).toThrow(/^there is no folder \/nowhere\/at\/all: /);
  });
});

describe('an adapter in front of a recording server', () => {
  const keys = { access_key: 'access', secret_key: 'secret' };

  async function start(...[answer]: Parameters<typeof startRecordingServer>): Promise<RecordingServer> {
    const server = await startRecordingServer(answer);
    servers.push(server);
    return server;
  }

  test('what it sends is known byte for byte', async () => {
    const server = await start(() => ({ body: '{"ok":true}' }));
    const exchange = testExchange(example, { baseUrl: server.url, keys });
    expect(await exchange.call('io', { verb: 'POST', path: '/a?b=%20c', params: { x: '1.50' } })).toEqual({
      data: { ok: true },
      raw: { ok: true },
    });
    server.expectRequests([
      {
        method: 'POST',
        path: '/a',
        query: 'b=%20c',
        body: '{"x":"1.50"}',
        headers: { 'X-Signature': 'signed-secret' },
      },
    ]);
    expect(server.requests[0]?.rawHeaders.map(([name]) => name)).toContain('x-signature');
    await exchange.close();
  });

  test('a difference is shown', async () => {
    const server = await start(() => ({ body: {} }));
    await fetch(`${server.url}/a?b=1`);
    server.expectRequests(['GET /a?b=1']);
    expect(() => server.expectRequests([])).toThrow(/'\/a'/);
    expect(() => server.expectRequests(['GET /a?b=2'])).toThrow(/'b=1'[\s\S]*'b=2'/);
    expect(() => server.expectRequests(['GET /a?b=1', 'GET /a'])).toThrow();
    expect(() =>
      server.expectRequests([{ method: 'GET', path: '/a', query: 'b=1', headers: { accept: 'none' } }]),
    ).toThrow(/'none'/);
  });

  test('a failure is the line that FMZ gets', async () => {
    const server = await start(() => ({ status: 400, body: { code: '7' } }));
    const exchange = testExchange(example, { baseUrl: server.url, keys });
    await expect(exchange.call('CancelOrder', { id: 'BTC-USDT,1' })).rejects.toThrow(/^7 said no$/);
    await expect(exchange.call('ticker', { symbol: 'BTC_USDT' })).rejects.toThrow(
      /^Example does not support GetTicker$/,
    );
    await expect(
      testExchange(example, { baseUrl: server.url }).call('cancel', { id: 'BTC-USDT,1' }),
    ).rejects.toThrow(/^access_key is empty$/);
  });

  test('no answer is one as well', async () => {
    const server = await start(() => undefined);
    const exchange = testExchange(example, { baseUrl: server.url, timeout: 300 });
    await expect(exchange.call('depth', { symbol: 'BTC_USDT' })).rejects.toThrow(/^.*in time|no answer/);
  });

  test('what the answer of a test throws is not lost', async () => {
    const server = await startRecordingServer(() => {
      throw new Error('unexpected request');
    });
    await expect(fetch(server.url)).rejects.toThrow();
    await expect(server.close()).rejects.toThrow('unexpected request');
  });
});
