import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { netLimit, netTicker, networkExchange } from '../support/networkExchange.js';
import { scrape, valuesOf } from '../support/scrape.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

const HOUR = 3_600_000;
let api: RecordingServer;
let plugin: Plugin;
const sockets: Socket[] = [];

beforeEach(async () => {
  api = await startRecordingServer(() => ({ body: {} }));
  plugin = await startPlugin({
    baseUrls: { net: api.url },
    // Nothing ends by itself.
    timeout: 2 * HOUR,
    exchanges: [
      networkExchange({
        limits: {
          default: netLimit,
          'GET /tickers': { requests: 1, per: HOUR, by: 'ip' },
        },
        methods: {
          ticker: netTicker,
          async tickers(_params, api) {
            await api.get('/tickers');
            return { data: [] };
          },
        },
      }),
    ],
  });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await plugin.stop();
  await api.close();
});

/** The value of a metric that has one alone. */
async function value(name: string): Promise<number | undefined> {
  const values = Object.values(valuesOf(await scrape(plugin.url), `fmzproto_${name}`));
  expect(values.length).toBeLessThan(2);
  return values[0];
}

/** Sends requests on one connection. */
function send(...asked: { method: string; symbol?: string }[]): Socket {
  const socket = connect(Number(new URL(plugin.url).port), '127.0.0.1').on('error', () => undefined);
  sockets.push(socket);
  for (const { method, symbol } of asked) {
    const body = JSON.stringify({ access_key: '', secret_key: '', method, params: { symbol } });
    socket.write(`POST /net HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  }
  return socket.resume();
}

test('tell of what is at work, and of what waits on its connection', async () => {
  const answers: (() => void)[] = [];
  api.answer = () => new Promise((resolve) => answers.push(() => resolve({ body: {} })));
  const [first, second, third] = ['LTC_USDT', 'ETH_USDT', 'BTC_USDT'];
  send({ method: 'ticker', symbol: first });
  send({ method: 'ticker', symbol: second }, { method: 'ticker', symbol: third });
  await expect.poll(() => answers.length).toBe(2);
  // The one that asks is a request of its own.
  expect(await value('requests_in_progress')).toBe(3);
  expect(await value('requests_in_progress_limit')).toBe(600);
  expect(await value('exchange_requests_in_progress')).toBe(2);
  expect(await value('client_connections')).toBeGreaterThanOrEqual(3);
  expect(await value('client_connections_limit')).toBe(750);
  await expect.poll(() => value('requests_waiting')).toBe(1);
  api.answer = () => ({ body: {} });
  for (const answer of answers) answer();
  await expect.poll(() => value('requests_total')).toBe(3);
  await expect.poll(() => value('requests_in_progress')).toBe(1);
  expect(await value('exchange_requests_in_progress')).toBe(0);
  expect(await value('requests_waiting')).toBe(0);
});

test('tell of what was refused, and why', async () => {
  const refused = async () => valuesOf(await scrape(plugin.url), 'fmzproto_refused_requests_total');
  expect(await refused()).toEqual({ 'reason="client"': 0, 'reason="headers"': 0, 'reason="room"': 0 });
  api.answer = () => undefined;
  // Of one connection's requests 50 may wait behind the one that is at work.
  const asked = Array.from({ length: 53 }, () => ({ method: 'ticker', symbol: 'LTC_USDT' }));
  send(...asked);
  await expect.poll(refused).toMatchObject({ 'reason="headers"': 0, 'reason="room"': 2 });
  await fetch(`${plugin.url}/Net`, {
    method: 'POST',
    body: '{}',
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(await refused()).toEqual({ 'reason="client"': 0, 'reason="headers"': 1, 'reason="room"': 2 });
});

test('tell of what waits for a rate limit, and for how long', async () => {
  expect(await plugin.call('Net', 'tickers')).toEqual({ data: [] });
  expect(await value('exchange_limit_waiting')).toBe(0);
  const waiting = send({ method: 'tickers' });
  await expect.poll(() => value('exchange_limit_waiting')).toBe(1);
  const since = performance.now();
  expect(await value('exchange_limit_waiting')).toBe(1);
  const until = performance.now();
  // Its turn would come in an hour.
  waiting.resetAndDestroy();
  await expect.poll(() => value('limit_wait_seconds_count')).toBe(2);
  expect(await value('exchange_limit_waiting')).toBe(0);
  expect(Number(await value('limit_wait_seconds_sum')) * 1000).toBeGreaterThan(until - since);
  // What never went is not timed.
  expect(await value('upstream_seconds_count')).toBe(1);
  expect(api.requests.map(({ path }) => path)).toEqual(['/tickers']);
});
