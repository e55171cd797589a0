import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FixServer } from '../../src/testing/startFixServer.js';
import { certificate, key } from '../doubles/proxy/certificate.js';
import { startProxy } from '../doubles/proxy/startProxy.js';
import { forexKeys, startForexServer } from '../support/forexExchange.js';
import { createFolder, write } from './adapterFiles.js';
import { runCli } from './runCli.js';
import { killServed, type Served, startServe } from './startServe.js';

let folder: string;
let trade: FixServer;
let quote: FixServer;

beforeEach(async () => {
  folder = await createFolder();
  [trade, quote] = await Promise.all([startForexServer(), startForexServer()]);
  await write(folder, 'exchanges/forex/index.ts', adapter('1'));
});
afterEach(async () => {
  killServed();
  await Promise.all([trade.close(), quote.close()]);
  await rm(folder, { recursive: true });
});

/** As an author writes it. @param version is what its ticker says of the volume. */
const adapter = (version: string, name = 'Forex') => `
import { createClientOrderId, defineExchange, passwordLogon, relayFixIo, type FixLine } from 'fmzproto';
import * as v from 'valibot';

interface Keys { sender: string; password: string }

const line = (part: string, port: number): FixLine<Keys> => ({
  address: \`fix+tls://fix.forex.invalid:\${port}\`,
  sender: ({ sender }) => sender,
  target: 'BROKER',
  header: [[57, part]],
  logon: passwordLogon({ password: ({ password }) => password }),
  subjectOf: (message) => message.get(55),
});

export default defineExchange<Keys, object>({
  name: '${name}',
  credentials: v.pipe(
    v.object({ access_key: v.pipe(v.string(), v.nonEmpty('access_key is empty')), secret_key: v.string() }),
    v.transform(({ access_key, secret_key }) => ({ sender: access_key, password: secret_key })),
  ),
  fix: { lines: { trade: line('TRADE', 5212), quote: line('QUOTE', 5211) } },
  createState: () => ({}),
  methods: {
    async ticker({ symbol }, api) {
      const pair = symbol.base + symbol.quote;
      const { memory, reply } = await api.fix.follow({
        ...{ line: 'quote', name: 'best ' + pair, subject: pair },
        subscribe: (id) => ({ type: 'V', fields: [[262, id], [263, '1'], [55, pair]] }),
        unsubscribe: (id) => ({ type: 'V', fields: [[262, id], [263, '2'], [55, pair]] }),
        create: () => new Map<string, string>(),
        apply(memory, message) {
          for (const entry of message.group(268, [279, 269, 270])) memory.set(entry.get(269) ?? '', entry.get(270) ?? '');
        },
      });
      const [buy = '', sell = ''] = ['0', '1'].map((side) => memory.get(side));
      const prices = { buy, sell, high: sell, low: buy, open: buy, last: buy, vol: '${version}' };
      return { data: { symbol: symbol.name, ...prices, time: '1795000000000' }, raw: reply.raw };
    },
    async trade({ symbol, type, price, amount }, api) {
      const id = createClientOrderId();
      const { message, raw } = await api.fix.ask({
        type: 'D',
        fields: [[11, id], [1, 'ACC-778899'], [55, symbol.base + symbol.quote], [54, type === 'buy' ? '1' : '2'],
          [60, new Date(api.now()).toISOString().replace(/-/g, '').replace('T', '-').replace('Z', '')],
          [38, amount], [44, String(price)]],
      });
      return { data: { id: message.get(11) ?? '' }, raw };
    },
    async cancel({ id }, api) {
      const { raw } = await api.fix.ask({ type: 'F', fields: [[11, createClientOrderId()], [41, id]] });
      return { data: true, raw };
    },
    io: relayFixIo,
  },
});
`;

const moved = () => ['--base-url', `Forex=${trade.url}`, '--base-url', `Forex.quote=${quote.url}`];
const serve = (...args: string[]) => startServe([...args, '--log-level', 'debug'], { cwd: folder });

const WITHOUT_PROXY = Object.fromEntries(
  ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']
    .flatMap((name) => [name, name.toLowerCase()])
    .map((name) => [name, '']),
);

/** Calls a method as the docker does. */
async function call({ url }: Served, method: string, params: object = {}, name = 'Forex') {
  const response = await fetch(`${url}/${name}`, {
    method: 'POST',
    headers: { 'http-method': 'POST' },
    body: JSON.stringify({ ...forexKeys, method, params }),
  });
  return Object(await response.json());
}

async function stop({ child, done }: Served): Promise<string> {
  child.kill('SIGTERM');
  const { code, stderr } = await done;
  expect(code).toBe(0);
  return stderr;
}

const symbol = 'EUR_USD';
const buy = { symbol, type: 'buy', price: '1.10', amount: '1000' };
const types = ({ received }: FixServer) =>
  received.map(({ type }) => type).filter((type) => type !== '0' && type !== '1');

