import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHttpClient } from '../../src/http/HttpClient.js';
import { createRecorder } from '../../src/recording/createRecorder.js';
import { createReplay } from '../../src/recording/createReplay.js';
import type { Transport } from '../../src/runtime/outgoing.js';
import { createRegistry } from '../../src/runtime/registry.js';
import { createDispatcher } from '../../src/server/createDispatcher.js';
import { type RecordingServer, startRecordingServer, testExchange } from '../../src/testing.js';
import { brokerExchange, paperKeys } from '../support/brokerExchange.js';
import { httpFixtures } from '../support/httpFixtures.js';

let folder: string;
let api: RecordingServer;
let data: RecordingServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fmzproto-hosts-'));
  api = await startRecordingServer(() => ({ body: { from: 'api' } }));
  data = await startRecordingServer(() => ({ body: { from: 'data' } }));
});
afterEach(async () => {
  await api.close();
  await data.close();
  rmSync(folder, { recursive: true });
});

const broker = brokerExchange(
  { live: 'https://live.example', paper: 'https://paper.example', data: 'https://data.example' },
  {
    methods: {
      async accounts(_params, api) {
        return { data: [], raw: (await api.signedGet('/account')).raw };
      },
      async assets(_params, api) {
        return { data: [], raw: (await api.request({ host: 'data', path: '/account', signed: true })).raw };
      },
      async cancel({ id }, api) {
        const form = { order: id, client_secret: 'a-secret-of-the-client' };
        await api.request({ method: 'POST', path: '/orders/cancel', form });
        return { data: true };
      },
    },
  },
);

/** Calls what is before a transport, as FMZ does. */
async function call(http: Transport, method: string, params: object = {}): Promise<unknown> {
  const baseUrls = new Map([
    ['broker', api.url],
    ['broker.data', data.url],
  ]);
  const registry = createRegistry({ exchanges: [broker], http, baseUrls });
  const dispatch = createDispatcher({
    ...{ registry, timeout: 10_000, defaultExchange: 'Broker' },
    ...{ onKeys: () => undefined, onAnswer: () => undefined, onWarning: () => undefined },
  });
  const body = JSON.stringify({ ...paperKeys, method, params, nonce: 1 });
  return JSON.parse(await dispatch({ exchange: 'Broker', verb: undefined, readBody: async () => body }));
}

test('the same path at two hosts is two recordings, and each answers for its own', async () => {
  const recorder = createRecorder(
    { http: createHttpClient({ proxy: false }) },
    { folder, report: () => undefined },
  ).http;
  for (const method of ['accounts', 'assets']) await call(recorder, method);
  await recorder.close();
  const fixtures = httpFixtures(folder);
  expect(fixtures.map(({ request, reply }) => [request.host, reply.body])).toEqual([
    [undefined, { from: 'api' }],
    ['data', { from: 'data' }],
  ]);
  const before = [api.requests.length, data.requests.length];
  // Whichever was recorded first, and under whatever call.
  for (const order of [fixtures, fixtures.toReversed()]) {
    const swapped = order.map((fixture) => ({ ...fixture, method: 'io' as const }));
    expect(await call(createReplay(swapped, folder).http, 'assets')).toMatchObject({ raw: { from: 'data' } });
    expect(await call(createReplay(swapped, folder).http, 'accounts')).toMatchObject({
      raw: { from: 'api' },
    });
  }
  const ofApi = fixtures.filter(({ request }) => request.host === undefined);
  expect(await call(createReplay(ofApi, 'folder').http, 'assets')).toEqual({
    error: 'no recording of data GET /account in folder: record it with serve --record',
  });
  expect([api.requests.length, data.requests.length]).toEqual(before);
});

test('a form is recorded field by field, and its secrets are struck out', async () => {
  const recorder = createRecorder(
    { http: createHttpClient({ proxy: false }) },
    { folder, report: () => undefined },
  ).http;
  await call(recorder, 'cancel', { id: 'A,1', symbol: 'LTC_USDT' });
  await recorder.close();
  const [fixture] = httpFixtures(folder);
  expect(fixture?.request.body).toEqual({ order: 'A,1', client_secret: '***' });
  for (const file of readdirSync(folder))
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain('a-secret-of-the-client');
  const again = await call(createReplay(httpFixtures(folder), folder).http, 'cancel', {
    id: 'A,1',
    symbol: 'LTC_USDT',
  });
  expect(again).toEqual({ data: true });
});

test('an adapter is tested with one server for all of its hosts, or with one for each', async () => {
  const one = testExchange(broker, { baseUrl: api.url, keys: paperKeys });
  expect((await one.call('accounts')).raw).toEqual({ from: 'api' });
  expect((await one.call('assets')).raw).toEqual({ from: 'api' });
  await one.close();
  const each = testExchange(broker, { baseUrl: { api: api.url, data: data.url }, keys: paperKeys });
  expect((await each.call('assets')).raw).toEqual({ from: 'data' });
  await each.close();
  const half = testExchange(broker, { baseUrl: { api: api.url }, keys: paperKeys });
  await expect(half.call('assets')).rejects.toThrow('--base-url Broker.data=URL as well');
  await half.close();
});
