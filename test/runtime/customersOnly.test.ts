import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { Instruments } from '../../src/adapter/Instruments.js';
import { type InstrumentApi, readInstruments } from '../../src/adapter/instrumentSource.js';
import { RawHttpClient } from '../../src/check/RawHttpClient.js';
import { runCases } from '../../src/check/runCases.js';
import { createPaper } from '../../src/exchanges/paper/index.js';
import { createSynthetic } from '../../src/exchanges/synthetic/index.js';
import { methodNames, methods } from '../../src/protocol/methods.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { brokerExchange, liveKeys } from '../support/brokerExchange.js';
import { exampleTicker } from '../support/exampleExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

const none = { access_key: '', secret_key: '' };
const wrong = { access_key: 'wrong-key-77c1e0', secret_key: 'wrong-secret-77c1e0' };

let server: RecordingServer;
let plugin: Plugin | undefined;

beforeEach(async () => {
  server = await startRecordingServer(({ headers }) =>
    headers['x-key'] !== undefined && headers['x-key'] !== liveKeys.access_key
      ? { status: 401, body: { message: 'unauthorized' } }
      : { body: [{ id: 'ACME', base: 'ACME', quote: 'USD', kind: 'spot' }] },
  );
});
afterEach(async () => {
  await plugin?.stop();
  plugin = undefined;
  await server.close();
});

const row = v.object({ id: v.string() });
const naming = v.object({
  ...{ id: v.string(), base: v.string(), quote: v.string(), standard: v.optional(v.literal(true), true) },
  ...{ kind: v.literal('spot'), list: v.optional(v.literal('all'), 'all') },
});

/** A broker that tells prices and lists to its customers only: all of its requests are signed. */
function closedBroker() {
  const instruments = new Instruments({
    exchange: 'Broker',
    lists: ['all'] as const,
    listOf: () => 'all',
    delistedName: (id) => id,
    async read(api: InstrumentApi) {
      const reply = await api.signedGet('/assets');
      return {
        ...readInstruments(v.parse(v.array(v.unknown()), reply.json), { naming, row, id: 'id' }),
        replies: [reply],
      };
    },
  });
  return brokerExchange(
    { live: server.url, paper: server.url, data: server.url },
    {
      publicData: false,
      reject({ status }) {
        if (status === 401) throw new ExchangeError({ code: '401', message: 'unauthorized' });
      },
      methods: {
        async ticker({ symbol }, api) {
          return {
            data: { ...exampleTicker, symbol: symbol.name },
            raw: (await api.signedGet('/quote')).raw,
          };
        },
        async depth(_params, api) {
          await api.signedGet('/depth');
          return { data: { time: 1731028903911, asks: [[81, 5]], bids: [[79, 5]] } };
        },
        markets: (_params, api) =>
          instruments.markets(api, ({ base, quote }, symbol) => ({
            ...{ symbol, base_asset: base, quote_asset: quote },
            ...{ tick_size: 0.01, amount_size: 1, price_precision: 2, amount_precision: 0 },
          })),
        async accounts(_params, api) {
          return { data: [], raw: (await api.signedGet('/account')).raw };
        },
        async io(_params, api) {
          return { data: (await api.request({ path: '/io', signed: api.hasKeys })).raw };
        },
      },
    },
  );
}

async function start(): Promise<Plugin> {
  const paper = createPaper({ market: { exchange: createSynthetic().exchange } });
  plugin = await startPlugin({ exchanges: [closedBroker(), paper] });
  return plugin;
}

/** The path and the key of each request. */
const asked = () => server.requests.map(({ path, headers }) => `${path} ${headers['x-key'] ?? '-'}`);

test('without keys nothing is sent, and what is missing is said', async () => {
  const { call } = await start();
  for (const method of ['ticker', 'depth', 'markets', 'accounts'])
    expect((await call('Broker', method, { symbol: 'ACME_USD' }, none)).error).toMatch(/has no access key/);
  expect(asked()).toEqual([]);
  expect(await call('Broker', '__api_/io', {}, none)).toHaveProperty('data');
  expect(asked()).toEqual(['/io -']);
});

