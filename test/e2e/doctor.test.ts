import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startCtraderDouble } from '../doubles/ctrader/startCtraderDouble.js';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { startOkxStream } from '../doubles/okx/stream/startOkxStream.js';
import { deadPort, startProxy } from '../doubles/proxy/startProxy.js';
import { startTlsFront } from '../doubles/proxy/startTlsFront.js';
import { runCli } from './runCli.js';
import { killServed, type Served, startServe } from './startServe.js';

const account = { ...defaultAccount, passphrase: 'phrase-of-the-double' };
const { accessKey, secret, passphrase } = account;
const folder = mkdtempSync(join(tmpdir(), 'fmzproto-doctor-'));
const noProxy = Object.fromEntries(
  ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS']
    .flatMap((name) => [name, name.toLowerCase()])
    .map((name) => [name, '']),
);

let okx: OkxDouble;
let served: Served;
beforeAll(async () => {
  okx = await startOkxDouble({ accounts: [account] });
  served = await startServe();
});
afterEach(() => {
  okx.clockOffset = 0;
});
afterAll(async () => {
  killServed();
  await okx?.close();
  rmSync(folder, { recursive: true });
});

interface Found {
  check: string;
  status: string;
  text: string;
  remedy?: string;
}

const atDouble = () => ['OKX', '--base-url', okx.url];

async function examine(
  args: readonly string[],
  { env = {}, url = served.url }: { env?: Record<string, string>; url?: string } = {},
) {
  const { code, stdout, stderr } = await runCli(['doctor', '--json', '--url', url, ...args], {
    env: { ...noProxy, ...env },
    cwd: folder,
  });
  expect(stderr).toBe('');
  const { findings }: { findings: Found[] } = JSON.parse(stdout);
  const failed = findings.filter(({ status }) => status === 'fail').map(({ check }) => check);
  const of = (check: string) => {
    const { status, text, remedy } = findings.find((one) => one.check === check) ?? {};
    return { status, text, remedy };
  };
  return { code, stdout, failed, of };
}

describe('all is well', () => {
  test('no check fails, and no key is shown', async () => {
    const stream = await startOkxStream(okx);
    const { code, stdout, failed, of } = await examine(
      [...atDouble(), '--base-url', `OKX.stream=${stream.url}`],
      { env: { FMZPROTO_ACCESS_KEY: accessKey, FMZPROTO_SECRET_KEY: `${secret},${passphrase}` } },
    );
    await stream.close();
    expect({ failed, code }).toEqual({ failed: [], code: 0 });
    for (const check of ['node', 'serve', 'docker', 'proxy', 'connection', 'clock', 'streams', 'keys'])
      expect({ check, status: of(check).status }).toEqual({ check, status: 'ok' });
    expect(of('serve').text).toContain(`listens on ${served.url}`);
    expect(of('docker').text).toContain(`http://127.0.0.1:${new URL(served.url).port}/OKX`);
    for (const key of [accessKey, secret, passphrase]) expect(stdout).not.toContain(key);
  });

  test('for people: a line for each, and how many of which kind', async () => {
    const args = ['doctor', 'okx', '--url', served.url, '--base-url', okx.url];
    const { code, stdout } = await runCli(args, { cwd: folder, env: noProxy });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok {7}node +Node\.js \d+/);
    expect(stdout).toMatch(/\nskipped {2}OKX keys +none are set\n +-> FMZPROTO_ACCESS_KEY and/);
    expect(stdout).toMatch(/\n\d+ checks: \d+ ok, \d+ warned, 0 failed, \d+ skipped\n$/);
  });

  test('FIX hosts are connected to, and without keys nobody logs on', async () => {
    const acceptor = await startCtraderDouble();
    const { code, of } = await examine([
      ...['CTrader', '--base-url', acceptor.trade],
      ...['--base-url', `CTrader.quote=${acceptor.quote}`],
    ]);
    const logons = await acceptor.count('A');
    await acceptor.close();
    expect({ code, logons }).toEqual({ code: 0, logons: 0 });
    expect([of('FIX trade').status, of('FIX quote').status, of('keys').status]).toEqual([
      'ok',
      'ok',
      'skipped',
    ]);
  });
});

describe('the port', () => {
  test('nothing listens', async () => {
    const port = await deadPort();
    const { code, failed, of } = await examine(atDouble(), { url: `http://127.0.0.1:${port}` });
    expect({ code, failed }).toEqual({ code: 1, failed: ['serve'] });
    expect(of('serve').text).toBe(`nothing listens on http://127.0.0.1:${port}`);
    expect(of('serve').remedy).toContain(`serve --port ${port}`);
  });

  test('something else listens', async () => {
    const other = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { code, of } = await examine(atDouble(), { url: `http://127.0.0.1:${port}` });
    other.close();
    expect({ code, text: of('serve').text }).toEqual({
      code: 1,
      text: `something else than fmzproto listens on http://127.0.0.1:${port}`,
    });
  });
});

