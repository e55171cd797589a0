import { afterEach, describe, expect, test, vi } from 'vitest';
import { ExchangeError, isDecisiveStatus } from '../../src/adapter/ExchangeError.js';
import { relayIo } from '../../src/adapter/relayIo.js';
import { type RecordingServer, type ServerAnswer, startRecordingServer } from '../../src/testing.js';
import { bybit } from '../exchanges/bybit/bybit.js';
import { createBench } from '../exchanges/native/createBench.js';
import { okx } from '../exchanges/okx/okx.js';
import { exampleTicker } from '../support/exampleExchange.js';
import { netKeys, netOrder, networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;

afterEach(async () => {
  vi.restoreAllMocks();
  await plugin?.stop();
  await server?.close();
});

const net = networkExchange({
  reject({ status }) {
    if (status < 300) return;
    throw new ExchangeError({
      message: `HTTP ${status}`,
      outcome: isDecisiveStatus(status) ? 'rejected' : 'unknown',
    });
  },
  limits: {
    default: { requests: 1000, per: 1000, by: 'ip' },
    'POST /order': { requests: 1000, per: 1000, by: 'key' },
  },
  methods: {
    async ticker({ symbol }, api) {
      await api.get('/ticker');
      return { data: { ...exampleTicker, symbol: symbol.name } };
    },
    async trade(_params, api) {
      await api.signedPost('/order', {});
      return { data: { id: '1' } };
    },
    async cancel(_params, api) {
      await api.signedPost('/cancel', {});
      return { data: true };
    },
    io: relayIo,
  },
});

async function start(answer: ServerAnswer) {
  server = await startRecordingServer(() => answer);
  plugin = await startPlugin({ exchanges: [net], baseUrls: { Net: server.url } });
  const running = { plugin, server };
  return {
    ...running,
    ticker: () => running.plugin.call('Net', 'ticker', { symbol: 'LTC_USDT' }),
    trade: (keys = netKeys) => running.plugin.call('Net', 'trade', netOrder, keys),
    paths: () => running.server.requests.map(({ path }) => path),
  };
}

const alone = (seconds: string, whose = '') =>
  new RegExp(
    `^127\\.0\\.0\\.1:\\d+ was not asked: it wants no requests${whose} for ${seconds} s more \\(.*\\); nothing was sent$`,
  );

/** Until mocks are restored, however long the machine takes. */
function stopTime(): void {
  const now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now);
}

describe('too many requests', () => {
  test.each([
    [429, '60', '(60|59)'],
    [418, '120', '(120|119)'],
    [403, '60', '(60|59)'],
    [503, '60', '(60|59)'],
  ])(
    'HTTP %d with Retry-After %s: the next calls are answered from memory',
    async (status, after, seconds) => {
      const { ticker, trade, paths } = await start({ status, headers: { 'retry-after': after }, body: {} });
      await ticker();
      for (let index = 0; index < 3; index += 1) {
        expect((await ticker()).error).toMatch(alone(seconds));
        expect((await trade()).error).toMatch(alone(seconds));
      }
      expect(paths()).toEqual(['/ticker']);
    },
  );

  test('counted for the key: other keys and what is public go on', async () => {
    const { trade, ticker, server, paths } = await start({
      status: 429,
      headers: { 'retry-after': '60' },
      body: {},
    });
    await trade();
    expect((await trade()).error).toMatch(alone('(60|59)', ' with this key'));
    server.answer = () => ({ body: {} });
    expect((await ticker()).error).toBeUndefined();
    expect(
      (await trade({ access_key: 'another-access-key', secret_key: 'another-secret' })).error,
    ).toBeUndefined();
    expect((await trade()).error).toMatch(/with this key/);
    expect(paths()).toEqual(['/order', '/ticker', '/order']);
  });

  test('a cancellation is sent all the same, once, also through IO', async () => {
    const { plugin, ticker, server, paths } = await start({
      status: 429,
      headers: { 'retry-after': '60' },
      body: {},
    });
    await ticker();
    await plugin.call('Net', 'cancel', { id: 'LTC,1', symbol: 'LTC_USDT' }, netKeys);
    await plugin.call('Net', '__api_/orders/1', {}, netKeys, { 'Http-Method': 'DELETE' });
    await plugin.call('Net', '__api_/cancel-batch', {}, netKeys, { 'Http-Method': 'POST' });
    await plugin.call('Net', '__api_/orders', {}, netKeys, { 'Http-Method': 'POST' });
    expect(paths()).toEqual(['/ticker', '/cancel', '/orders/1', '/cancel-batch']);
    server.answer = () => ({ body: {} });
    expect((await ticker()).error).toMatch(/was not asked/);
    expect(await plugin.call('Net', 'cancel', { id: 'LTC,1', symbol: 'LTC_USDT' }, netKeys)).toEqual({
      data: true,
    });
    expect((await ticker()).error).toBeUndefined();
  });

  test('a reading call is sent a second time when that is wanted again, and not a third time', async () => {
    const { ticker, server, paths } = await start({ status: 429, body: {} });
    server.answer = () => (paths().length === 1 ? { status: 429, body: {} } : { body: {} });
    expect((await ticker()).error).toBeUndefined();
    expect(paths()).toEqual(['/ticker', '/ticker']);
    server.answer = () => ({ status: 429, body: {} });
    expect((await ticker()).error).toMatch(/HTTP 429|was not asked/);
    expect(paths()).toHaveLength(4);
  });
});