test('with keys, prices and the list are asked for with them', async () => {
  const { call } = await start();
  expect(await call('Broker', 'markets', {}, liveKeys)).toHaveProperty(['data', 'ACME_USD']);
  expect(await call('Broker', 'ticker', { symbol: 'ACME_USD' }, liveKeys)).toHaveProperty('data');
  expect(asked()).toEqual([`/assets ${liveKeys.access_key}`, `/quote ${liveKeys.access_key}`]);
});

test('Paper asks for prices with the keys of its caller, and for nothing else', async () => {
  const { call } = await start();
  const own = (method: string, params: object = {}) => call('paper/Broker', method, params, liveKeys);
  expect(await own('ticker', { symbol: 'ACME_USD' })).toHaveProperty('data');
  expect(await own('trade', { symbol: 'ACME_USD', type: 'buy', price: '-1', amount: '81' })).toHaveProperty(
    'error',
  );
  expect(await own('trade', { symbol: 'ACME_USD', type: 'sell', price: '90', amount: '1' })).toHaveProperty(
    'error',
  );
  expect(await own('accounts')).toHaveProperty('data');
  expect(await own('orders')).toHaveProperty('data');
  expect(new Set(asked())).toEqual(
    new Set(['/quote', '/assets', '/depth'].map((path) => `${path} ${liveKeys.access_key}`)),
  );
  // What goes through IO may be anything, also something of the account.
  expect(await own('__api_/io')).toHaveProperty('data');
  expect(asked().at(-1)).toBe('/io -');
  const before = server.requests.length;
  expect((await call('paper/Broker', 'ticker', { symbol: 'ACME_USD' }, none)).error).toMatch(
    /has no access key/,
  );
  expect(server.requests).toHaveLength(before);
});

test('keys that are refused fail nobody else who waits for the list', async () => {
  const { call } = await start();
  const { answer } = server;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.answer = async (request) => {
    if (request.headers['x-key'] === wrong.access_key) await held;
    return answer(request);
  };
  const refused = call('Broker', 'markets', {}, wrong);
  await expect.poll(() => asked()).toEqual([`/assets ${wrong.access_key}`]);
  const waiting = call('Broker', 'markets', {}, liveKeys);
  release();
  expect((await refused).error).toContain('401 unauthorized');
  expect(await waiting).toHaveProperty(['data', 'ACME_USD']);
});

test('the state of the plugin tells it', async () => {
  const { url } = await start();
  const health: unknown = await (await fetch(`${url}/healthz`)).json();
  expect(health).toHaveProperty('exchanges', [
    expect.objectContaining({ name: 'Broker', keys: 'required', publicData: false }),
    expect.objectContaining({ name: 'Paper', keys: 'optional', publicData: true }),
    expect.objectContaining({ name: 'Paper/Broker', keys: 'optional', publicData: false }),
  ]);
});

test('a check without keys skips prices, and one with keys asks for them', async () => {
  const { url } = await start();
  const check = async (keys: typeof none) => {
    const { cases } = await runCases({
      ...{
        http: new RawHttpClient(new URL(`${url}/Broker`), 10_000),
        symbol: 'ACME_USD',
        keys,
        trade: false,
      },
      ...{
        publicData: false,
        conceal: (text: string) => text,
        wanted: ({ id }) => id === 'ticker.shape',
      },
    });
    return cases.map(({ status, reason }) => reason ?? status);
  };
  expect(methodNames.filter((name) => methods[name].keys === 'none')).toContain('ticker');
  const [skipped, ...more] = await check(none);
  expect(more).toEqual([]);
  expect(skipped).toContain('needs keys');
  expect(await check(liveKeys)).toEqual(['ok']);
});
