import * as v from 'valibot';
import { afterEach, describe, expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import type { EndpointLimit } from '../../src/adapter/EndpointLimit.js';
import { relayIo } from '../../src/adapter/relayIo.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { netKeys, networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;

afterEach(async () => {
  await plugin?.stop();
  await server?.close();
});

/** Longer than any test takes: what is used up stays so. */
const an = { hour: 3_600_000 };
const two = (by: EndpointLimit['by'], group?: string): EndpointLimit => ({
  requests: 2,
  per: an.hour,
  by,
  group,
});
const net = networkExchange({
  limits: {
    default: { requests: 1000, per: 1000, by: 'ip' },
    'POST /orders': two('key', 'orders'),
    'DELETE /orders/*': two('key', 'orders'),
    'GET /stocks/*/bars': two('ip'),
    'GET /stocks/AAPL/bars': two('ip'),
    'GET /prepared/**': two('key'),
    'PUT *': two('ip'),
  },
  methods: {
    io: relayIo,
    async ticker(_params, api) {
      const headers = { accept: 'application/json' };
      const url = 'https://net.example/prepared/a/b?c=1';
      await api.sendPrepared({ method: 'GET', url, headers, secrets: [], writes: false });
      throw new TypeError('was sent');
    },
  },
});

/** Of two hosts; both are at the same server here. */
const hosted = defineExchange({
  name: 'Hosted',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  createState: () => ({}),
  hosts: { api: 'https://api.net.example', data: 'https://data.net.example' },
  limits: {
    default: { requests: 1000, per: 1000, by: 'ip' },
    'data all': { requests: 3, per: an.hour, by: 'ip' },
    'data GET /v2/**': two('ip'),
  },
  methods: {
    async io({ path }, api) {
      const [host = '', rest = ''] = path.slice(1).split(/\/(.*)/s);
      const reply = await api.request({ host, path: `/${rest}` });
      return { data: reply.raw };
    },
  },
});

const others = { access_key: 'access-key-of-others', secret_key: 'secret-key-of-others' };
const nobody = { access_key: '', secret_key: '' };
const USED_UP = /its rate limit is used up; nothing was sent$/;

async function start() {
  server = await startRecordingServer(() => ({ body: {} }));
  plugin = await startPlugin({ exchanges: [net], baseUrls: { Net: server.url } });
  const running = { plugin, server };
  /** The error of each, in their order. */
  return async (asked: readonly string[], keys = netKeys) => {
    const errors: string[] = [];
    for (const one of asked) {
      const [verb = '', path = ''] = one.split(' ');
      const answer = await running.plugin.call('Net', `__api_${path}`, {}, keys, { 'Http-Method': verb });
      errors.push(answer.error ?? '');
    }
    return { errors, arrived: running.server.requests.map(({ method, path }) => `${method} ${path}`) };
  };
}

describe('how many requests of a limit arrive', () => {
  test('those of a group share it, whatever their verbs and ids, and each key has its own', async () => {
    const ask = await start();
    const orders = ['POST /orders', 'DELETE /orders/1', 'POST /orders', 'DELETE /orders/2'];
    const { errors } = await ask(orders);
    expect(errors).toEqual(['', '', expect.stringMatching(USED_UP), expect.stringMatching(USED_UP)]);
    await ask(orders, others);
    expect((await ask(['GET /orders'])).arrived).toEqual([
      ...['POST /orders', 'DELETE /orders/1'],
      ...['POST /orders', 'DELETE /orders/1'],
      'GET /orders',
    ]);
  });

  test('all paths of a pattern share it, and one that is written out does not', async () => {
    const ask = await start();
    const bars = ['MSFT', 'TSLA', 'NVDA', 'AAPL'].map((stock) => `GET /stocks/${stock}/bars`);
    const { errors, arrived } = await ask(bars, nobody);
    expect(errors).toEqual(['', '', expect.stringMatching(USED_UP), '']);
    expect(arrived).toEqual([bars[0], bars[1], bars[3]]);
  });

  test('all paths of a verb share it', async () => {
    const ask = await start();
    const { arrived } = await ask(['PUT /a', 'PUT /b/c', 'PUT /d', 'PATCH /d'], nobody);
    expect(arrived).toEqual(['PUT /a', 'PUT /b/c', 'PATCH /d']);
  });

  test('those of one host are counted for it alone', async () => {
    server = await startRecordingServer(() => ({ body: {} }));
    const { url } = server;
    plugin = await startPlugin({ exchanges: [hosted], baseUrls: { Hosted: url, 'Hosted.data': url } });
    const ask = async (path: string) => (await plugin?.call('Hosted', `__api_/${path}`, {}, nobody))?.error;
    for (let index = 0; index < 4; index += 1) expect(await ask('api/v2/a')).toBeUndefined();
    expect(await ask('data/v2/a')).toBeUndefined();
    expect(await ask('data/v2/b')).toBeUndefined();
    expect(await ask('data/v2/c')).toMatch(USED_UP);
    expect(await ask('data/v1/c')).toBeUndefined();
    expect(await ask('data/v1/d')).toMatch(USED_UP);
    expect(await ask('api/v1/d')).toBeUndefined();
    expect(server.requests).toHaveLength(8);
  });

  test('prepared requests are counted as well', async () => {
    await start();
    const answers = [];
    for (let index = 0; index < 4; index += 1) {
      answers.push(await plugin?.call('Net', 'ticker', { symbol: 'LTC_USDT' }));
    }
    expect(server?.requests).toHaveLength(2);
    expect(answers.at(-1)?.error).toMatch(USED_UP);
  });
});