describe.each([
  ['OKX', okx, { code: '50011', msg: 'Too Many Requests' }],
  ['Bybit', bybit, { retCode: 10006, retMsg: 'Too many visits.' }],
] as const)('%s', (_name, exchange, busy) => {
  const symbol = { symbol: 'BTC_USDT' };

  test('is left alone after 429, but for a cancellation', async () => {
    const bench = createBench<Awaited<ReturnType<typeof exchange.start>>, object>(exchange);
    await bench.open();
    const { id } = await bench.ok('trade', { ...symbol, type: 'buy', price: '1000', amount: '0.1' });
    await bench.ok('ticker', symbol);
    const asked = bench.double.requests.length;
    const headers = { 'retry-after': '60' };
    bench.double.fault({
      match: `GET ${exchange.paths.ticker}`,
      kind: 'status',
      status: 429,
      body: busy,
      headers,
    });
    await bench.refused('ticker', symbol);
    expect(await bench.refused('ticker', symbol)).toMatch(alone('(60|59)'));
    expect(await bench.refused('accounts')).toMatch(alone('(60|59)'));
    expect(bench.double.requests.length).toBe(asked + 1);
    expect(await bench.ok('cancel', { id, ...symbol })).toEqual(Object(true));
    await bench.ok('ticker', symbol);
    await bench.close();
  });

  test('is left alone after its own code under HTTP 200', async () => {
    const bench = createBench<Awaited<ReturnType<typeof exchange.start>>, object>(exchange);
    await bench.open();
    bench.double.fault({ match: `GET ${exchange.paths.accounts}`, kind: 'json', body: busy });
    stopTime();
    await bench.refused('accounts');
    expect(await bench.refused('accounts')).toMatch(alone('[12]', ' with this key'));
    expect(bench.asked(exchange.paths.accounts)).toHaveLength(1);
    await bench.ok('ticker', symbol);
    await bench.close();
  });
});

test('Bybit: the limit of an account, told to somebody without keys, stops nobody with keys', async () => {
  const bench = createBench(bybit);
  await bench.open();
  const { id } = await bench.ok('trade', { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' });
  bench.double.fault({
    ...{ match: 'GET /v5/order/spread', kind: 'status', status: 429, headers: { 'retry-after': '60' } },
    body: { retCode: 10006, retMsg: 'Too many visits.' },
  });
  const unsigned = () =>
    bench.plugin.call('Bybit', '__api_/v5/order/spread', {}, { access_key: '', secret_key: '' });
  await unsigned();
  expect((await unsigned()).error).toMatch(alone('(60|59)', ' without a key'));
  await bench.ok('accounts');
  await bench.ok('order', { id, symbol: 'BTC_USDT' });
  await bench.close();
});

test('Bybit: "access too frequent" is a ban of ten minutes for this address', async () => {
  const bench = createBench(bybit);
  await bench.open();
  const body = '<html><head><title>403 Forbidden</title></head><body>access too frequent</body></html>';
  bench.double.fault({ match: '*', kind: 'status', status: 403, body });
  await bench.refused('accounts');
  expect(await bench.refused('ticker', { symbol: 'BTC_USDT' })).toMatch(alone('(600|599)'));
  await bench.close();
});
