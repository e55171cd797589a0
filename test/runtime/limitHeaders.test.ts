import { afterEach, describe, expect, test, vi } from 'vitest';
import { readLimitHeaders } from '../../src/http/limitHeaders.js';
import { Reply, ReplyHeaders } from '../../src/http/Reply.js';
import { type RecordingServer, type ServerAnswer, startRecordingServer } from '../../src/testing.js';
import { netKeys, networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;

afterEach(async () => {
  vi.restoreAllMocks();
  await plugin?.stop();
  await server?.close();
});

const limitHeaders = { remaining: 'X-RateLimit-Remaining', reset: 'X-RateLimit-Reset' };
const many = { requests: 1000, per: 1000 };
const net = networkExchange({
  limitHeaders,
  limits: { default: { ...many, by: 'ip' }, 'GET /own/*': { ...many, by: 'key' } },
  methods: {
    async accounts(_params, api) {
      await api.signedGet('/own/balances');
      return { data: [] };
    },
    async positions(_params, api) {
      await api.signedGet('/own/positions');
      return { data: [] };
    },
    async orders(_params, api) {
      await api.signedGet('/orders');
      return { data: [] };
    },
    async cancel(_params, api) {
      await api.request({ method: 'DELETE', path: '/own/1', signed: true });
      return { data: true };
    },
  },
});

async function start(answer: ServerAnswer) {
  server = await startRecordingServer(() => answer);
  plugin = await startPlugin({ exchanges: [net], baseUrls: { Net: server.url } });
  const running = { plugin, server };
  return {
    ...running,
    ask: async (method: string, keys = netKeys) =>
      (await running.plugin.call('Net', method, method === 'cancel' ? { id: 'LTC,1' } : {}, keys)).error,
    paths: () => running.server.requests.map(({ path }) => path),
  };
}

const left = (remaining: string, reset: string) => ({
  'x-ratelimit-remaining': remaining,
  'x-ratelimit-reset': reset,
});
const USED_UP = /its rate limit is used up; nothing was sent$/;

test('where nothing is left, what the limit counts waits, and nothing else does', async () => {
  const { ask, paths } = await start({ headers: left('0', '3000'), body: {} });
  expect(await ask('accounts')).toBeUndefined();
  expect(await ask('positions')).toMatch(USED_UP);
  expect(await ask('orders')).toBeUndefined();
  expect(
    await ask('accounts', { access_key: 'another-access-key', secret_key: 'another-secret' }),
  ).toBeUndefined();
  expect(await ask('cancel')).toBeUndefined();
  expect(paths()).toEqual(['/own/balances', '/orders', '/own/balances', '/own/1']);
});

test('when it begins anew, those that wait are sent', async () => {
  const { ask, paths, server } = await start({ headers: left('0', '1'), body: {} });
  await ask('accounts');
  server.answer = () => ({ headers: left('9', '1'), body: {} });
  expect(await Promise.all([ask('positions'), ask('positions'), ask('accounts')])).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(paths()).toContain('/own/positions');
});

test('after HTTP 429 without Retry-After the exchange is left alone until then', async () => {
  const now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const { ask, paths } = await start({ status: 429, headers: left('0', '3000'), body: {} });
  await ask('orders');
  expect(await ask('orders')).toMatch(/wants no requests for (3000|2999) s more/);
  expect(paths()).toEqual(['/orders']);
});

test.each([
  ['some are left', left('1', '3000')],
  ['the time is past', left('0', String(Date.now() - 5000))],
  ['the time is missing', { 'x-ratelimit-remaining': '0' }],
  ['they cannot be read', left('none', 'soon')],
])('where %s nothing waits', async (_what, headers) => {
  const { ask, paths } = await start({ headers, body: {} });
  for (let index = 0; index < 3; index += 1) expect(await ask('accounts')).toBeUndefined();
  expect(paths()).toHaveLength(3);
});

describe('the time of a reset', () => {
  const now = 1_800_000_000_000;
  test.each([
    ['seconds from now', '12', 12_000],
    ['a Unix time in s', '1800000012', 12_000],
    ['a Unix time in ms', '1800000012000', 12_000],
    ['fractions of a second', '0.5', 500],
    ['what is past', '1700000000', 0],
    ['far away', '2800000000', 3_600_000],
  ])('%s', (_what, reset, wait) => {
    const reply = new Reply(200, new ReplyHeaders(left('0', reset)), '{}');
    expect(readLimitHeaders(reply, limitHeaders, now)).toEqual({ requests: 0, wait });
  });
});

test('without limits there is nothing that the headers could be about', () => {
  expect(() => networkExchange({ limitHeaders, methods: {} })).toThrow(
    'limitHeaders says what is left of limits, which are absent',
  );
});
