import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { NetworkError } from '../../src/http/NetworkError.js';
import { methods } from '../../src/protocol/methods.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { netKeys, netLimit, netOrder, netTicker, networkExchange } from '../support/networkExchange.js';
import { faultsOf, scrape, valuesOf } from '../support/scrape.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

const symbol = 'LTC_USDT';
let api: RecordingServer;
let plugin: Plugin;

beforeEach(async () => {
  api = await startRecordingServer(({ path }) =>
    path === '/refuse' ? { status: 400, body: { code: '7' } } : { body: {} },
  );
  plugin = await startPlugin({
    baseUrls: { net: api.url },
    exchanges: [
      networkExchange({
        limits: { default: netLimit },
        reject(reply) {
          if (reply.status === 400) throw new ExchangeError({ code: '7', message: 'no' });
        },
        methods: {
          ticker: netTicker,
          async depth(_params, api) {
            await api.get('/refuse');
            throw new TypeError('it refuses');
          },
          async trades(_params, api) {
            await api.get('/trades');
            throw new NetworkError('no usable answer', { outcome: 'unknown' });
          },
          async trade(_params, api) {
            await api.signedPost('/order', {});
            throw new TypeError('a fault after it was sent');
          },
          async records() {
            throw new TypeError('a fault');
          },
        },
      }),
    ],
  });
});
afterEach(async () => {
  await plugin.stop();
  await api.close();
});

/** Asks for everything that can come of a request. */
async function askForAll(): Promise<void> {
  const tickers = [symbol, 'ETH_USDT'].map((name) => plugin.call('Net', 'ticker', { symbol: name }));
  await Promise.all(tickers);
  await plugin.call('Net', 'depth', { symbol });
  await plugin.call('Net', 'trade', netOrder, netKeys);
  await plugin.call('Net', 'accounts', {}, netKeys);
  await plugin.call('Net', 'records', { symbol, period: '1' });
  await plugin.call('Net', 'trades', { symbol });
}

