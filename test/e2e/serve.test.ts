import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { defaultAccount } from '../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { cliEnvironment, runCli } from './runCli.js';
import { killServed, startServe as serve } from './startServe.js';

let okx: OkxDouble | undefined;

afterEach(async () => {
  killServed();
  await okx?.close();
  okx = undefined;
});

const post = async (url: string, body: object) =>
  Object(await (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json());
const ticker = { method: 'ticker', params: { symbol: 'LTC_USDT' } };

test('says where it listens and which exchanges there are, and answers', async () => {
  const { url, child, done } = await serve();
  expect(await post(`${url}/Paper`, ticker)).toHaveProperty('data.symbol', 'LTC_USDT');
  expect(await post(`${url}/paper/`, ticker)).toHaveProperty('data.symbol', 'LTC_USDT');
  child.kill('SIGTERM');
  const { code, stdout, stderr } = await done;
  expect(code).toBe(0);
  const names = [
    'OKX',
    'Bybit',
    'Alpaca',
    'CTrader',
    'Paper',
    'Paper/OKX',
    'Paper/Bybit',
    'Paper/Alpaca',
    'Paper/CTrader',
  ];
  expect(stdout).toBe(
    `listening on ${url}\nexchanges:\n${names.map((name) => `  ${url}/${name}\n`).join('')}` +
      `  ${url}/bitvavo, and so on for every exchange of ccxt 4.5.84\n`,
  );
  expect(stderr).toMatch(/Paper {2}GetTicker {2}LTC_USDT {2}ok {2}\d+ ms {2}0 upstream calls\n/);
  expect(stderr).not.toContain('\u001b');
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: what is running is finished, nothing new is taken, exit code 0',
  async (signal) => {
    okx = await startOkxDouble();
    okx.fault({ match: 'GET /api/v5/market/ticker', kind: 'slow', ms: 700 });
    const { url, child, done } = await serve(['--base-url', `OKX=${okx.url}`]);
    const slow = post(`${url}/OKX`, ticker);
    await expect.poll(() => okx?.requests.some(({ path }) => path === '/api/v5/market/ticker')).toBe(true);
    child.kill(signal);
    expect(await slow).toHaveProperty('data.symbol', 'LTC_USDT');
    expect((await done).code).toBe(0);
    await expect(post(`${url}/OKX`, ticker)).rejects.toThrow();
  },
);

test('a client that holds its connection open does not hold it up', async () => {
  const { url, child, done } = await serve();
  await post(`${url}/Paper`, ticker);
  child.kill('SIGTERM');
  expect((await done).code).toBe(0);
});

test('listens in a small multiple of the time that node takes to start', async () => {
  const timed = async (work: () => unknown) => {
    const begun = performance.now();
    await work();
    return performance.now() - begun;
  };
  const bare = () => spawnSync(process.execPath, ['-e', '0'], { env: cliEnvironment() });
  const node = Math.max(await timed(bare), await timed(bare), await timed(bare));
  expect(await timed(() => serve())).toBeLessThan(40 * node);
});
test('--base-url, --default and JSON logs, from flags or from the environment', async () => {
  okx = await startOkxDouble();
  const { url, child, done } = await serve(['--log-format', 'json'], {
    env: { FMZPROTO_BASE_URL: `OKX=${okx.url}`, FMZPROTO_DEFAULT: 'paper', FMZPROTO_LOG_FORMAT: 'pretty' },
  });
  const keys = {
    access_key: defaultAccount.accessKey,
    secret_key: `${defaultAccount.secret},${defaultAccount.passphrase}`,
  };
  expect(await post(`${url}/OKX`, { ...keys, method: 'accounts', params: {} })).toHaveProperty('data');
  expect(await post(url, ticker)).toHaveProperty('data');
  child.kill('SIGTERM');
  const { stderr } = await done;
  const entries = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(entries[0]).toEqual({
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    level: 'info',
    exchange: 'OKX',
    method: 'GetAccount',
    symbol: '',
    ok: true,
    milliseconds: expect.any(Number),
    upstream: 1,
  });
  expect(entries[1]).toMatchObject({ exchange: 'Paper', method: 'GetTicker', symbol: 'LTC_USDT' });
  for (const secret of [defaultAccount.accessKey, defaultAccount.secret, defaultAccount.passphrase]) {
    expect(stderr).not.toContain(secret);
  }
});

test('goes on answering when nobody reads its log any more', async () => {
  const { url, child, done } = await serve();
  child.stderr.destroy();
  for (let index = 0; index < 5; index += 1) {
    expect(await post(`${url}/Paper`, ticker)).toHaveProperty('data.symbol', 'LTC_USDT');
  }
  child.kill('SIGTERM');
  expect((await done).code).toBe(0);
});

test('listens on this machine alone unless told otherwise', async () => {
  const { url } = await serve();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test.each([
  ['serv', 'error: unknown command "serv": did you mean "node bin/run.js serve"?\n'],
  [
    'frobnicate',
    'error: unknown command "frobnicate": the commands are call, check, completion, doctor, exchanges, help, new-exchange, run, serve, version; see "node bin/run.js --help"\n',
  ],
])('%s is not a command', async (word, stderr) => {
  expect(await runCli([word])).toEqual({ code: 2, stdout: '', stderr });
});

describe('what cannot be', () => {
  test('a port in use', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { code, stdout, stderr } = await runCli(['serve', '--port', String(port)]);
    server.close();
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      `error: port ${port} on 127.0.0.1 is already in use: stop the program that uses it, or choose another with --port\n`,
    );
  });

  test.each([
    [['--exchanges', './nowhere'], 2, /^error: there is no folder \.\/nowhere/],
    [['--base-url', 'OKX=http://127.0.0.2:80'], 2, /would send keys unencrypted/],
    [
      ['--base-url', 'Paper=https://a.example'],
      2,
      /which has no API here: choose one of OKX, Bybit, Alpaca, CTrader/,
    ],
    [['extra'], 2, /^error: unexpected argument "extra"; see "node bin\/run.js serve --help"/],
    [
      ['--host', '203.0.113.1', '--allow', '203.0.113.0/24'],
      1,
      /^error: 203\.0\.113\.1 is not an address of this machine/,
    ],
    [['--port', '99999'], 2, /^error: .*65535.*see "node bin\/run.js serve --help"\n$/],
    [['--port', 'abc'], 2, /^error: .*--help"\n$/],
    [['--log-level', 'loud'], 2, /^error: .*--help"\n$/],
    [['--timeout', '5'], 2, /^error: .*100.*--help"\n$/],
    [['--nonsense'], 2, /^error: .*--nonsense/],
    [
      ['--default', 'Nowhere'],
      2,
      /^error: --default Nowhere is not loaded: choose one of OKX, Bybit, Alpaca, CTrader, Paper\n$/,
    ],
    [
      ['--base-url', 'https://eea.okx.com'],
      2,
      /^error: --base-url takes NAME=URL, like OKX=https:\/\/eea\.okx\.com\n$/,
    ],
    [['--base-url', 'OKX=eea.okx.com'], 2, /^error: --base-url takes NAME=URL/],
    [
      ['--base-url', 'Nowhere=https://x.example'],
      2,
      /^error: --base-url names Nowhere, which has no API here: choose one of OKX, Bybit, Alpaca, CTrader\n$/,
    ],
    [['--base-url', 'OKX=http://eea.okx.com'], 2, /would send keys unencrypted: use https\n$/],
    [
      ['--base-url', 'OKX=https://eea.okx.com/api'],
      2,
      /address without a path: OKX=https:\/\/eea\.okx\.com\n$/,
    ],
  ])('%j', async (args, code, message) => {
    const result = await runCli(['serve', ...args], { env: { FMZPROTO_PORT: '0' } });
    expect(result.code).toBe(code);
    expect(result.stderr).toMatch(message);
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });
});