test('orders, prices and IO go over the lines that were named, and a signal logs out of both', async () => {
  const served = await serve(...moved());
  expect(await call(served, 'trade', buy)).toMatchObject({ data: { id: expect.stringMatching(/^fmz/) } });
  expect(await call(served, 'ticker', { symbol })).toMatchObject({ data: { buy: '1.10', sell: '1.20' } });
  const io = await call(served, '__api_/trade/H', { 11: 'mine', 54: 1 });
  expect(io.data).toEqual(
    expect.arrayContaining([
      [35, '8'],
      [11, 'mine'],
      [150, 'I'],
    ]),
  );
  const health = Object(await (await fetch(`${served.url}/healthz`)).json());
  expect(health.fix.map(({ line, state }: { line: string; state: string }) => `${line} ${state}`)).toEqual([
    'trade open',
    'quote open',
  ]);
  const metrics = await (await fetch(`${served.url}/metrics`)).text();
  expect(metrics).toContain('fmzproto_fix_sessions{exchange="Forex",line="quote"} 1');
  const log = await stop(served);
  expect([types(trade), types(quote)]).toEqual([
    ['A', 'D', 'H', '5'],
    ['A', 'V', '5'],
  ]);
  expect(log).toMatch(/Forex: the trade line at 127\.0\.0\.1:\d+ is logged on/);
  expect(log).toMatch(/Forex: the quote line at 127\.0\.0\.1:\d+ was logged out of/);
  for (const secret of Object.values(forexKeys)) expect(log).not.toContain(secret);
});

test('the command line asks it as well', async () => {
  const served = await serve(...moved());
  const env = { FMZPROTO_ACCESS_KEY: forexKeys.access_key, FMZPROTO_SECRET_KEY: forexKeys.secret_key };
  const args = ['--url', served.url, '--exchange', 'Forex'];
  const asked = await runCli(['call', 'ticker', symbol, '--json', ...args], { env, cwd: folder });
  expect(asked).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(asked.stdout)).toMatchObject({ data: { buy: '1.10' } });
  const keyless = await runCli(['call', 'ticker', symbol, ...args], { cwd: folder });
  expect(keyless.code).toBe(1);
  expect(keyless.stdout + keyless.stderr).toContain('access_key is empty');
});