test('are what another parser reads, and a linter finds nothing wrong with', async () => {
  await askForAll();
  const scraped = await scrape(plugin.url);
  const { text, families } = scraped;
  expect(faultsOf(scraped)).toEqual([]);
  const typed = text.match(/^# TYPE \S+ \w+$/gm)?.length;
  expect(families).toHaveLength(typed ?? 0);
  expect(text.match(/^# HELP \S+ \S/gm)).toHaveLength(typed ?? 0);
  const response = await fetch(`${plugin.url}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
});

test.each(['docs/monitoring.md', 'docs/monitoring.zh-CN.md'])(
  'stand in %s, each with its type, unit and labels',
  async (page) => {
    await askForAll();
    const { families, samples } = await scrape(plugin.url);
    const rows = readFileSync(page, 'utf8').matchAll(
      /^\| `(fmzproto_\w+)` \| (\w+) \| (.+?) \| (.*?) ?\| /gm,
    );
    const documented = [...rows].map(([, name = '', type, unit, labels]) => ({
      ...{ name, type, unit, labels: labels?.split(/, |、/) },
    }));
    const own = families.filter(({ name }) => name.startsWith('fmzproto_'));
    // Of the log of `serve` alone.
    const names = [...own.map(({ name }) => name), 'fmzproto_dropped_log_lines_total'];
    expect(documented.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    for (const { name, type } of own)
      expect(documented).toContainEqual(expect.objectContaining({ name, type: type.toLowerCase() }));
    for (const { name, unit } of documented)
      expect(/^s\b/.test(unit ?? ''), name).toBe(/_seconds(_|$)/.test(name));
    for (const { name, labels } of samples.filter((sample) => sample.name.startsWith('fmzproto_'))) {
      const { le: _, ...others } = labels;
      const row = documented.find(
        (one) => one.name === name || one.name === name.replace(/_(bucket|sum|count)$/, ''),
      );
      expect(row?.labels?.filter(Boolean).toSorted(), name).toEqual(Object.keys(others).toSorted());
    }
  },
);

test('tell of errors whose fault they were', async () => {
  await askForAll();
  const scraped = await scrape(plugin.url);
  expect(valuesOf(scraped, 'fmzproto_errors_total')).toEqual({
    'exchange="Net",method="GetDepth",kind="refused"': 1,
    'exchange="Net",method="CreateOrder",kind="unknown_outcome"': 1,
    'exchange="Net",method="GetAccount",kind="request"': 1,
    'exchange="Net",method="GetRecords",kind="internal"': 1,
    'exchange="Net",method="GetTrades",kind="network"': 1,
  });
});

test('tell how long requests took, and those to the exchange', async () => {
  await askForAll();
  const scraped = await scrape(plugin.url);
  const ticker = 'exchange="Net",method="GetTicker"';
  expect(valuesOf(scraped, 'fmzproto_request_seconds_count')[ticker]).toBe(2);
  expect(valuesOf(scraped, 'fmzproto_upstream_seconds_count')).toEqual({
    [ticker]: 2,
    'exchange="Net",method="GetDepth"': 1,
    'exchange="Net",method="CreateOrder"': 1,
    'exchange="Net",method="GetTrades"': 1,
  });
  const seconds = valuesOf(scraped, 'fmzproto_request_seconds_sum')[ticker] ?? Number.NaN;
  expect(valuesOf(scraped, 'fmzproto_upstream_seconds_sum')[ticker]).toBeLessThan(seconds);
  const total = valuesOf(scraped, 'fmzproto_request_seconds_total')[`${ticker},outcome="ok"`];
  expect(total).toBeCloseTo(seconds, 9);
});

test('tell of open connections by origin, and of the exchange', async () => {
  const before = Date.now();
  await plugin.call('Net', 'ticker', { symbol });
  const scraped = await scrape(plugin.url);
  expect(valuesOf(scraped, 'fmzproto_upstream_connections')).toEqual({ [`origin="${api.url}"`]: 1 });
  expect(valuesOf(scraped, 'fmzproto_exchange_reachable')).toEqual({ 'exchange="Net"': 1 });
  const answered = valuesOf(scraped, 'fmzproto_exchange_last_success_timestamp_seconds')['exchange="Net"'];
  expect(Number(answered) * 1000).toBeGreaterThanOrEqual(before - 1);
  expect(Number(answered) * 1000).toBeLessThanOrEqual(Date.now() + 1);
  expect(valuesOf(scraped, 'fmzproto_build_info')).toEqual({ 'version="0.0.0"': 1 });
});

describe('labels', () => {
  test('are names that there are, whatever a client makes up', async () => {
    for (let index = 0; index < 40; index += 1) {
      await plugin.call(`made-up-${index}`, `ticker`, { symbol: `MADE_UP${index}` });
      await plugin.call('nEt', `made-up-${index}"} 1`, { made: index });
      await plugin.call('net', `__api_/made-up/${index}`);
    }
    const scraped = await scrape(plugin.url);
    const { text, samples } = scraped;
    expect(text).not.toMatch(/made.?up/i);
    const known = ['unknown', ...Object.values(methods).map(({ fmz }) => fmz)];
    const labels = samples.map((sample) => sample.labels);
    const named = (label: string) => new Set(labels.flatMap((one) => one[label] ?? []));
    expect(known).toEqual(expect.arrayContaining([...named('method')]));
    expect(named('exchange')).toEqual(new Set(['Net', 'unknown']));
    expect(Object.keys(valuesOf(scraped, 'fmzproto_requests_total')).length).toBeLessThan(5);
  });

  test('show no key', async () => {
    await plugin.call('Net', 'trade', netOrder, netKeys);
    await plugin.call(netKeys.access_key, 'ticker', { symbol }, netKeys);
    const { text } = await scrape(plugin.url);
    for (const key of Object.values(netKeys)) expect(text).not.toContain(key);
  });
});
