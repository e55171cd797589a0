import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { runCli } from './runCli.js';
import { startConsole } from './startConsole.js';
import { killServed, startServe } from './startServe.js';

afterAll(killServed);

const ORDER = JSON.stringify({
  access_key: 'me',
  secret_key: 'a-secret-key',
  method: 'trade',
  params: { symbol: 'LTC_USDT', type: 'buy', price: '10', amount: '1' },
});

describe('who may ask the console', () => {
  let served: Awaited<ReturnType<typeof startConsole>>;
  beforeAll(async () => {
    served = await startConsole();
  });

  const own = () => ({
    'x-fmzproto-token': served.token,
    origin: served.console,
    'sec-fetch-site': 'same-origin',
  });
  const order = (headers: Record<string, string>) =>
    served.ask('/call/Paper', { method: 'POST', body: ORDER, headers });

  it('its own page, which may load nothing else, be framed nowhere, and be kept nowhere', async () => {
    const { status, headers, body } = await served.ask('/');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(body).toContain("default-src 'none'; script-src 'sha256-");
    expect(body).not.toMatch(/unsafe-|<(?:script|link|img)[^>]* (?:src|href)=/);
    expect(served.token.length).toBeGreaterThanOrEqual(32);
  });

  it('and its own page places orders', async () => {
    expect(JSON.parse((await order(own())).body)).toMatchObject({ data: { id: expect.any(String) } });
    const [placed, ...others] = await served.requests();
    expect(placed).toMatchObject({ method: 'CreateOrder', symbol: 'LTC_USDT' });
    expect(others).toEqual([]);
  });

  it.each<[string, () => Record<string, string>]>([
    ['another origin', () => ({ ...own(), origin: 'http://evil.example' })],
    ['another port of this machine', () => ({ ...own(), origin: 'http://127.0.0.1:1' })],
    ['another scheme', () => ({ ...own(), origin: served.console.replace('http:', 'https:') })],
    ['an origin that is hidden', () => ({ ...own(), origin: 'null' })],
    ['no origin', () => ({ 'x-fmzproto-token': served.token })],
    ['another site', () => ({ ...own(), 'sec-fetch-site': 'cross-site' })],
    ['another port of the same site', () => ({ ...own(), 'sec-fetch-site': 'same-site' })],
    ['no token', () => ({ origin: served.console })],
    ['a wrong token', () => ({ ...own(), 'x-fmzproto-token': `${served.token}x` })],
    ['a name that leads here', () => ({ ...own(), host: 'evil.example', origin: 'http://evil.example' })],
    ['a name that begins like this machine', () => ({ ...own(), host: '127.0.0.1.evil.example' })],
    ['a name that ends like this machine', () => ({ ...own(), host: 'evil-localhost' })],
  ])('%s places no order', async (_title, headers) => {
    const before = (await served.requests()).length;
    const { status, headers: answered, body } = await order(headers());
    expect({ status, allowed: answered['access-control-allow-origin'] }).toEqual({ status: 403 });
    expect(body.trimEnd().split('\n')).toHaveLength(1);
    expect(await served.requests()).toHaveLength(before);
  });

  it.each(['localhost', '127.0.0.1', '[::1]', 'localhost:7777'])(
    'reached as %s, as through ssh',
    async (host) => {
      expect((await served.ask('/', { headers: { host } })).status).toBe(200);
    },
  );

  it.each(['/requests?after=0', '/exchanges', '/nothing', '//', '/%', '/call/Paper'])(
    '%s tells nothing without the token',
    async (path) => {
      expect((await served.ask(path)).status).toBe(403);
    },
  );

  it('of a page elsewhere even the first look is refused', async () => {
    const origin = 'http://evil.example';
    expect(await served.ask('/', { headers: { host: 'evil.example' } })).toMatchObject({ status: 403 });
    expect(await served.ask('/', { headers: { origin } })).toMatchObject({ status: 403 });
    const { status, headers } = await served.ask('/call/Paper', { method: 'OPTIONS', headers: { origin } });
    expect(status).toBe(403);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('no other address of this machine leads to it', async () => {
    const elsewhere = served.console.replace('127.0.0.1', '127.0.0.2');
    await expect(fetch(elsewhere)).rejects.toThrow('fetch failed');
  });
});

test('the last 500 requests are kept, without keys, and hints apart from errors', async () => {
  const served = await startConsole();
  for (let round = 0; round < 26; round += 1)
    await Promise.all(Array.from({ length: 20 }, () => served.call('Paper', 'ticker')));
  await served.call('Paper', 'ticker', { symbol: 'a-secret-key' });
  const requests = await served.requests();
  expect(requests).toHaveLength(500);
  expect(requests.map(({ id }) => id)).toEqual(Array.from({ length: 500 }, (_, index) => index + 22));
  expect(requests.at(-1)?.error).toContain('***');
  expect(JSON.stringify(requests)).not.toContain('a-secret-key');
});

test('serve ends while pages look at the console', async () => {
  const served = await startConsole();
  await fetch(served.console);
  served.child.kill('SIGTERM');
  expect((await served.done).code).toBe(0);
  await expect(fetch(served.console)).rejects.toThrow('fetch failed');
});

test.each(['6666', '6000', '10080'])('port %s, which browsers do not open, is refused', async (port) => {
  expect(await runCli(['serve', '--port', '0', '--console', port])).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: --console ${port} is a port that browsers do not open: choose another, like 6680\n`,
  });
});

test('where its port is in use, the plugin says so and goes on without it', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const served = await startServe(['--console', String(port)]);
  expect(await served.call('Paper', 'ticker')).toHaveProperty('data');
  expect(served.log()).toContain(
    `there is no console: port ${port} on 127.0.0.1 is already in use: stop the program that uses it, or choose another with --console\n`,
  );
  served.child.kill('SIGTERM');
  const { code, stdout } = await served.done;
  expect(code).toBe(0);
  expect(stdout).not.toContain('console:');
  other.close();
});
