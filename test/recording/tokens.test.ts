import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHttpClient } from '../../src/http/HttpClient.js';
import type { Verb } from '../../src/protocol/methods.js';
import { createRecorder } from '../../src/recording/createRecorder.js';
import type { Transport } from '../../src/runtime/outgoing.js';

let server: Server;
let url: string;
let folder: string;
let recorder: Transport;
let answer: { text: string; headers?: Record<string, string> };

beforeEach(async () => {
  answer = { text: '{}' };
  server = createServer((_incoming, outgoing) => {
    outgoing.writeHead(200, answer.headers).end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  folder = mkdtempSync(join(tmpdir(), 'fmzproto-tokens-'));
  recorder = createRecorder(
    { http: createHttpClient({ proxy: false }) },
    { folder, report: () => undefined },
  ).http;
});
afterEach(() => {
  server.close().closeAllConnections();
  rmSync(folder, { recursive: true });
});

function send(
  method: Verb,
  path: string,
  options: { body?: string; signed?: boolean; params?: unknown } = {},
) {
  const { body, signed = false, params = {} } = options;
  const sent = { method, headers: {}, ...(body !== undefined && { body }) };
  return recorder.send(
    { ...sent, url: url + path, deadline: performance.now() + 60_000, signal: AbortSignal.timeout(60_000) },
    {
      ...{ exchange: 'Example', method: 'io', params, keys: undefined, signed, signature: [] },
      credentials: { access_key: 'access-0f4d8c2e', secret_key: 'secret-0f4d8c2e' },
      unsigned: { ...sent, host: 'api', origin: url, path },
    },
  );
}

/** All that was recorded. */
async function recorded(): Promise<string> {
  await recorder.close();
  const files = readdirSync(folder);
  expect(files.length).toBeGreaterThan(0);
  return files.map((file) => `${file}\n${readFileSync(join(folder, file), 'utf8')}`).join('\n');
}

const TOKEN = 'tk/93c1f0b7+e2d4=';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOiI0MiJ9.c2lnbmF0dXJlLW9mLWl0';

test.each([
  'access_token',
  'accessToken',
  'refresh_token',
  'id_token',
  'token',
  'jwt',
  'listenKey',
  'listen_key',
  'session',
  'session_token',
  'csrf',
  'csrfToken',
  'secretKey',
  'password',
])('%s of a login is in no recording, nor in those of requests that carry it', async (name) => {
  const list = { data: { rows: [{ [name]: TOKEN, coin: 'BTC' }] } };
  answer = { text: JSON.stringify(list) };
  await send('POST', '/login', { body: '{"user":"me"}' });
  answer = { text: JSON.stringify({ data: JSON.stringify({ [name]: TOKEN }) }) };
  await send('POST', '/login/again', { body: '{}' });
  answer = {
    text: JSON.stringify({
      error: `bad ${encodeURIComponent(TOKEN)}`,
      echo: Buffer.from(TOKEN).toString('base64'),
    }),
  };
  await send('GET', `/x?auth=${encodeURIComponent(TOKEN)}`, { params: { path: TOKEN } });
  await send('PUT', `/x/${encodeURIComponent(TOKEN)}/y`);
  await send('POST', '/x', { body: JSON.stringify({ a: { b: TOKEN } }) });
  const text = await recorded();
  for (const form of [
    TOKEN,
    encodeURIComponent(TOKEN),
    'tk_93c1f0b7',
    '93c1f0b7',
    Buffer.from(TOKEN).toString('base64'),
  ])
    expect(text).not.toContain(form);
  expect(text).toContain('"coin": "BTC"');
});

test('a token that a request carries, though no recorded reply gave it', async () => {
  await send('PUT', `/stream?listenKey=${encodeURIComponent(TOKEN)}`);
  await send('POST', '/refresh', {
    body: JSON.stringify({ refresh_token: TOKEN }),
    params: { refresh_token: TOKEN },
  });
  expect(await recorded()).not.toContain('93c1f0b7');
});

test('a JSON Web Token anywhere, and a cookie', async () => {
  answer = {
    text: JSON.stringify({ rows: ['x', `Bearer ${JWT}`] }),
    headers: { 'set-cookie': `sid=${TOKEN}; Path=/` },
  };
  await send('POST', '/login');
  answer = { text: JSON.stringify({ echo: JWT, cookie: TOKEN }) };
  await send('GET', '/x');
  const text = await recorded();
  expect(text).not.toContain('eyJ1aWQiOiI0MiJ9');
  expect(text).not.toContain('93c1f0b7');
});

test('what everybody is told stays: coins that are tokens, sessions of a market, times', async () => {
  const told = {
    token: '0xaf88d065e77c8cC2239327C5EDb3A432268e5831',
    session: 'regular',
    listing: '2026-11-27T00:00:00.000Z',
  };
  answer = { text: JSON.stringify(told) };
  await send('GET', '/coins');
  const text = await recorded();
  for (const value of Object.values(told)) expect(text).toContain(value);
});