describe('the proxy', () => {
  test.each([
    ['403 Forbidden', /refused to connect to okx\.example \(HTTP 403\)$/, /forbids CONNECT/],
    ['407 Proxy Authentication Required', /wants a user name and password$/, /^HTTPS_PROXY=http:/],
    ['502 Bad Gateway', /could not reach okx\.example \(HTTP 502\)$/, /firewalls between/],
  ])('%s', async (answer, text, remedy) => {
    const proxy = await startProxy({
      kind: 'answer',
      bytes: `HTTP/1.1 ${answer}\r\ncontent-length: 0\r\n\r\n`,
    });
    const { code, of } = await examine(['OKX', '--base-url', 'https://okx.example'], {
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
    });
    await proxy.close();
    expect({ code, status: of('proxy').status, clock: of('clock').status }).toEqual({
      ...{ code: 1, status: 'fail', clock: 'skipped' },
    });
    expect(of('proxy').text).toMatch(text);
    expect(of('proxy').remedy).toMatch(remedy);
  });

  test('it is not there, and its password is not shown', async () => {
    const proxy = `http://anna:proxy-password@127.0.0.1:${await deadPort()}`;
    const { stdout, failed, of } = await examine(['OKX', '--base-url', 'https://okx.example'], {
      env: { HTTPS_PROXY: proxy },
    });
    expect(failed).toEqual(['proxy', 'connection']);
    expect(of('proxy').text).toMatch(/refused the connection \(ECONNREFUSED\)$/);
    expect(of('proxy').remedy).toMatch(/^start the proxy/);
    expect(stdout).not.toContain('proxy-password');
  });

  test('it does not answer: it is named, and not the exchange alone', async () => {
    const proxy = await startProxy({ kind: 'silent' });
    const { failed, of } = await examine(['OKX', '--base-url', 'https://okx.example', '--timeout', '1000'], {
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
    });
    await proxy.close();
    expect(failed).toEqual(['proxy', 'connection']);
    expect(of('proxy').text).toMatch(
      /^the proxy 127.* did not answer in time when it was asked for okx\.example/,
    );
  });

  test('what stands behind it fails: told of the exchange, not of the proxy', async () => {
    const front = await startTlsFront(okx.port);
    const proxy = await startProxy({ kind: 'tunnel', port: front.port });
    const { failed, of } = await examine(['OKX', '--base-url', 'https://okx.example'], {
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
    });
    await Promise.all([front.close(), proxy.close()]);
    expect(failed).toEqual(['connection']);
    expect(of('proxy').text).toMatch(/: a tunnel to okx\.example is let through$/);
    expect(of('connection').text).toMatch(/cannot be verified, behind the proxy 127/);
    expect(of('connection').remedy).toContain('NODE_EXTRA_CA_CERTS');
  });

  test('SOCKS: a finding as well', async () => {
    const { code, failed, of } = await examine(atDouble(), { env: { ALL_PROXY: 'socks5://127.0.0.1:1080' } });
    expect({ code, failed }).toEqual({ code: 1, failed: ['proxy'] });
    expect(of('proxy').text).toContain('SOCKS');
  });
});

test.each([
  [-180_000, 'ahead'],
  [180_000, 'behind'],
])('a clock that is off by %d ms', async (offset, direction) => {
  okx.clockOffset = offset;
  const { code, failed, of } = await examine(atDouble());
  expect({ code, failed }).toEqual({ code: 1, failed: ['clock'] });
  expect(of('clock').text).toMatch(new RegExp(`^this machine is 1(79|80|81) s ${direction}`));
  expect(of('clock').remedy).toContain('timedatectl');
});

test('wrong keys: the exchange says so, and they are not shown', async () => {
  const wrong = {
    FMZPROTO_ACCESS_KEY: 'nobodys-access-key',
    FMZPROTO_SECRET_KEY: 'nobodys-secret,nobodys-phrase',
  };
  const { code, stdout, failed, of } = await examine(atDouble(), { env: wrong });
  expect({ code, failed }).toEqual({ code: 1, failed: ['keys'] });
  expect(of('keys').text).toMatch(/^50111 Invalid OK-ACCESS-KEY/);
  expect(stdout).not.toMatch(/nobodys-/);
});

test('where no exchange is named, keys are sent to none', async () => {
  const port = await deadPort();
  const moved = ['OKX', 'Bybit', 'Alpaca', 'Alpaca.data'].flatMap((name) => [
    ...['--base-url', `${name}=${name === 'OKX' ? okx.url : `http://127.0.0.1:${port}`}`],
  ]);
  const lines = ['CTrader', 'CTrader.quote'].flatMap((name) => [
    '--base-url',
    `${name}=fix://127.0.0.1:${port}`,
  ]);
  const { stdout } = await examine([...moved, ...lines], {
    env: { FMZPROTO_ACCESS_KEY: accessKey, FMZPROTO_SECRET_KEY: `${secret},${passphrase}` },
  });
  const { findings } = JSON.parse(stdout);
  const told = findings.map(({ check, exchange, status }: Found & { exchange?: string }) => [
    exchange,
    check,
    status,
  ]);
  expect(told).toContainEqual(['OKX', 'keys', 'skipped']);
  expect(told).toContainEqual(['CTrader', 'FIX trade', 'fail']);
  expect(new Set(told.map(([exchange]: string[]) => exchange))).toEqual(
    new Set([undefined, 'OKX', 'Bybit', 'Alpaca', 'CTrader']),
  );
});

test('a certificate that no authority has signed', async () => {
  const front = await startTlsFront(okx.port);
  const { code, failed, of } = await examine(['OKX', '--base-url', `https://localhost:${front.port}`]);
  await front.close();
  expect({ code, failed }).toEqual({ code: 1, failed: ['connection'] });
  expect(of('connection').text).toMatch(/has a TLS certificate that cannot be verified/);
  expect(of('connection').remedy).toContain('NODE_EXTRA_CA_CERTS');
});

test.each([
  [['OXK'], /^error: unknown exchange "OXK", did you mean OKX\?/],
  [['OKX', '--url', 'nowhere'], /^error: "nowhere" is not the address of a plugin/],
  [['OKX', '--tiemout', '5'], /^error: unknown flag --tiemout: did you mean --timeout\?/],
])('wrong usage: %j', async (args, sentence) => {
  const { code, stdout, stderr } = await runCli(['doctor', ...args], { cwd: folder, env: noProxy });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(sentence);
});
