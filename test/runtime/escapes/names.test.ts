import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { keysOf, useEscapes } from './useEscapes.js';

const { running, fill, io, refused } = useEscapes();

/** What ccxt's objects have, and what is no endpoint of its tree. */
const names = [
  ...[
    '__proto__',
    'prototype',
    'constructor',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__defineGetter__',
    'then',
  ],
  ...[
    'request',
    'fetch',
    'fetch2',
    'sign',
    'describe',
    'api',
    'urls',
    'options',
    'headers',
    'hostname',
    'has',
  ],
  ...[
    'apiKey',
    'secret',
    'password',
    'privateKey',
    'walletAddress',
    'token',
    'getCredentials',
    'checkRequiredCredentials',
  ],
  ...[
    'setSandboxMode',
    'enableDemoTrading',
    'proxyUrl',
    'httpProxy',
    'httpsProxy',
    'socksProxy',
    'checkProxySettings',
  ],
  ...['loadMarkets', 'setMarkets', 'createOrder', 'create_order', 'cancelAllOrders', 'withdraw', 'transfer'],
  ...[
    'fetchBalance',
    'watchTicker',
    'close',
    'extend',
    'omit',
    'implodeParams',
    'urlencode',
    'fetchImplementation',
  ],
  ...[
    'eval',
    'require',
    'process',
    'globalThis',
    'import',
    'Function',
    'privateGet',
    'private',
    'GET',
    'publicGetNothing',
  ],
  ...[
    'publicHeadTime',
    'publicTraceTime',
    'publicConnectTime',
    'privateGetOrders.constructor',
    'publicGetTime;EVIL',
  ],
  ...[
    'publicGetTime?host=EVIL#x',
    'publicGetTime@EVIL',
    'publicGetTime:PORT',
    '_',
    '-',
    '.',
    '*',
    '[]',
    '{}',
    '{market}',
  ],
];

describe(`${names.length} names that are no endpoint of ccxt's`, () => {
  test.each(names)('%s', async (name) => {
    for (const verb of ['GET', 'POST'])
      expect(await refused('bitvavo', name, { verb, params: '{"a":"1"}' })).toMatch(
        /has no method|write %23/,
      );
  });

  /** Of the paths of its API, by path: another prefix, or a value that is more than one part of it. */
  test.each([
    ...[
      '//EVIL/v2/time',
      '/evil/v2/time',
      '/v2/../v2/time',
      '/v2/time/..',
      '/v1/v2/time',
      '/v2/v2/time',
      '/time',
    ],
    ...['/v2//time', '/v2/%2e/time', '/v2/ time', '/v2/time%00', '/v2/time\u0000', '/v2\\time', '/V2/time'],
    ...[
      'http://EVIL/v2/time',
      '@EVIL/v2/time',
      '.EVIL/v2/time',
      '/v2/..%2fadmin/book',
      '/v2/%252e%252e/book',
    ],
    ...[
      '/v2/{market}/book',
      '/v2/a%3Fb/book',
      '/v2/a%23b/book',
      '/v2/a%0d%0ab/book',
      '/v2/a%5cb/book',
      '/v2//book',
    ],
    ...['/v2/%/book', '/v2/.../book', '/v2/..;/book', '/v2/BTC%2fEUR/book'],
  ])('nor is the path %j', async (path) => {
    await refused('bitvavo', path);
    await refused('bitvavo', path, { verb: 'POST' });
  });
});

describe('params that name what ccxt keeps', () => {
  test.each([
    ...['{"hostname":"EVIL"}', '{"url":"http://EVIL/x"}', '{"urls":{"api":{"public":"http://EVIL"}}}'],
    ...['{"headers":{"Host":"EVIL"}}', '{"proxyUrl":"http://EVIL/"}', '{"httpProxy":"http://EVIL"}'],
    ...[
      '{"__proto__":{"hostname":"EVIL"}}',
      '{"constructor":{"prototype":{"hostname":"EVIL"}}}',
      '{"path":"//EVIL"}',
    ],
    ...[
      '{"api":"http://EVIL"}',
      '{"options":{"sandbox":true}}',
      '{"Host":"EVIL"}',
      '{"a\\r\\nHost: EVIL":"b"}',
    ],
    ...['{"version":"../.."}', '{"apiKey":"EVIL"}', '{"market":"//EVIL"}', '{"toString":"EVIL","valueOf":1}'],
  ])('%s', async (params) => {
    const { bitvavo } = running();
    const before = bitvavo.requests.length;
    const { host } = new URL(bitvavo.url);
    for (const path of ['publicGetTime', '/v2/time']) await io('bitvavo', path, { params });
    for (const { path, headers } of bitvavo.requests.slice(before)) {
      expect(path).toBe('/v2/time');
      expect(headers.host).toBe(host);
    }
    expect(await io('bitvavo', 'publicGetTime')).toHaveProperty('data');
    expect('hostname' in {}).toBe(false);
  });
});

/** Sends a request whose target is written as it is, and resolves with all that comes. */
function post(target: string): Promise<string> {
  const body = JSON.stringify({ ...keysOf.OKX, method: '__api_/api/v5/x', params: {} });
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(running().plugin.url).port), '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => (received += chunk)).once('error', reject);
    socket.once('close', () => resolve(received));
    socket.write(
      `POST ${fill(target)} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
  });
}

describe('exchanges that are none', () => {
  test.each([
    ...['//EVIL/OKX', '/http://EVIL/OKX', '/OKX@EVIL', '/..%2f..%2fetc', '/OKX%00', '/OKX%0d%0aA:b'],
    ...[
      '/ccxt/..%2fbase%2fExchange',
      '/ccxt/base/Exchange',
      '/ccxt/__proto__',
      '/ccxt/constructor',
      '/ccxt/default',
    ],
    ...[
      '/ccxt/file:%2f%2f%2fetc%2fpasswd',
      '/ccxt/http:%2f%2fEVIL',
      '/ccxt/EVIL',
      '/__proto__',
      '/constructor',
    ],
    ...[
      '/paper/http:%2f%2fEVIL',
      '/paper/paper/OKX',
      '/paper/__proto__',
      'http://EVIL/x',
      '/node:fs',
      '/OKX%2f..',
    ],
  ])('%s', async (target) => {
    const { http, evil } = running();
    const before = http.requests.length;
    const answer = await post(target);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n\{"error":"[^\r\n]*"\}$/);
    expect(answer).not.toContain('internal error');
    for (const key of [keysOf.OKX.access_key, ...keysOf.OKX.secret_key.split(',')])
      expect(answer).not.toContain(key);
    expect(http.requests).toHaveLength(before);
    expect(evil.visits).toEqual([]);
  });

  test('a whole address in the place of the path is answered here, and the plugin is no proxy', async () => {
    const { http, evil } = running();
    const before = http.requests.length;
    await post('http://EVIL/OKX');
    const requests = http.requests.slice(before);
    for (const { headers } of requests) expect(headers.host).toBe(new URL(http.url).host);
    expect(evil.visits).toEqual([]);
  });
});
