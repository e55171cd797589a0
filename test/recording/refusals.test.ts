import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { createHttpClient } from '../../src/http/HttpClient.js';
import { createRecorder } from '../../src/recording/createRecorder.js';
import { createRegistry } from '../../src/runtime/registry.js';
import { createDispatcher } from '../../src/server/createDispatcher.js';
import { type RecordingServer, startRecordingServer, testExchange } from '../../src/testing.js';
import { httpFixtures } from '../support/httpFixtures.js';

let folder: string;
let server: RecordingServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fmzproto-refusals-'));
  server = await startRecordingServer(({ path }) => {
    if (path === '/empty') return { status: 422, body: { message: 'nothing is\nleft for my-access-key' } };
    return path === '/accepted' ? { status: 202, body: {} } : { body: { state: 'Failed' } };
  });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const rest = defineExchange({
  name: 'Rest',
  baseUrl: 'https://rest.example',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  createState: () => ({}),
  reject({ status, json }) {
    if (status >= 400)
      throw new ExchangeError({ code: String(status), message: String(Object(json).message) });
  },
  methods: {
    async accounts(_params, api) {
      return { data: [], raw: (await api.get('/empty')).raw };
    },
    // What one place refuses another one has.
    async assets(_params, api) {
      const reply = await api.get('/empty').catch(() => api.get('/full'));
      return { data: [], raw: reply.raw };
    },
    // What is accepted, and refused where it is looked for.
    async positions(_params, api) {
      await api.get('/accepted');
      const { json } = await api.get('/full');
      throw new ExchangeError({ message: `${Object(json).state}: no money for my-access-key` });
    },
  },
});

test('a refusal is recorded as what FMZ is told, with its HTTP status and without keys', async () => {
  const keys = { access_key: 'my-access-key', secret_key: 'my-secret-key' };
  const http = createRecorder(
    { http: createHttpClient({ proxy: false }) },
    { folder, report: () => undefined },
  ).http;
  const registry = createRegistry({ exchanges: [rest], http, baseUrls: new Map([['rest', server.url]]) });
  const dispatch = createDispatcher({
    ...{ registry, timeout: 10_000, defaultExchange: 'Rest' },
    ...{ onKeys: () => undefined, onAnswer: () => undefined, onWarning: () => undefined },
  });
  for (const method of ['accounts', 'assets', 'positions']) {
    const body = JSON.stringify({ ...keys, method, params: {}, nonce: 1 });
    await dispatch({ exchange: 'Rest', verb: undefined, readBody: async () => body });
  }
  await registry.close();
  const refusal = '422 nothing is left for ***';
  expect(httpFixtures(folder).map(({ method, reply }) => [method, reply.status, reply.refusal])).toEqual([
    ['accounts', 422, refusal],
    ['assets', 422, refusal],
    ['assets', 200, undefined],
    ['positions', 202, undefined],
    ['positions', 200, 'Failed: no money for ***'],
  ]);
  const exchange = testExchange(rest, { replay: folder, keys });
  await expect(exchange.call('accounts')).rejects.toThrow(refusal);
  expect(await exchange.findDefects('assets')).toEqual([]);
  await expect(exchange.call('positions')).rejects.toThrow('Failed: no money for ***');
  await exchange.close();
});
