import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { defaultAccount, type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { certificate } from '../doubles/proxy/certificate.js';
import { deadPort, type ProxyBehaviour, type ProxyDouble, startProxy } from '../doubles/proxy/startProxy.js';
import { startTlsFront, type TlsFront } from '../doubles/proxy/startTlsFront.js';
import { runCli } from './runCli.js';
import { killServed, type Served, startServe } from './startServe.js';

const folder = mkdtempSync(join(tmpdir(), 'fmzproto-proxy-'));
const authority = join(folder, 'authority.pem');
let okx: OkxDouble;
let front: TlsFront;
let proxy: ProxyDouble | undefined;

beforeAll(async () => {
  writeFileSync(authority, certificate);
  okx = await startOkxDouble();
  front = await startTlsFront(okx.port);
});
afterEach(async () => {
  killServed();
  await proxy?.close();
  proxy = undefined;
});
afterAll(async () => {
  await front.close();
  await okx.close();
  rmSync(folder, { recursive: true });
});

const NONE = Object.fromEntries(
  [
    'HTTPS_PROXY',
    'HTTP_PROXY',
    'ALL_PROXY',
    'NO_PROXY',
    'NODE_EXTRA_CA_CERTS',
    'NODE_TLS_REJECT_UNAUTHORIZED',
  ]
    .flatMap((name) => [name, name.toLowerCase()])
    .map((name) => [name, '']),
);

/** OKX under a name that only the proxy knows. */
const serve = (env: Record<string, string>, args: string[] = []) =>
  startServe(['--base-url', 'OKX=https://okx.example', ...args], { env: { ...NONE, ...env } });

const BUY = { symbol: 'LTC_USDT', type: 'buy', price: '50', amount: '1' };

async function call(served: Served, method: string, params: object) {
  const { accessKey, secret, passphrase } = defaultAccount;
  const keys = { access_key: accessKey, secret_key: `${secret},${passphrase}` };
  const response = await fetch(`${served.url}/OKX`, {
    method: 'POST',
    body: JSON.stringify({ ...keys, method, params }),
  });
  return Object(await response.json());
}

test('through a proxy to an exchange whose certificate NODE_EXTRA_CA_CERTS vouches for, which the banner names', async () => {
  proxy = await startProxy({ kind: 'tunnel', port: front.port });
  const served = await serve({
    HTTPS_PROXY: `http://me:se%63ret@127.0.0.1:${proxy.port}`,
    NODE_EXTRA_CA_CERTS: authority,
  });
  expect(await call(served, 'ticker', { symbol: 'LTC_USDT' })).toMatchObject({
    data: { symbol: 'LTC_USDT' },
  });
  expect(await call(served, 'trade', BUY)).toHaveProperty('data.id');
  expect(okx.orders()).toHaveLength(1);
  expect(proxy.asked[0]).toMatch(/^CONNECT okx\.example:443 /);
  served.child.kill('SIGTERM');
  const { stdout, stderr } = await served.done;
  expect(stdout).toContain(`\nproxy: http://127.0.0.1:${proxy.port} (HTTPS_PROXY)\n`);
  expect(stdout + stderr).not.toMatch(/secret|se%63ret/);
});

test('a proxy that fails is what a monitor is told of, without its password, until it works again', async () => {
  const works = { kind: 'tunnel', port: front.port } as const;
  proxy = await startProxy(works);
  const served = await serve({
    HTTPS_PROXY: `http://me:se%63ret@127.0.0.1:${proxy.port}`,
    NODE_EXTRA_CA_CERTS: authority,
  });
  const health = async () => {
    const response = await fetch(`${served.url}/healthz/OKX`);
    return { status: response.status, text: await response.text() };
  };
  const { accessKey, secret: accountSecret, passphrase } = defaultAccount;
  const name = `the proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY)`;
  const cancel = () => call(served, 'cancel', { id: 'LTC-USDT,1' });
  expect((await health()).status).toBe(200);
  await cancel();
  const well = await health();
  expect(well.status).toBe(200);
  expect(JSON.parse(well.text)).toMatchObject({ status: 'ok', proxy: name, last_error: null });
  proxy.behaviour = {
    kind: 'answer',
    bytes: 'HTTP/1.1 407 no\r\nme: se%63ret secret\r\nContent-Length: 0\r\n\r\n',
  };
  proxy.cut();
  let asked = 0;
  for (; asked < 20 && (await health()).status === 200; asked += 1) await cancel();
  expect(asked).toBeLessThanOrEqual(5);
  const { status, text } = await health();
  expect(status).toBe(503);
  const { reasons, last_error } = Object(JSON.parse(text));
  expect(reasons).toEqual([`its last requests all failed to reach it: ${last_error.text}`]);
  expect(last_error.text).toContain(name);
  for (const secret of ['secret', 'se%63ret', accessKey, accountSecret, passphrase])
    expect(text).not.toContain(secret);
  proxy.behaviour = works;
  await cancel();
  expect((await health()).status).toBe(200);
});

test.each(['0', ''])(
  'NODE_TLS_REJECT_UNAUTHORIZED=%s: a certificate that nobody vouches for is refused',
  async (value) => {
    proxy = await startProxy({ kind: 'tunnel', port: front.port });
    const before = okx.requests.length;
    const served = await serve({
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      NODE_TLS_REJECT_UNAUTHORIZED: value,
    });
    const { error } = await call(served, 'trade', BUY);
    expect(error).toMatch(/okx\.example has a TLS certificate that cannot be verified, behind the proxy/);
    expect(error).toMatch(/nothing was sent/);
    expect(okx.requests).toHaveLength(before);
  },
);

test('the same without a proxy', async () => {
  const before = okx.requests.length;
  const served = await startServe(['--base-url', `OKX=https://127.0.0.1:${front.port}`], {
    env: { ...NONE, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
  });
  const { error } = await call(served, 'trade', BUY);
  expect(error).toMatch(/127\.0\.0\.1:\d+ has a TLS certificate that cannot be verified/);
  expect(okx.requests).toHaveLength(before);
});

describe('a proxy that does not work: one sentence, whose fault it was, at most two connections a call', () => {
  const CASES: [string, ProxyBehaviour, RegExp][] = [
    ['closes', { kind: 'close' }, /\(HTTPS_PROXY\) closed the connection when it was asked for okx\.example/],
    [
      'wants a password',
      { kind: 'answer', bytes: 'HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n' },
      /\(HTTPS_PROXY\) wants a user name and password: HTTPS_PROXY=http:\/\/USER:PASSWORD@HOST:PORT/,
    ],
    [
      'fails',
      { kind: 'answer', bytes: 'HTTP/1.1 502 No\r\n\r\n' },
      /could not reach okx\.example \(HTTP 502\)/,
    ],
    [
      'speaks SOCKS',
      { kind: 'answer', bytes: Buffer.from([5, 255]) },
      /does not answer as an HTTP proxy does/,
    ],
    [
      'cuts TLS',
      { kind: 'cut' },
      /okx\.example closed the connection in the TLS handshake, behind the proxy/,
    ],
    [
      'never answers',
      { kind: 'silent' },
      /did not answer in time when it was asked for okx\.example|a proxy on the way to it, does not answer/,
    ],
  ];

  test.each(CASES)('it %s', async (_what, behaviour, said) => {
    proxy = await startProxy(behaviour);
    const served = await serve({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` }, ['--timeout', '3000']);
    let connections = 0;
    for (const [method, params] of [
      ['ticker', { symbol: 'LTC_USDT' }],
      ['trade', BUY],
    ] as const) {
      const { error } = await call(served, method, params);
      expect(error).toMatch(said);
      expect(error).not.toMatch(/outcome unknown|internal error/);
      expect(proxy.connections() - connections).toBeLessThanOrEqual(2);
      connections = proxy.connections();
    }
    // Nothing goes on behind the answers: stopping waits for what is running.
    served.child.kill('SIGTERM');
    await served.done;
    expect(proxy.connections()).toBe(connections);
  });

  test('nothing listens', async () => {
    const port = await deadPort();
    const served = await serve({ all_proxy: `127.0.0.1:${port}` });
    const { error } = await call(served, 'trade', BUY);
    expect(error).toContain(`the proxy 127.0.0.1:${port} (all_proxy) refused the connection (ECONNREFUSED)`);
    expect(error).toMatch(/nothing was sent|nothing was changed/);
  });
});

test.each(['serve', 'check'])(
  '%s: a proxy of another kind is refused by name, with what to write',
  async (command) => {
    const { code, stderr } = await runCli([command, ...(command === 'check' ? ['OKX'] : ['--port', '0'])], {
      env: { ...NONE, ALL_PROXY: 'socks5h://me:secret@127.0.0.1:7890' },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: ALL_PROXY names a SOCKS proxy, .*HTTPS_PROXY=http:\/\/HOST:PORT/);
    expect(stderr).not.toContain('secret');
  },
);

test('NO_PROXY=*: direct, and the banner says so', async () => {
  proxy = await startProxy({ kind: 'close' });
  const served = await serve({ HTTPS_PROXY: `127.0.0.1:${proxy.port}`, NO_PROXY: 'a.example, *' });
  expect((await call(served, 'ticker', { symbol: 'LTC_USDT' })).error).toMatch(
    /^the host name okx\.example could not be resolved/,
  );
  expect(proxy.connections()).toBe(0);
  served.child.kill('SIGTERM');
  expect((await served.done).stdout).toContain(
    'proxy: none, for NO_PROXY excepts every host from HTTPS_PROXY\n',
  );
});
