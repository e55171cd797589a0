import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { createPaper } from '../../src/exchanges/paper/index.js';
import { createSynthetic } from '../../src/exchanges/synthetic/index.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { exampleTicker } from '../support/exampleExchange.js';
import { netKeys, netOrder, networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

const symbol = 'LTC_USDT';
/** So many requests in a row without an answer are out of reach. */
const MANY = 5;
/** Longer than a busy machine takes, in ms. */
const PATIENT = 30_000;
let api: RecordingServer;
let plugin: Plugin;
/** How long an order waits for its answer, in ms: short where there is none. */
let patience: number;

beforeEach(async () => {
  patience = PATIENT;
  api = await startRecordingServer(() => ({ body: { time: Date.now() } }));
  plugin = await startPlugin({
    baseUrls: { net: api.url },
    exchanges: [
      networkExchange({
        reject(reply) {
          if (reply.status === 400)
            throw new ExchangeError({ code: '7', message: 'order 4711 of account 815' });
        },
        clock: {
          read: async (api) => Number(Object((await api.get('/time')).json).time),
          isStale: () => false,
        },
        methods: {
          async ticker({ symbol }, api) {
            await api.get('/ticker');
            return { data: { ...exampleTicker, symbol: symbol.name } };
          },
          async trade(_params, api) {
            await api.syncClock();
            await api.signedPost('/order', { secret: 'body' }, { within: patience });
            return { data: { id: 'A,1' } };
          },
          async cancel(_params, api) {
            await api.signedPost('/cancel', {});
            return { data: true };
          },
        },
      }),
      createPaper({ market: { exchange: createSynthetic().exchange } }),
    ],
  });
});
afterEach(async () => {
  await plugin.stop();
  await api.close();
});

async function healthOf(path: string): Promise<{ status: number; health: Record<string, unknown> }> {
  const response = await fetch(`${plugin.url}/healthz${path}`);
  return { status: response.status, health: Object(await response.json()) };
}

/** A write, which is sent once. */
const order = () => plugin.call('Net', 'trade', netOrder, netKeys);

async function failOrders(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await order();
}

test('an exchange that was never asked is well, and stands in no list', async () => {
  const asked = await healthOf('/nEt');
  expect(asked).toEqual({
    status: 200,
    health: {
      ...{
        exchange: 'Net',
        status: 'ok',
        reasons: [],
        reachable: true,
        last_success: null,
        last_error: null,
      },
      ...{ clock_offset_ms: null, proxy: null, requests_in_progress: 0, limit_waiting: 0 },
      ...{ streams: [], fix: [] },
    },
  });
  expect((await healthOf('')).health).toMatchObject({ status: 'ok', reasons: [], health: [] });
  expect(api.requests).toEqual([]);
});

test('tells when it answered last, and how far its clock is ahead', async () => {
  const before = Date.now();
  api.answer = () => ({ body: { time: Date.now() + 90_000 } });
  expect(await order()).toEqual({ data: { id: 'A,1' } });
  const { health } = await healthOf('/Net');
  expect(health).toMatchObject({ status: 'ok', last_error: null });
  expect(Date.parse(String(health.last_success))).toBeGreaterThanOrEqual(before);
  expect(Date.parse(String(health.last_success))).toBeLessThanOrEqual(Date.now());
  expect(Number(health.clock_offset_ms)).toBeGreaterThan(85_000);
  expect(Number(health.clock_offset_ms)).toBeLessThan(95_000);
  expect((await healthOf('')).health).toMatchObject({ status: 'ok', health: [{ exchange: 'Net' }] });
});

describe('is out of reach', () => {
  test.each([
    [
      'where its gateway answers in its place',
      PATIENT,
      () => ({ status: 502, body: '' }),
      /^127\.0\.0\.1:\d+ answered HTTP 502$/,
    ],
    ['where it does not answer in time', 100, () => undefined, /^127\.0\.0\.1:\d+ /],
  ])('%s, and is well again with its first answer', async (_title, within, answer, text) => {
    const well = api.answer;
    await order();
    patience = within;
    api.answer = ({ path }) => (path === '/order' ? answer() : { body: {} });
    await failOrders(MANY - 1);
    expect(await healthOf('/Net')).toMatchObject({ status: 200, health: { reachable: true } });
    await order();
    const { status, health } = await healthOf('/net');
    expect(status).toBe(503);
    expect(health).toMatchObject({ status: 'degraded', reachable: false });
    const error = Object(health.last_error);
    expect(error.text).toMatch(text);
    expect(new Date(error.time).toISOString()).toBe(error.time);
    expect(Date.parse(error.time)).toBeGreaterThanOrEqual(Date.parse(String(health.last_success)));
    expect(health.reasons).toEqual([`its last requests all failed to reach it: ${error.text}`]);
    const whole = await healthOf('');
    expect(whole.status).toBe(200);
    expect(whole.health).toMatchObject({
      status: 'degraded',
      reasons: [`Net: ${Object(health.reasons)[0]}`],
    });
    expect((await healthOf('/paper/net')).status).toBe(503);
    api.answer = well;
    patience = PATIENT;
    await order();
    expect(await healthOf('/Net')).toMatchObject({
      status: 200,
      health: { status: 'ok', last_error: error },
    });
  });

  test('where nothing listens', async () => {
    await order();
    await api.close();
    await failOrders(MANY);
    expect(await healthOf('/Net')).toMatchObject({ status: 503 });
  });
});

describe('says nothing of', () => {
  test('what the exchange refuses, for that is an answer', async () => {
    api.answer = () => ({ status: 400, body: {} });
    await failOrders(MANY + 1);
    const { status, health } = await healthOf('/Net');
    expect(status).toBe(200);
    expect(health).toMatchObject({ last_error: null, last_success: expect.any(String) });
  });

  test('what nobody waited for any more', async () => {
    await order();
    api.answer = () => undefined;
    const body = JSON.stringify({ method: 'cancel', params: { id: 'LTC,1' }, ...netKeys });
    for (let index = 0; index < MANY + 1; index += 1) {
      const before = api.requests.length;
      const socket = connect(Number(new URL(plugin.url).port), '127.0.0.1').on('error', () => undefined);
      socket.write(`POST /net HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      await expect.poll(() => api.requests.length, { interval: 2 }).toBe(before + 1);
      socket.resetAndDestroy();
    }
    await expect.poll(async () => (await healthOf('/Net')).health.requests_in_progress).toBe(0);
    expect(await healthOf('/Net')).toMatchObject({ status: 200, health: { last_error: null } });
  });

  test('keys and accounts', async () => {
    api.answer = () => ({ status: 400, body: { echo: netKeys } });
    await order();
    api.answer = () => ({ status: 503, body: { echo: netKeys } });
    await failOrders(MANY);
    const text = JSON.stringify([await healthOf('/Net'), await healthOf('')]);
    for (const secret of [...Object.values(netKeys), '4711', '815', 'body', '/order']) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('asked of', () => {
  test.each(['/nowhere', '/net/paper', '/paper/nowhere', '/paper/paper/net', '/%zz'])(
    '%s is 404',
    async (path) => {
      const { status, health } = await healthOf(path);
      expect(status).toBe(404);
      expect(health.error).toMatch(/^unknown exchange .*: this plugin has Net, Paper, Paper\/Net$/);
    },
  );

  test.each(['', '/'])('nothing: %j is the whole', async (path) => {
    expect(await healthOf(path)).toMatchObject({
      status: 200,
      health: { exchanges: [{ name: 'Net' }, {}, {}] },
    });
  });

  test('what is wrapped around another one is well with that', async () => {
    await plugin.call('Paper/Net', 'ticker', { symbol });
    const { health } = await healthOf('/paper/net');
    expect(health).toMatchObject({ exchange: 'Paper/Net', status: 'ok', last_success: expect.any(String) });
    const listed = (await healthOf('')).health.health;
    expect(listed).toMatchObject([{ exchange: 'Paper', last_success: null }, { exchange: 'Net' }]);
  });
});
