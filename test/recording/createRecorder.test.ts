import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHttpClient } from '../../src/http/HttpClient.js';
import { createRecorder } from '../../src/recording/createRecorder.js';
import type { Transport } from '../../src/runtime/outgoing.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { httpFixtures } from '../support/httpFixtures.js';

let server: RecordingServer;
let folder: string;
let recorder: Transport;
let said: string[];

beforeEach(async () => {
  server = await startRecordingServer(() => ({ body: { value: 1 } }));
  folder = mkdtempSync(join(tmpdir(), 'fmzproto-recorder-'));
  said = [];
  recorder = createRecorder(
    { http: createHttpClient({ proxy: false }) },
    {
      folder,
      report: (level, text) => said.push(`${level}: ${text}`),
    },
  ).http;
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

function send(path: string, access_key = 'access-0f4d8c2e') {
  return recorder.send(
    {
      ...{ method: 'GET', url: server.url + path, headers: {} },
      ...{ deadline: performance.now() + 60_000, signal: AbortSignal.timeout(60_000) },
    },
    {
      ...{ exchange: 'Example', method: 'io', params: {}, keys: undefined, signed: true, signature: [] },
      credentials: { access_key, secret_key: '' },
      unsigned: { method: 'GET', host: 'api', origin: server.url, path, headers: {} },
    },
  );
}

test('each request with its reply is a file, and a repetition is none', async () => {
  for (const path of ['/a', '/a', '/a?b=1', '/a']) expect((await send(path)).text).toBe('{"value":1}');
  server.answer = () => ({ body: { value: 2 } });
  await send('/a');
  await recorder.close();
  expect(readdirSync(folder).sort()).toEqual(['io.GET_a.2.json', 'io.GET_a.3.json', 'io.GET_a.json']);
  expect(httpFixtures(folder).map(({ request, reply }) => [request.query, reply.body])).toEqual([
    [{}, { value: 1 }],
    [{ b: '1' }, { value: 1 }],
    [{}, { value: 2 }],
  ]);
  expect(said).toEqual([]);
});

test('500 are made, and one line says so', async () => {
  await Promise.all(Array.from({ length: 510 }, (_, index) => send(`/a?n=${index}`)));
  await recorder.close();
  expect(readdirSync(folder)).toHaveLength(500);
  expect(said).toEqual([
    `warn: 500 recordings are in ${folder}: no more are made until fmzproto is restarted`,
  ]);
});

test('a reply in which a key would be readable is not written', async () => {
  await send('/a', '"exchange"');
  await recorder.close();
  expect(readdirSync(folder)).toEqual([]);
  expect(said).toEqual(['warn: not recorded: a key would be readable in a reply of io']);
});
