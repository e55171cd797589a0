import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHttpClient, type HttpClient } from '../../src/http/HttpClient.js';
import { NetworkError } from '../../src/http/NetworkError.js';
import { Proxies } from '../../src/http/Proxies.js';
import { certificate, key } from '../doubles/proxy/certificate.js';
import { deadPort, type ProxyBehaviour, type ProxyDouble, startProxy } from '../doubles/proxy/startProxy.js';

const open: { close(): unknown }[] = [];

beforeEach(() => {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, '');
    vi.stubEnv(name.toLowerCase(), '');
  }
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const one of open.splice(0)) await one.close();
});

function clientOf(environment: Record<string, string>): HttpClient {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const client = createHttpClient({ proxy: true });
  open.push(client);
  return client;
}

async function proxyOf(behaviour: ProxyBehaviour, options?: { tls?: boolean }): Promise<ProxyDouble> {
  const proxy = await startProxy(behaviour, options);
  open.push(proxy);
  return proxy;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  const address: string | AddressInfo | null = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const startExchange = () => listen(createServer((_request, response) => response.end('{"ok":true}')));

async function post(client: HttpClient, url: string, signal = AbortSignal.timeout(60_000)) {
  const sent: string[] = [];
  const reply = await client
    .send({
      ...{ method: 'POST', url, headers: {}, body: '{"an":"order"}', signal },
      deadline: performance.now() + 60_000,
      onSent: () => sent.push('sent'),
    })
    .catch((error: unknown) => error);
  return { reply, sent: sent.length };
}

/** The message of a write that never left, after it was seen that all of it says so. */
function refusal({ reply, sent }: { reply: unknown; sent: number }): string {
  expect(reply).toBeInstanceOf(NetworkError);
  expect(reply).toMatchObject({ outcome: 'rejected' });
  expect(sent).toBe(0);
  return reply instanceof NetworkError ? reply.message : '';
}

describe('what a proxy does wrong is said of the proxy, and nothing was sent', () => {
  test('nothing listens', async () => {
    const port = await deadPort();
    const client = clientOf({ HTTPS_PROXY: `http://me:se%63ret@127.0.0.1:${port}` });
    expect(refusal(await post(client, 'https://okx.example/'))).toBe(
      `the proxy 127.0.0.1:${port} (HTTPS_PROXY) refused the connection (ECONNREFUSED): start the proxy, or correct or unset HTTPS_PROXY`,
    );
  });

  test.each([
    [
      'it closes',
      { kind: 'close' },
      'closed the connection when it was asked for okx.example (ECONNRESET): see whether HTTPS_PROXY has its HTTP port',
      true,
    ],
    [
      '407',
      { kind: 'answer', bytes: 'HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n' },
      'wants a user name and password: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT',
      false,
    ],
    [
      '403',
      { kind: 'answer', bytes: 'HTTP/1.1 403 No\r\n\r\n' },
      'refused to connect to okx.example (HTTP 403)',
      false,
    ],
    [
      '502 with a page',
      { kind: 'answer', bytes: 'HTTP/1.1 502 Bad\r\nContent-Length: 8\r\n\r\n<html />' },
      'could not reach okx.example (HTTP 502)',
      true,
    ],
    [
      'HTTP/1.0 503',
      { kind: 'answer', bytes: 'HTTP/1.0 503 No\r\n\r\n' },
      'could not reach okx.example (HTTP 503)',
      true,
    ],
    [
      'SOCKS',
      { kind: 'answer', bytes: Buffer.from([5, 0]) },
      'does not answer as an HTTP proxy does (HPE_INVALID_CONSTANT): see whether HTTPS_PROXY has its HTTP port',
      false,
    ],
    [
      'garbage',
      { kind: 'answer', bytes: 'hello\r\n' },
      'does not answer as an HTTP proxy does (HPE_INVALID_CONSTANT): see whether HTTPS_PROXY has its HTTP port',
      false,
    ],
  ] satisfies [string, ProxyBehaviour, string, boolean][])(
    '%s',
    async (_what, behaviour, said, transient) => {
      const proxy = await proxyOf(behaviour);
      const client = clientOf({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
      const answer = await post(client, 'https://okx.example/');
      expect(refusal(answer)).toBe(`the proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY) ${said}`);
      expect(answer.reply).toMatchObject({ transient });
      // Whoever would connect again has done so by the end of another request.
      await post(client, 'https://okx.example/');
      expect(proxy.connections()).toBe(2);
      expect(proxy.asked).toHaveLength(2);
    },
  );

  test('a wrong password is not asked for again, and stays secret', async () => {
    const proxy = await proxyOf({ kind: 'answer', bytes: 'HTTP/1.1 407 No\r\n\r\n' });
    const client = clientOf({ https_proxy: `http://me:p%40ss%20word@127.0.0.1:${proxy.port}` });
    const answer = await post(client, 'https://okx.example/');
    expect(refusal(answer)).toBe(
      `the proxy 127.0.0.1:${proxy.port} (https_proxy) does not take the user name and password of https_proxy (HTTP 407)`,
    );
    const credentials = Buffer.from('me:p@ss word').toString('base64');
    expect(proxy.asked[0]).toMatch(/^CONNECT okx\.example:443 HTTP\/1\.1\r\n/);
    expect(proxy.asked[0]?.toLowerCase()).toContain(
      `proxy-authorization: basic ${credentials.toLowerCase()}`,
    );
  });

  test('a proxy that never answers: said when the time is up, and the connection is given up', async () => {
    const proxy = await proxyOf({ kind: 'silent' });
    const client = clientOf({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    const controller = new AbortController();
    const answer = post(client, 'https://okx.example/', controller.signal);
    await expect.poll(() => proxy.asked.length).toBe(1);
    controller.abort(new DOMException('the time is up', 'TimeoutError'));
    expect(refusal(await answer)).toBe(
      `the proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY) did not answer in time when it was asked for okx.example`,
    );
    await expect.poll(() => proxy.connected()).toBe(0);
    expect(proxy.connections()).toBe(1);
  });

  test('a proxy without TLS under https://', async () => {
    const proxy = await proxyOf({ kind: 'answer', bytes: 'HTTP/1.1 400 Bad Request\r\n\r\n' });
    const client = clientOf({ HTTPS_PROXY: `https://127.0.0.1:${proxy.port}` });
    expect(refusal(await post(client, 'https://okx.example/'))).toMatch(
      /^the proxy 127\.0\.0\.1:\d+ \(HTTPS_PROXY\) does not speak TLS \(\w+\): write http:\/\/ instead of https:\/\/ in HTTPS_PROXY$/,
    );
  });

  test('a proxy with a certificate that nobody vouches for, whatever the environment says', async () => {
    const proxy = await proxyOf({ kind: 'close' }, { tls: true });
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const client = clientOf({ HTTPS_PROXY: `https://127.0.0.1:${proxy.port}` });
    const answer = await post(client, 'https://okx.example/');
    expect(refusal(answer)).toMatch(
      /^the proxy \S+ \(HTTPS_PROXY\) has a TLS certificate that cannot be verified \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/,
    );
    expect(answer.reply).toMatchObject({ transient: false });
    expect(proxy.asked).toEqual([]);
  });
});

describe('what is behind the proxy', () => {
  test('TLS that is cut in the handshake', async () => {
    const proxy = await proxyOf({ kind: 'cut' });
    const client = clientOf({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(refusal(await post(client, 'https://okx.example/'))).toBe(
      `okx.example closed the connection in the TLS handshake, behind the proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY) (ECONNRESET)`,
    );
    expect(proxy.connections()).toBe(1);
  });

  test('a certificate that nobody vouches for', async () => {
    let requests = 0;
    const port = await listen(
      createTlsServer({ cert: certificate, key }, (_request, response) => {
        requests += 1;
        response.end('{}');
      }),
    );
    const proxy = await proxyOf({ kind: 'tunnel', port });
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const client = clientOf({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(refusal(await post(client, 'https://okx.example/'))).toMatch(
      /^okx\.example has a TLS certificate that cannot be verified, behind the proxy \S+ \(HTTPS_PROXY\) \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/,
    );
    expect(requests).toBe(0);
  });

  test('a plain address is tunnelled to, and the tunnel is used again', async () => {
    const proxy = await proxyOf({ kind: 'tunnel', port: await startExchange() });
    const client = clientOf({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });
    for (let index = 0; index < 20; index += 1) {
      const { reply, sent } = await post(client, 'http://okx.example:8080/a');
      expect(reply).toMatchObject({ status: 200, text: '{"ok":true}' });
      expect(sent).toBe(1);
    }
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
    expect(proxy.asked[0]).toMatch(/^CONNECT okx\.example:8080 HTTP\/1\.1\r\n/);
    expect(proxy.asked[0]?.toLowerCase()).not.toContain('authorization');
  });
});

test('the name of a proxy that cannot be resolved is told as that of the proxy', async () => {
  expect(refusal(await post(clientOf({ ALL_PROXY: 'nowhere.invalid:7890' }), 'https://okx.example'))).toMatch(
    /^the host name of the proxy nowhere\.invalid:7890 \(ALL_PROXY\) could not be resolved.* \(E\w+\): correct or unset ALL_PROXY$/,
  );
});

test('without a proxy, a name that cannot be resolved says what to do', async () => {
  expect(refusal(await post(clientOf({}), 'https://nowhere.invalid'))).toMatch(
    /^the host name nowhere\.invalid could not be resolved.* \(E\w+\): check the network, or set HTTPS_PROXY; Paper works without a network$/,
  );
});

describe('which way an address is reached', () => {
  test.each([
    [{}, 'https://okx.example', false],
    [{ HTTPS_PROXY: 'P' }, 'https://okx.example', true],
    [{ https_proxy: 'P' }, 'https://okx.example', true],
    [{ ALL_PROXY: 'P' }, 'https://okx.example', true],
    [{ all_proxy: 'P' }, 'http://okx.example', true],
    [{ HTTP_PROXY: 'P' }, 'http://okx.example', true],
    [{ HTTP_PROXY: 'P' }, 'https://okx.example', false],
    [{ HTTPS_PROXY: 'P' }, 'http://okx.example', false],
    // What is not of use for this address does not matter.
    [{ HTTPS_PROXY: 'P', ALL_PROXY: 'socks5://127.0.0.1:7890' }, 'https://okx.example', true],
    [{ HTTPS_PROXY: 'P', NO_PROXY: '*' }, 'https://okx.example', false],
    [{ HTTPS_PROXY: 'P', no_proxy: ' a.example , * ' }, 'https://okx.example', false],
    [{ HTTPS_PROXY: 'P', NO_PROXY: 'okx.example' }, 'https://okx.example', false],
    [{ HTTPS_PROXY: 'P', NO_PROXY: 'OKX.example.' }, 'https://okx.example', false],
    [{ HTTPS_PROXY: 'P', NO_PROXY: 'okx.example' }, 'https://www.okx.example', false],
    [{ HTTPS_PROXY: 'P', NO_PROXY: '.okx.example' }, 'https://www.okx.example', false],
    [{ HTTPS_PROXY: 'P', NO_PROXY: '*.okx.example' }, 'https://www.okx.example', false],
    [{ HTTPS_PROXY: 'P', NO_PROXY: 'x.example' }, 'https://okx.example', true],
    [{ HTTPS_PROXY: 'P', NO_PROXY: 'okx.example:443' }, 'https://okx.example', false],
    [{ HTTPS_PROXY: 'P', NO_PROXY: 'okx.example:8443' }, 'https://okx.example', true],
    [{ HTTPS_PROXY: 'P', NO_PROXY: 'okx.example:8443' }, 'https://okx.example:8443', false],
    [{ HTTPS_PROXY: 'P', NO_PROXY: '192.0.2.0/24' }, 'https://192.0.2.7', false],
    [{ HTTPS_PROXY: 'P', NO_PROXY: '192.0.2.0/24' }, 'https://198.51.100.7', true],
    [{ HTTPS_PROXY: 'P', NO_PROXY: '[2001:db8::1]:443' }, 'https://[2001:db8::1]', false],
    [{ HTTPS_PROXY: 'P', NO_PROXY: '2001:db8::1' }, 'https://[2001:db8::1]', false],
    [{ HTTPS_PROXY: 'P', NO_PROXY: '2001:db8::/32' }, 'https://[2001:db8::1]', false],
    [{ HTTPS_PROXY: 'P' }, 'https://127.0.0.1:9', false],
    [{ HTTPS_PROXY: 'P' }, 'https://127.8.0.1:9', false],
    [{ HTTPS_PROXY: 'P' }, 'https://localhost:9', false],
    [{ HTTPS_PROXY: 'P' }, 'https://[::1]:9', false],
  ] satisfies [Record<string, string>, string, boolean][])(
    '%j, %s: proxy %j',
    (environment, url, proxied) => {
      const values = Object.entries(environment).map(([name, value]) => [
        name,
        value === 'P' ? '127.0.0.1:7890' : value,
      ]);
      const proxies = new Proxies(Object.fromEntries(values));
      expect(proxies.for(new URL(url)) !== undefined).toBe(proxied);
    },
  );

  test.each([
    ['http://127.0.0.1:7890', 'http://127.0.0.1:7890'],
    ['http://127.0.0.1:7890/', 'http://127.0.0.1:7890'],
    ['localhost:7890', 'http://localhost:7890'],
    ['127.0.0.1:7890', 'http://127.0.0.1:7890'],
    ['me:secret@proxy.example:7890', 'http://proxy.example:7890'],
    ['HTTP://me:se%63ret@127.0.0.1', 'http://127.0.0.1:80'],
    ['https://proxy.example', 'https://proxy.example:443'],
    ['http://[::1]:7890', 'http://[::1]:7890'],
  ])('%s is shown as %s', (value, shown) => {
    expect(new Proxies({ HTTPS_PROXY: value }).describe()).toBe(`${shown} (HTTPS_PROXY)`);
  });

  test.each([
    'socks5://me:secret@127.0.0.1:7890',
    'socks5h://127.0.0.1:7890',
    'socks4://127.0.0.1:7890',
    'socks://127.0.0.1:7890',
    'SOCKS5://127.0.0.1:7890',
    'ftp://me:secret@127.0.0.1',
    'http://me:se#cret@127.0.0.1:7890',
    'http://me:1/secret@127.0.0.1:7890',
    'http://me:1?secret@127.0.0.1:7890',
    'http://127.0.0.1:78900',
    'http://',
    'http:/secret',
    'http://127.0.0.1:7890/proxy.pac',
    'a proxy',
  ])('%s is refused by the name of its variable, with what to write', (value) => {
    for (const name of ['HTTPS_PROXY', 'ALL_PROXY']) {
      let said = '';
      try {
        new Proxies({ [name]: value }).describe();
      } catch (error) {
        said = String(error);
      }
      expect(said).toMatch(new RegExp(`^ProxyError: ${name} .*http://HOST:PORT`));
      expect(said).not.toMatch(/secret|se%63ret/);
    }
  });

  test('one that cannot be used for plain addresses alone is refused with the first of them', async () => {
    const client = clientOf({ HTTP_PROXY: 'socks5://127.0.0.1:7890' });
    expect(refusal(await post(client, 'http://okx.example/'))).toMatch(/^HTTP_PROXY names a SOCKS proxy/);
  });
});
