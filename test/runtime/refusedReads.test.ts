import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ExchangeError, isDecisiveStatus } from '../../src/adapter/ExchangeError.js';
import { relayIo } from '../../src/adapter/relayIo.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { netKeys, netOrder, networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;
/** In ms, by which the test has moved the clock. */
let passed = 0;

beforeEach(() => {
  passed = 0;
  const now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now + passed);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await plugin?.stop();
  await server?.close();
});

const net = networkExchange({
  reject(reply) {
    const { code, msg } = Object(reply.json);
    if (reply.status < 300 && code === '0') return;
    const outcome = isDecisiveStatus(reply.status) ? 'rejected' : 'unknown';
    throw new ExchangeError({ code, message: msg, hint: 'look at the keys', outcome });
  },
  refusesKeys: ({ code }) =>
    new Map([
      ['KEY', true],
      ['NONCE', false],
    ]).get(code),
  methods: {
    async accounts(_params, api) {
      await api.signedGet('/balances');
      return { data: [] };
    },
    async positions(_params, api) {
      await api.signedGet('/positions');
      return { data: [] };
    },
    async order({ id }, api) {
      await api.signedGet('/order', { id });
      throw new ExchangeError({ message: 'no such order' });
    },
    async trade(_params, api) {
      await api.signedGet('/balances');
      await api.signedPost('/order', {});
      return { data: { id: '1' } };
    },
    io: relayIo,
  },
});

async function start(status: number, code: string) {
  server = await startRecordingServer(() => ({ status, body: { code, msg: 'no' } }));
  plugin = await startPlugin({ exchanges: [net], baseUrls: { Net: server.url } });
  const running = { plugin, server };
  return {
    ...running,
    ask: async (method: string, params: object = {}, keys = netKeys) =>
      (await running.plugin.call('Net', method, params, keys)).error,
    arrived: (path: string) => running.server.requests.filter((request) => request.path === path).length,
  };
}

test.each([
  [401, '7'],
  [403, '7'],
  [200, 'KEY'],
])('HTTP %d with code %s: a robot that polls with a bad key asks ever less often', async (status, code) => {
  const { ask, arrived } = await start(status, code);
  const errors = new Set<string | undefined>();
  for (let second = 0; second < 300; second += 1) {
    errors.add(await ask('accounts'));
    passed += 1000;
  }
  // After 0, 1, 3, 7, 15 and 31 seconds, then each half minute.
  expect(arrived('/balances')).toBe(14);
  expect(errors).toContain(`${code} no (look at the keys)`);
  expect([...errors].join('\n')).toMatch(/^(7|KEY) no; not asked again for (29|30) s \(look at the keys\)$/m);
});

test.each([401, 403])(
  'HTTP %d that the adapter knows to be about something else: each call asks',
  async (status) => {
    const { ask, arrived } = await start(status, 'NONCE');
    for (let index = 0; index < 5; index += 1)
      expect(await ask('accounts')).toBe('NONCE no (look at the keys)');
    expect(arrived('/balances')).toBe(5);
  },
);

test('what else is asked for, other keys, orders and IO are not held back', async () => {
  const { ask, arrived } = await start(401, '7');
  await ask('accounts');
  expect(await ask('accounts')).toMatch(/not asked again for 1 s/);
  await ask('positions');
  await ask('accounts', {}, { access_key: 'another-access-key', secret_key: 'another-secret' });
  await ask('trade', netOrder);
  for (let index = 0; index < 2; index += 1) {
    await plugin?.call('Net', '__api_/balances', {}, netKeys, { 'Http-Method': 'GET' });
  }
  expect(arrived('/positions')).toBe(1);
  expect(arrived('/balances')).toBe(5);
});

test('where the keys work again, nothing is held back', async () => {
  const { ask, arrived, server } = await start(401, '7');
  for (let round = 0; round < 3; round += 1) {
    await ask('accounts');
    passed += 10_000;
  }
  server.answer = () => ({ body: { code: '0' } });
  passed += 30_000;
  expect(await ask('accounts')).toBeUndefined();
  server.answer = () => ({ status: 401, body: { code: '7', msg: 'no' } });
  await ask('accounts');
  passed += 1000;
  expect(await ask('accounts')).toBe('7 no (look at the keys)');
  expect(arrived('/balances')).toBe(6);
});

test.each([
  [404, '7'],
  [400, '7'],
  [200, '7'],
])('HTTP %d with code %s says nothing of the keys: each call asks', async (status, code) => {
  const { ask, arrived } = await start(status, code);
  for (let index = 0; index < 5; index += 1) await ask('order', { id: 'LTC,1', symbol: 'LTC_USDT' });
  expect(arrived('/order')).toBe(5);
});
