import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCtraderDouble } from '../doubles/ctrader/startCtraderDouble.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { certificate } from '../doubles/proxy/certificate.js';
import { deadPort } from '../doubles/proxy/startProxy.js';
import { startTlsFront } from '../doubles/proxy/startTlsFront.js';
import { issueCertificate } from '../support/issueCertificate.js';
import { runCli } from './runCli.js';
import { killServed, startServe } from './startServe.js';

let okx: OkxDouble;
let folder: string;
beforeAll(async () => {
  okx = await startOkxDouble();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fmzproto-doctor-'));
});
afterEach(() => {
  killServed();
  rmSync(folder, { recursive: true });
});
afterAll(() => okx?.close());

interface Found {
  check: string;
  status: string;
  text: string;
  remedy?: string;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** What the checks of one name have found. */
async function examine(args: readonly string[], env: Record<string, string> = {}) {
  const { code, stdout } = await runCli(['doctor', '--json', ...args], { env, cwd: folder });
  const { findings }: { findings: Found[] } = JSON.parse(stdout);
  return { code, stdout, all: (check: string) => findings.filter((one) => one.check === check) };
}

const atDouble = () => ['OKX', '--base-url', `OKX=${okx.url}`];
const put = (settings: object) =>
  writeFileSync(join(folder, 'fmzproto.config.json'), JSON.stringify(settings));

describe('the port that serve is to have', () => {
  test('it is free: no failure', async () => {
    const port = await freePort();
    const { code, all } = await examine([...atDouble(), '--port', String(port)]);
    expect(all('port')).toEqual([{ check: 'port', status: 'ok', text: `127.0.0.1:${port} is free` }]);
    expect({ code, serve: all('serve') }).toEqual({ code: 0, serve: [] });
    expect(all('docker')[0]?.text).toContain(`http://127.0.0.1:${port}/OKX`);
  });

  test('fmzproto has it already, and its version is told', async () => {
    const { url } = await startServe();
    const { all } = await examine(atDouble(), { FMZPROTO_PORT: new URL(url).port });
    expect(all('port')).toMatchObject([
      { status: 'ok', text: expect.stringMatching(/^fmzproto \d+\.\d+\.\d+/) },
    ]);
  });

  test('fmzproto has it over TLS, as the config file says', async () => {
    const { cert, key } = issueCertificate(['127.0.0.1']);
    writeFileSync(join(folder, 'own.pem'), cert);
    writeFileSync(join(folder, 'own.key'), key);
    const tls = { 'tls-cert': join(folder, 'own.pem'), 'tls-key': join(folder, 'own.key') };
    const { url } = await startServe(['--tls-cert', tls['tls-cert'], '--tls-key', tls['tls-key']]);
    put({ serve: { port: Number(new URL(url).port), ...tls } });
    const trusting = await examine(atDouble(), { NODE_EXTRA_CA_CERTS: tls['tls-cert'] });
    const other = await examine(atDouble());
    expect(trusting.all('port')).toMatchObject([
      { status: 'ok', text: expect.stringMatching(/^fmzproto \d+\.\d+\.\d+ listens on https:/) },
    ]);
    expect(trusting.all('docker')[0]?.text).toContain(`${url}/OKX`);
    expect(other.all('port')).toMatchObject([
      {
        ...{ status: 'fail', text: expect.stringContaining('has a TLS certificate that cannot be verified') },
        remedy: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      },
    ]);
  });

  test('something else has it, as the config file says which', async () => {
    const other = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    put({ serve: { port } });
    const { code, all } = await examine(atDouble());
    other.close();
    expect({ code, text: all('port')[0]?.text }).toEqual({
      code: 1,
      text: `something else than fmzproto listens on http://127.0.0.1:${port}`,
    });
  });

  test('what has it does not listen', async () => {
    const port = await deadPort();
    const { code, all } = await examine([...atDouble(), '--port', String(port)]);
    expect({ code, text: all('port')[0]?.text }).toEqual({
      code: 1,
      text: expect.stringContaining(`port ${port} on 127.0.0.1 is already in use: stop the program`),
    });
  });

  test('its address is not of this machine', async () => {
    const port = String(await freePort());
    const { code, all } = await examine([...atDouble(), '--port', port], { FMZPROTO_HOST: '192.0.2.1' });
    expect({ code, text: all('port')[0]?.text }).toEqual({
      code: 1,
      text: expect.stringContaining('192.0.2.1 is not an address of this machine'),
    });
  });
});

describe('the config file', () => {
  test('what it sets is told, and the folders of its files are looked at', async () => {
    for (const name of ['logs', 'state']) mkdirSync(join(folder, name));
    put({ serve: { 'log-file': './gone/serve.log', 'paper-state': join(folder, 'state/paper.json') } });
    const { all } = await examine([...atDouble(), '--port', '0'], {
      FMZPROTO_LOG_FILE: join(folder, 'logs/serve.log'),
    });
    expect(all('config')).toEqual([
      { check: 'config', status: 'ok', text: 'fmzproto.config.json sets paper-state, log-file' },
    ]);
    const texts = all('disk').map(({ text }) => text.replace(/^\d+ [GM]iB free in /, ''));
    expect(texts).toEqual([folder, join(folder, 'state'), join(folder, 'logs')]);
  });

  test('a folder that is not there', async () => {
    put({ serve: { 'log-file': './gone/serve.log' } });
    const { all } = await examine([...atDouble(), '--port', '0']);
    expect(all('disk')[1]).toMatchObject({ status: 'warn', text: expect.stringContaining('ENOENT') });
  });

  test.each([
    ['{"serve":{"prot":1}}', /has no setting "prot": did you mean port\?/],
    ['{"serve":{"port":"x"}}', /serve\.port must be a whole number/],
    ['{', /is not valid JSON/],
  ])('%s is a finding, and no exchange is asked', async (text, sentence) => {
    writeFileSync(join(folder, 'fmzproto.config.json'), text);
    const asked = okx.requests.length;
    const { code, all } = await examine(atDouble());
    expect({ code, asked: okx.requests.length }).toEqual({ code: 1, asked });
    expect(all('config')).toMatchObject([{ status: 'fail', text: expect.stringMatching(sentence) }]);
    expect(all('exchanges')).toMatchObject([{ status: 'skipped' }]);
  });
});

test.runIf(process.platform === 'linux')(
  'what serve says of a low limit of open files at its start',
  async () => {
    const few = ['sh', '-c', 'ulimit -n 512 && exec "$@"', 'sh'];
    const { code, stdout } = await runCli(['doctor', ...atDouble(), '--port', String(await freePort())], {
      cwd: folder,
      before: few,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\nwarn +descriptors +this process may open 512 files and connections at once, and many/,
    );
    expect(stdout).toMatch(/\n +-> raise that with ulimit -n or LimitNOFILE=\n/);
  },
);

test('a certificate that expires soon', async () => {
  const front = await startTlsFront(okx.port);
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, certificate);
  const own = Number(process.env.TEST_CLOCK_OFFSET ?? 0);
  const at = (time: number) => ({
    NODE_EXTRA_CA_CERTS: authority,
    TEST_CLOCK_OFFSET: String(time - Date.now() + own),
  });
  const args = ['OKX', '--base-url', `OKX=https://localhost:${front.port}`];
  // It is valid until 2200.
  const soon = await examine(args, at(Date.UTC(2199, 11, 25)));
  const early = await examine(args, at(Date.UTC(2199, 11, 1)));
  await front.close();
  expect(soon.all('connection')).toMatchObject([
    {
      status: 'warn',
      text: expect.stringContaining('TLS verified until 2200-01-01'),
      remedy: expect.stringContaining('has to renew its certificate'),
    },
  ]);
  expect(early.all('connection')).toMatchObject([{ status: 'ok' }]);
});

test('FIX keys: one Logon and one read; wrong ones are a finding', async () => {
  const acceptor = await startCtraderDouble();
  const args = ['CTrader', '--base-url', acceptor.trade, '--base-url', `CTrader.quote=${acceptor.quote}`];
  const { access_key, secret_key } = acceptor.keys;
  const env = { FMZPROTO_ACCESS_KEY: access_key, FMZPROTO_SECRET_KEY: secret_key };
  const right = await examine(args, env);
  const logons = await acceptor.count('A');
  const wrong = await examine(args, { ...env, FMZPROTO_SECRET_KEY: 'nobodys-password' });
  const orders = await acceptor.count('D');
  await acceptor.close();
  expect(right.all('keys')).toMatchObject([{ status: 'ok', text: expect.stringContaining('they work') }]);
  expect({ logons, orders }).toEqual({ logons: 1, orders: 0 });
  expect(wrong.all('keys')).toMatchObject([{ status: 'fail' }]);
  expect(wrong.stdout).not.toContain('nobodys-password');
});
