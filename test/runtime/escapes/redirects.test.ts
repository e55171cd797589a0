import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createCcxtLibrary } from '../../../src/exchanges/ccxt/library/createCcxtLibrary.js';
import { type RecordingServer, startRecordingServer } from '../../../src/testing.js';
import { type ProxyDouble, startProxy } from '../../doubles/proxy/startProxy.js';
import { type Envelope, type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';
import { escapes, harmless } from './paths.js';
import { type EvilServer, startEvil } from './startEvil.js';
import { keysOf } from './useEscapes.js';

let evil: EvilServer;
let exchange: RecordingServer;
let proxy: ProxyDouble;
/** In front of the exchange, and behind a proxy. */
let plugins: { direct: Plugin; proxied: Plugin };

beforeAll(async () => {
  evil = await startEvil();
  exchange = await startRecordingServer(() => ({ body: {} }));
  const port = Number(new URL(exchange.url).port);
  proxy = await startProxy({ kind: 'tunnel', port });
  for (const name of ['HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'http_proxy', 'all_proxy', 'no_proxy'])
    vi.stubEnv(name, '');
  vi.stubEnv('HTTP_PROXY', `http://me:proxy-password@127.0.0.1:${proxy.port}`);
  const library = createCcxtLibrary();
  const at = (url: string) => ({ baseUrls: { OKX: url, Bybit: url, bitvavo: url }, library });
  plugins = {
    direct: await startPlugin(at(exchange.url)),
    proxied: await startPlugin({ ...at('http://exchange.test'), proxy: true }),
  };
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const plugin of Object.values(plugins)) {
    await plugin.stop();
    for (const key of [...Object.values(keysOf).flatMap(textsOf), 'proxy-password'])
      expect(plugin.log()).not.toContain(key);
  }
  await Promise.all([exchange.close(), proxy.close(), evil.close()]);
});

const PATHS = { OKX: '/api/v5/public/time', Bybit: '/v5/market/time', bitvavo: '/v2/account' };

const textsOf = (keys: Keys) => [keys.access_key, ...keys.secret_key.split(',')];

/** Reads are asked for again and again, which takes its time: one stands for all. */
const verbsOf = (venue: keyof typeof PATHS, status: number, index: number) => [
  ...(index === 0 && status === 302 ? ['GET'] : []),
  ...(venue === 'bitvavo' ? [] : ['POST']),
];

/** Asks the exchange once for what it has, and answers with what became of it. */
async function ask(
  plugin: Plugin,
  venue: keyof typeof PATHS,
  verb = 'GET',
  path = PATHS[venue],
): Promise<Envelope> {
  const headers = { 'Http-Method': verb };
  const { status, envelope } = await plugin.post(
    `/${venue}`,
    JSON.stringify({ ...keysOf[venue], method: `__api_${path}`, params: {} }),
    headers,
  );
  expect(status).toBe(200);
  for (const key of textsOf(keysOf[venue])) expect(JSON.stringify(envelope)).not.toContain(key);
  expect(evil.visits).toEqual([]);
  return envelope;
}

const locations = [
  ...[
    'http://EVIL/x',
    'https://EVIL/x',
    '//EVIL/x',
    '/\\EVIL/x',
    '\\\\EVIL\\x',
    'http:EVIL/x',
    'HTTP://EVIL',
  ],
  ...[
    'http://localhost:PORT/x',
    'http://[::1]:PORT/x',
    'http://2130706433:PORT',
    '/x',
    '',
    'file:///etc/passwd',
  ],
];

test.each([300, 301, 302, 303, 305, 307, 308])(
  `HTTP %i to ${locations.length} places is not followed`,
  async (status) => {
    const to = locations.map((text) =>
      text.replaceAll('EVIL', evil.host).replaceAll('PORT', String(evil.port)),
    );
    exchange.answer = ({ query }) => {
      const location = to[Number(new URLSearchParams(query).get('to'))] ?? '';
      return { status, headers: { location }, body: '' };
    };
    const before = exchange.requests.length;
    const asked = Object.values(plugins).flatMap((plugin) =>
      (['OKX', 'Bybit', 'bitvavo'] as const).flatMap((venue) =>
        locations.flatMap((_, index) =>
          verbsOf(venue, status, index).map((verb) =>
            ask(plugin, venue, verb, `${PATHS[venue]}?to=${index}`),
          ),
        ),
      ),
    );
    for (const { error } of await Promise.all(asked)) {
      expect(error).toMatch(/^[^\r\n]+$/);
      expect(error).not.toContain('internal error');
    }
    const sent = exchange.requests.slice(before);
    // ccxt reads its markets first.
    const known = [...Object.values(PATHS), '/v2/assets', '/v2/markets'];
    expect(sent.filter(({ path }) => !known.includes(path))).toEqual([]);
    const writes = sent.filter(({ method }) => method !== 'GET').map(({ path, query }) => `${path} ${query}`);
    expect(new Set(writes).size).toBe(2 * locations.length);
    expect(writes).toHaveLength(4 * locations.length);
  },
);

test('headers of an answer that name another address are not followed', async () => {
  const headers = {
    ...{ refresh: `0; url=http://${evil.host}/x`, 'alt-svc': `http/1.1="${evil.host}"; ma=86400` },
    ...{ link: `<http://${evil.host}/x>; rel=preload`, 'content-location': `http://${evil.host}/x` },
    ...{ location: `http://${evil.host}/x`, 'x-accel-redirect': `//${evil.host}/x`, upgrade: 'h2c' },
  };
  exchange.answer = () => ({ headers, body: { code: '0', retCode: 0 } });
  for (const plugin of Object.values(plugins)) {
    for (let round = 0; round < 3; round += 1)
      expect(await ask(plugin, 'OKX')).toEqual({ data: { code: '0', retCode: 0 } });
  }
  expect(exchange.requests.slice(-6).map(({ path }) => path)).toEqual(Array(6).fill(PATHS.OKX));
});

describe('behind a proxy', () => {
  test('it is asked for the exchange alone, whatever the path is', async () => {
    exchange.answer = () => ({ body: { code: '0' } });
    const fill = (path: string) => path.replaceAll('EVIL', evil.host).replaceAll('PORT', String(evil.port));
    const before = exchange.requests.length;
    for (const path of Object.values(escapes).flat())
      expect(await ask(plugins.proxied, 'OKX', 'POST', fill(path))).toHaveProperty('error');
    expect(exchange.requests).toHaveLength(before);
    for (const { path } of harmless)
      expect(await ask(plugins.proxied, 'OKX', 'POST', fill(path))).toHaveProperty('data');
    const asked = proxy.asked.map((head) => head.slice(0, head.indexOf('\r\n')));
    expect(new Set(asked)).toEqual(new Set(['CONNECT exchange.test:80 HTTP/1.1']));
    // What the proxy wants to know is for it alone.
    for (const { headers } of exchange.requests) {
      expect(headers).not.toHaveProperty('proxy-authorization');
      if (headers.host !== new URL(exchange.url).host) expect(headers.host).toBe('exchange.test');
    }
  });

  test.each(['302 Found', '307 Temporary Redirect', '407 Proxy Authentication Required', '305 Use Proxy'])(
    'one that answers %s, with the address of somebody else',
    async (status) => {
      const answering = await startProxy({
        kind: 'answer',
        bytes: `HTTP/1.1 ${status}\r\nLocation: http://${evil.host}/x\r\nProxy-Authenticate: Basic realm="http://${evil.host}"\r\nContent-Length: 0\r\n\r\n`,
      });
      vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${answering.port}`);
      const plugin = await startPlugin({ baseUrls: { OKX: 'http://exchange.test' }, proxy: true });
      for (const verb of ['GET', 'POST']) {
        const { error } = await ask(plugin, 'OKX', verb);
        expect(error).toContain(`the proxy 127.0.0.1:${answering.port} (HTTP_PROXY)`);
      }
      for (const head of answering.asked) expect(head).toMatch(/^CONNECT exchange\.test:80 HTTP\/1\.1\r\n/);
      await plugin.stop();
      await answering.close();
    },
  );
});
