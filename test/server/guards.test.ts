import { hostname } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exampleExchange, exampleTicker } from '../support/exampleExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';
import { openRaw } from './rawCalls.js';

let plugin: Plugin;
/** How often the adapter was asked. */
let asked = 0;

beforeAll(async () => {
  plugin = await startPlugin({
    exchanges: [
      exampleExchange({
        async ticker({ symbol }) {
          asked += 1;
          return { data: { ...exampleTicker, symbol: symbol.name } };
        },
      }),
    ],
  });
});
afterEach(() => {
  asked = 0;
});
afterAll(() => plugin.stop());

const body = '{"access_key":"an-access-key","method":"ticker","params":{"symbol":"LTC_USDT"}}';

const send = (text: string): Promise<string> => openRaw(plugin.url, text).closed;

const post = (headers: string, path = '/example', text = body) =>
  `POST ${path} HTTP/1.1\r\n${headers}Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${text}`;
const get = (path: string, headers: string) => `GET ${path} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`;

describe('the Host header', () => {
  test.each([
    ...[
      '127.0.0.1:6666',
      '127.0.0.1',
      '192.168.1.5:80',
      '[::1]:6666',
      '[fe80::1]',
      '10.0.0.1.',
      '0x7f.1',
      '127.1',
    ],
    ...['localhost', 'LOCALHOST:6666', 'robot', 'fmzproto:6666', 'app.localhost', 'mac.local', 'Mac.Local:1'],
    ...['host.docker.internal:6666', 'host.containers.internal', 'svc.cluster.local', hostname()],
  ])('%s is taken', async (host) => {
    expect(await send(post(`Host: ${host}\r\n`))).toContain('{"data":');
    expect(await send(get('/healthz', `Host: ${host}\r\n`))).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('none is taken', async () => {
    expect(await send(post(''))).toContain('{"data":');
  });

  test.each([
    ...[
      'evil.example',
      'evil.example:6666',
      'EVIL.example.',
      '127.0.0.1.evil.example',
      'localhost.evil.example',
    ],
    ...['1.2.3.4.nip.io', 'evil.example:6666:1', 'x@evil.example', 'a b.evil.example', 'internal.example'],
    ...['local.example', 'xn--e1afmkfd.example', 'www.okx.com:443', 'notlocal.x', 'a.b'],
  ])('%s is refused, as a page would be whose name is pointed here', async (host) => {
    for (const text of [post(`Host: ${host}\r\n`), post(`Host: ${host}\r\n`, '/example', '')]) {
      const answer = await send(text);
      expect(answer).toMatch(
        /^HTTP\/1\.1 200 OK\r\n[\s\S]*\{"error":"the Host header .* is not a name of this plugin/,
      );
    }
    for (const path of ['/healthz', '/metrics', '/healthz/okx?x=1'])
      expect(await send(get(path, `Host: ${host}\r\n`))).toMatch(/^HTTP\/1\.1 403 [\s\S]*\{"error":/);
    expect(asked).toBe(0);
  });
});

describe('web pages', () => {
  test.each([
    ['a form', 'Origin: https://evil.example\r\nContent-Type: application/x-www-form-urlencoded\r\n'],
    ['a script of a file', 'Origin: null\r\nContent-Type: text/plain\r\n'],
    ['an empty one', 'Origin:\r\n'],
    ['a page of this machine', 'Origin: http://127.0.0.1:3000\r\n'],
    ['its own address', 'Origin: http://127.0.0.1:6666\r\n'],
    ['a browser that hides it', 'Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n'],
    ['behind other headers', `${'X-A: b\r\n'.repeat(90)}oRiGiN: https://evil.example\r\n`],
  ])('%s: refused before its body is there', async (_what, headers) => {
    for (const text of [body, ''])
      expect(await send(post(`Host: 127.0.0.1\r\n${headers}`, '/example', text))).toMatch(
        /^HTTP\/1\.1 200 OK\r\n[\s\S]*\{"error":"web pages may not use this plugin: nothing was done"\}$/,
      );
    expect(asked).toBe(0);
    expect(plugin.log()).not.toContain('an-access-key');
  });

  test('no answer allows one to read it', async () => {
    const preflight =
      'Host: 127.0.0.1\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Private-Network: true\r\n';
    for (const text of [
      `OPTIONS /example HTTP/1.1\r\n${preflight}Connection: close\r\n\r\n`,
      get('/healthz', preflight),
      get('/metrics', preflight),
      post(preflight),
      post(''),
    ])
      expect((await send(text)).toLowerCase()).not.toContain('access-control-');
  });
});

describe('headers', () => {
  test('more than 100', async () => {
    const some = 'X-A: b\r\n'.repeat(97);
    expect(await send(post(`Host: x\r\n${some}`))).toContain('{"data":');
    for (const count of [101, 1000])
      expect(await send(post(`Host: x\r\n${'A: b\r\n'.repeat(count)}`))).toMatch(
        /^HTTP\/1\.1 200 OK\r\n[\s\S]*\{"error":"the request has more than 100 headers: nothing was done"\}$/,
      );
    expect(asked).toBe(1);
  });
});