test.each([
  [['--base-url', 'Forex=https://127.0.0.1:1'], 'takes Forex=fix+tls://HOST:PORT, or fix:// to this machine'],
  [['--base-url', 'Forex=fix://forex.example.com:1'], 'would send passwords unencrypted: use fix+tls'],
  [['--base-url', 'Forex.prices=fix://127.0.0.1:1'], 'or one of Forex.trade, Forex.quote'],
])('%j is a wrong usage', async (args, message) => {
  const { code, stderr } = await runCli(['serve', '--port', '0', ...args], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test('what was recorded is answered without the exchange, and names nobody', async () => {
  const fixtures = join(folder, 'fixtures');
  trade.on = {
    ...trade.on,
    F: (asked) => ({
      type: '9',
      fields: [
        [37, 'NONE'],
        [11, asked.get(11) ?? ''],
        [41, asked.get(41) ?? ''],
        [39, '8'],
        [102, '1'],
        [58, `no order of ${forexKeys.access_key}`],
      ],
    }),
  };
  const first = await serve(...moved(), '--record', fixtures);
  const placed = await call(first, 'trade', buy);
  const price = await call(first, 'ticker', { symbol });
  const refused = await call(first, 'cancel', { id: placed.data.id });
  expect(refused.error).toMatch(/^1 no order of \*\*\*/);
  await stop(first);
  const files = readdirSync(fixtures).sort();
  expect(files).toEqual(['cancel.trade_F.json', 'ticker.quote_V.json', 'trade.trade_D.json']);
  for (const file of files) {
    const text = readFileSync(join(fixtures, file), 'utf8');
    for (const hidden of [...Object.values(forexKeys), 'ACC-778899', '7340215'])
      expect(text).not.toContain(hidden);
  }
  const order = JSON.parse(readFileSync(join(fixtures, 'trade.trade_D.json'), 'utf8'));
  expect(order).toMatchObject({
    ...{ exchange: 'Forex', method: 'trade', params: buy },
    request: { line: 'trade', type: 'D', fields: expect.arrayContaining([[44, '1.10']]) },
    reply: {
      messages: [
        expect.arrayContaining([
          [35, '8'],
          [37, '4711'],
          [49, '***'],
        ]),
      ],
    },
  });
  const counts = [trade, quote].map(({ connections }) => connections);

  const second = await serve('--replay', fixtures);
  const again = await call(second, 'trade', buy);
  expect(again).toMatchObject({ data: { id: expect.stringMatching(/^fmz/) } });
  expect(again.data.id).not.toBe(placed.data.id);
  expect(await call(second, 'ticker', { symbol })).toMatchObject({ data: price.data });
  expect(await call(second, 'cancel', { id: again.data.id })).toEqual({ error: '1 no order of ***' });
  expect((await call(second, 'ticker', { symbol: 'GBP_USD' })).error).toMatch(
    /^no recording of quote V best GBPUSD in .*: record it with serve --record$/,
  );
  await stop(second);
  expect([trade, quote].map(({ connections }) => connections)).toEqual(counts);
});

test('a line is reached through the proxy of the environment, and only with a certificate that is vouched for', async () => {
  const server = await startForexServer({ tls: { key, cert: certificate } });
  const proxy = await startProxy({ kind: 'tunnel', port: Number(new URL(server.url).port) });
  await write(folder, 'authority.pem', certificate);
  const started = (env: Record<string, string>) =>
    startServe(['--base-url', 'Forex=fix+tls://okx.example:5212'], {
      ...{ cwd: folder, env: { ...WITHOUT_PROXY, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, ...env } },
    });
  try {
    const trusting = await started({ NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') });
    expect(await call(trusting, 'trade', buy)).toHaveProperty('data.id');
    await stop(trusting);
    expect(proxy.asked).toEqual([expect.stringMatching(/^CONNECT okx\.example:5212 /)]);
    expect(server.received.at(-1)?.type).toBe('5');
    const strict = await started({});
    const { error } = await call(strict, 'trade', buy);
    expect(error).toMatch(/okx\.example:5212.*certificate.*nothing was sent/);
    await stop(strict);
    expect(server.count('A')).toBe(1);
  } finally {
    await proxy.close();
    await server.close();
  }
});

test('a refused Logon and a cut session are in the log, without what was said of keys', async () => {
  await trade.close();
  trade = await startForexServer({ logon: (message) => `RET_INVALID_DATA ${message.get(554)}` });
  quote.on = {
    V: (_asked, session) => {
      session.cut();
      return undefined;
    },
  };
  const served = await serve(...moved());
  expect((await call(served, 'trade', buy)).error).toMatch(
    /refused the Logon: RET_INVALID_DATA \*+.*nothing was sent$/,
  );
  expect((await call(served, 'ticker', { symbol })).error).toMatch(/the quote line .* gave no answer/);
  const health = Object(await (await fetch(`${served.url}/healthz`)).json());
  expect(health.fix).toMatchObject([
    { line: 'trade', state: 'refused', refused: 1 },
    { line: 'quote', logons: 1 },
  ]);
  const log = await stop(served);
  expect(log).toMatch(/Forex: the trade line at 127\.0\.0\.1:\d+ refused the Logon: RET_INVALID_DATA \*+/);
  expect(log).toMatch(/Forex: the quote line at 127\.0\.0\.1:\d+ closed the connection/);
  for (const secret of Object.values(forexKeys)) expect(log).not.toContain(secret);
});

test('an adapter that is edited logs out, when it has finished, before the new one logs on', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { D: report } = trade.on;
  trade.on = {
    ...trade.on,
    D: async (order, session) => {
      await held;
      return report?.(order, session);
    },
  };
  const served = await serve(...moved());
  const slow = call(served, 'trade', buy);
  expect(await call(served, 'ticker', { symbol })).toHaveProperty('data.vol', '1');
  await expect.poll(() => trade.count('D')).toBe(1);
  await write(folder, 'exchanges/forex/index.ts', adapter('2'));
  await expect.poll(async () => (await call(served, 'ticker', { symbol })).data?.vol).toBe('2');
  const next = call(served, '__api_/trade/H', { 11: 'mine' });
  release();
  expect(await slow).toHaveProperty('data.id');
  expect(await next).toHaveProperty('data');
  for (const server of [trade, quote]) {
    // Nobody logs on with the same name beside the one before.
    expect(types(server).filter((type) => type === 'A' || type === '5')).toEqual(['A', '5', 'A']);
  }
  await stop(served);
});

test('an adapter keeps the addresses of its lines under another name', async () => {
  const served = await serve(...moved());
  expect(await call(served, 'ticker', { symbol })).toHaveProperty('data');
  await write(folder, 'exchanges/forex/index.ts', adapter('2', 'Foreign'));
  await expect.poll(async () => (await call(served, 'ticker', { symbol }, 'Foreign')).data?.vol).toBe('2');
  expect(await call(served, 'trade', buy, 'Foreign')).toHaveProperty('data');
  expect(served.log()).toContain(
    `Foreign.quote keeps the address that --base-url gave it under another name: ${quote.url}`,
  );
  await mkdir(join(folder, 'away'));
  await rename(join(folder, 'exchanges/forex'), join(folder, 'away/forex'));
  await expect
    .poll(async () => (await call(served, 'ticker', { symbol }, 'Foreign')).error)
    .toContain('unknown exchange');
  await rename(join(folder, 'away/forex'), join(folder, 'exchanges/other'));
  await expect
    .poll(async () => (await call(served, 'ticker', { symbol }, 'Foreign')).error)
    .toContain('it would reach fix+tls://fix.forex.invalid:5212, from where --base-url moved');
  await stop(served);
});
