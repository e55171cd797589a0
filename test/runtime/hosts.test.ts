import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PreparedRequest } from '../../src/adapter/ApiRequest.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { brokerExchange, liveKeys, paperKeys } from '../support/brokerExchange.js';
import { exampleTicker } from '../support/exampleExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';
import { escapes } from './escapes/paths.js';

/** A double of each address, one that addresses are moved to, and one of somebody else. */
let doubles: Record<'live' | 'paper' | 'data' | 'moved' | 'evil', RecordingServer>;
let plugin: Plugin | undefined;

beforeEach(async () => {
  const start = () => startRecordingServer(() => ({ body: { ok: true } }));
  const [live, paper, data, moved, evil] = [
    await start(),
    await start(),
    await start(),
    await start(),
    await start(),
  ];
  doubles = { live, paper, data, moved, evil };
});
afterEach(async () => {
  await plugin?.stop();
  plugin = undefined;
  for (const double of Object.values(doubles)) await double.close();
});

type Parts = Parameters<typeof brokerExchange>[1];
type Methods = NonNullable<NonNullable<Parts>['methods']>;

async function start(baseUrls: Record<string, string> = {}, parts: Parts = {}, timeout = 30_000) {
  const { live, paper, data } = doubles;
  const broker = brokerExchange({ live: live.url, paper: paper.url, data: data.url }, parts);
  plugin = await startPlugin({ exchanges: [broker], baseUrls, timeout });
  const running = plugin;
  return (method: string, params: object = {}, keys?: typeof liveKeys, headers?: Record<string, string>) =>
    running.call('Broker', method, params, keys, headers);
}

/** How many requests each has seen. */
const seen = () =>
  Object.fromEntries(
    Object.entries(doubles).flatMap(([name, { requests }]) =>
      requests.length > 0 ? [[name, requests.length]] : [],
    ),
  );

/** The keys that each has seen. */
const keysAt = (name: keyof typeof doubles) => doubles[name].requests.map(({ headers }) => headers['x-key']);

const symbol = { symbol: 'LTC_USDT' };
const order = { id: 'A,1', symbol: 'LTC_USDT' };

describe('where a request goes', () => {
  test('to the host that it names, in the environment that the keys choose', async () => {
    const call = await start();
    await call('accounts', {}, liveKeys);
    await call('accounts', {}, paperKeys);
    await call('cancel', order, paperKeys);
    await call('ticker', symbol, paperKeys);
    expect(seen()).toEqual({ live: 1, paper: 2, data: 1 });
    expect(keysAt('live')).toEqual([liveKeys.access_key]);
    expect(keysAt('paper')).toEqual([paperKeys.access_key, paperKeys.access_key]);
    expect(keysAt('data')).toEqual([undefined]);
  });

  test('without keys, or with some that cannot be read, to the first environment', async () => {
    const call = await start(
      {},
      { methods: { ticker: async (_, api) => ({ data: exampleTicker, raw: (await api.get('/t')).raw }) } },
    );
    expect(await call('ticker', symbol)).toHaveProperty('data');
    expect(await call('ticker', symbol, { access_key: '', secret_key: 'x' })).toHaveProperty('data');
    expect(seen()).toEqual({ live: 2 });
  });

  test('what signs is told the host and the address that is declared, also where that was moved', async () => {
    const call = await start({ Broker: doubles.moved.url, 'Broker.data': doubles.moved.url });
    await call('accounts', {}, paperKeys);
    await call('assets', {}, paperKeys);
    expect(seen()).toEqual({ moved: 2 });
    expect(doubles.moved.requests.map(({ headers }) => headers['x-host'])).toEqual([
      `api ${doubles.paper.url}`,
      `data ${doubles.data.url}`,
    ]);
  });

  test('an environment that is not declared is a fault, and nothing is sent', async () => {
    const call = await start({}, { environment: () => 'demo' });
    expect((await call('cancel', order, liveKeys)).error).toMatch(
      /environment answered "demo": hosts of the definition has live, paper; nothing was sent/,
    );
    expect(seen()).toEqual({});
  });

  test('a host that is not declared is a fault, and nothing is sent', async () => {
    const call = await start(
      {},
      {
        methods: {
          async cancel(_, api) {
            await api.request({ method: 'DELETE', host: 'dta', path: '/x', signed: true });
            return { data: true };
          },
        },
      },
    );
    expect((await call('cancel', order, liveKeys)).error).toMatch(
      /there is no host "dta": hosts of the definition has api, data; nothing was sent/,
    );
    expect(seen()).toEqual({});
  });
});

describe('--base-url', () => {
  test('the API alone: the other host is not asked, and the error says what is missing', async () => {
    const call = await start({ Broker: doubles.moved.url });
    await call('accounts', {}, liveKeys);
    await call('accounts', {}, paperKeys);
    expect((await call('ticker', symbol)).error).toBe(
      `${doubles.data.url} was not asked: --base-url moved Broker to ${doubles.moved.url}, and not its host data: start again with --base-url Broker.data=URL as well; nothing was sent`,
    );
    expect((await call('assets', {}, liveKeys)).error).toContain('--base-url Broker.data=URL');
    expect(seen()).toEqual({ moved: 2 });
  });

  test('a host may be left where it is, if that is said', async () => {
    const call = await start({ Broker: doubles.moved.url, 'Broker.data': doubles.data.url });
    await call('accounts', {}, liveKeys);
    await call('assets', {}, liveKeys);
    expect(seen()).toEqual({ moved: 1, data: 1 });
  });

  test('one environment alone: the other stays, with its host', async () => {
    const call = await start({ 'Broker.paper': doubles.moved.url });
    await call('accounts', {}, paperKeys);
    await call('accounts', {}, liveKeys);
    await call('assets', {}, liveKeys);
    expect((await call('assets', {}, paperKeys)).error).toContain('--base-url Broker.data=URL');
    expect(seen()).toEqual({ moved: 1, live: 1, data: 1 });
    expect(keysAt('moved')).toEqual([paperKeys.access_key]);
  });

  test('another host alone', async () => {
    const call = await start({ 'Broker.data': doubles.moved.url });
    await call('assets', {}, liveKeys);
    await call('accounts', {}, liveKeys);
    expect(seen()).toEqual({ moved: 1, live: 1 });
  });
});

test.each([301, 302, 303, 307, 308])('a redirect with HTTP %i is not followed', async (status) => {
  const call = await start();
  doubles.live.answer = () => ({ status, headers: { location: `${doubles.data.url}/account` }, body: {} });
  await call('accounts', {}, liveKeys);
  await call('cancel', order, liveKeys);
  expect(seen()).toEqual({ live: 2 });
});

test.each(['.', '..', '%2e', '.%2E', '../account', 'a\\..\\..', '..;b', '%252e.'])(
  'an id %j that leads up from its path is a fault, and nothing is sent',
  async (id) => {
    for (const path of [`/orders/${id}`, `/orders/${id}/fills`]) {
      const cancel: Methods['cancel'] = async (_params, api) => {
        await api.request({ method: 'DELETE', path, signed: true });
        return { data: true };
      };
      const call = await start({}, { methods: { cancel } });
      expect((await call('cancel', order, liveKeys)).error).toMatch(
        /^the path "\/orders\/.*" would lead elsewhere: no part of it may be \. or \.\.$/,
      );
      await plugin?.stop();
    }
    expect(seen()).toEqual({});
  },
);

test('what merely has dots in it is sent as it is', async () => {
  const cancel: Methods['cancel'] = async (_params, api) => {
    for (const id of ['...', '.a', 'a..', '..b;c', 'BRK.B'])
      await api.request({ method: 'DELETE', path: `/orders/${id}`, query: { back: '/../' }, signed: true });
    return { data: true };
  };
  const call = await start({}, { methods: { cancel } });
  expect(await call('cancel', order, liveKeys)).toHaveProperty('data');
  expect(doubles.live.requests.map(({ path }) => path.replace(/\?.*/, ''))).toEqual([
    ...['/orders/...', '/orders/.a', '/orders/a..', '/orders/..b;c', '/orders/BRK.B'],
  ]);
});

describe('IO', () => {
  const io = (call: Awaited<ReturnType<typeof start>>, path: string, verb = 'POST') =>
    call(`__api_${path}`, {}, liveKeys, { 'http-method': verb });

  test('the host is chosen by the path as it is sent', async () => {
    const call = await start();
    for (const path of ['/v2/stocks/bars', '/v2/orders', '/v2/stocks?b=/v2/orders'])
      expect(await io(call, path)).toHaveProperty('data');
    expect(doubles.data.requests.map(({ path }) => path)).toEqual(['/v2/stocks/bars', '/v2/stocks']);
    expect(doubles.live.requests.map(({ path }) => path)).toEqual(['/v2/orders']);
  });

  test('no path leads to another host', async () => {
    const call = await start();
    for (const place of [doubles.evil, doubles.data]) {
      const { host, port } = new URL(place.url);
      for (const path of Object.values(escapes).flat())
        expect(await io(call, path.replaceAll('EVIL', host).replaceAll('PORT', port))).toHaveProperty(
          'error',
        );
    }
    expect(seen()).toEqual({});
  });
});

test.each(['@127.0.0.1:1/x', ':1@127.0.0.1/x', '.evil.example/x', ''])(
  'a signature that makes the path %j is a fault, and nothing is sent',
  async (path) => {
    const call = await start({}, { sign: (request) => ({ ...request, path }) });
    expect((await call('cancel', order, liveKeys)).error).toMatch(
      /path that does not start with \/; nothing was sent/,
    );
    expect(seen()).toEqual({});
  },
);

describe('what somebody else has composed', () => {
  const prepared = (url: string): PreparedRequest => ({
    ...{ method: 'POST', url, headers: { 'x-key': 'k' }, body: '{}' },
    ...{ secrets: ['signature-of-it'], writes: true },
  });
  const send = (url: () => string): Parts => ({
    methods: {
      async cancel(_params, api) {
        await api.sendPrepared(prepared(url()));
        return { data: true };
      },
    },
  });

  test('goes where its url says', async () => {
    let url = `${doubles.data.url}/a?b=1`;
    const call = await start(
      {},
      send(() => url),
    );
    expect(await call('cancel', order, liveKeys)).toEqual({ data: true });
    url = `${doubles.paper.url}/c`;
    expect(await call('cancel', order, liveKeys)).toEqual({ data: true });
    expect(seen()).toEqual({ data: 1, paper: 1 });
    expect(doubles.data.requests[0]).toMatchObject({ path: '/a', query: 'b=1', body: '{}' });
  });

  test('goes to where its host was moved', async () => {
    const call = await start(
      { 'Broker.data': doubles.moved.url },
      send(() => `${doubles.data.url}/a`),
    );
    expect(await call('cancel', order, liveKeys)).toEqual({ data: true });
    expect(seen()).toEqual({ moved: 1 });
  });

  test('is not sent to a host that was forgotten', async () => {
    const call = await start(
      { Broker: doubles.moved.url },
      send(() => `${doubles.data.url}/a`),
    );
    expect((await call('cancel', order, liveKeys)).error).toContain('--base-url Broker.data=URL as well');
    expect(seen()).toEqual({});
  });

  test.each([
    (evil: string) => `http://${evil}/x`,
    (evil: string, own: string) => `http://${own}@${evil}/x`,
    (evil: string, own: string) => `http://${evil}@${own}/x`,
    (evil: string) => `http://${evil}\\@127.0.0.1/x`,
    (_evil: string, own: string) => `http://${own}\\x`,
    (_evil: string, own: string) => `https://${own}/x`,
    () => '/x',
    () => 'not a url',
  ])('is sent nowhere else: %s', async (make) => {
    const url = make(new URL(doubles.evil.url).host, new URL(doubles.live.url).host);
    const call = await start(
      {},
      send(() => url),
    );
    const { error } = await call('cancel', order, liveKeys);
    expect(error).toMatch(/^Broker was not asked: it has no API at .*; nothing was sent$/);
    expect(seen()).toEqual({});
  });
});

describe('hosts are apart', () => {
  test('in what is shared', async () => {
    const call = await start(
      {},
      {
        methods: {
          async ticker(_params, api) {
            const [one, other] = await Promise.all([
              api.get('/same'),
              api.request({ host: 'data', path: '/same' }),
            ]);
            return { data: exampleTicker, raw: [one.raw, other.raw] };
          },
        },
      },
    );
    await call('ticker', symbol);
    expect(seen()).toEqual({ live: 1, data: 1 });
  });

  test('in their limits', async () => {
    const limits = { default: { requests: 1, per: 600_000, by: 'ip' as const } };
    const call = await start({}, { limits: { ...limits, 'data all': { ...limits.default, requests: 2 } } });
    expect(await call('accounts', {}, liveKeys)).toHaveProperty('data');
    expect(await call('assets', {}, liveKeys)).toHaveProperty('data');
    expect(await call('accounts', {}, paperKeys)).toHaveProperty('data');
    expect(await call('ticker', symbol, liveKeys)).toHaveProperty('data');
    expect((await call('accounts', {}, liveKeys)).error).toContain('rate limit is used up');
    expect((await call('ticker', symbol, liveKeys)).error).toContain('rate limit is used up');
    expect(seen()).toEqual({ live: 1, data: 2, paper: 1 });
  });

  test('in limits of their environments', async () => {
    const rate = { requests: 1, per: 600_000, by: 'ip' as const };
    const limits = {
      default: { ...rate, requests: 3 },
      'paper GET *': rate,
      'paper all': { ...rate, requests: 5 },
    };
    const call = await start({}, { limits });
    for (const keys of [liveKeys, liveKeys, paperKeys]) {
      expect(await call('accounts', {}, keys)).toHaveProperty('data');
    }
    expect((await call('accounts', {}, paperKeys)).error).toContain('rate limit is used up');
    expect(seen()).toEqual({ live: 2, paper: 1 });
  });

  test('in their cooldowns', async () => {
    doubles.data.answer = () => ({ status: 429, headers: { 'retry-after': '600' }, body: {} });
    const call = await start();
    await call('assets', {}, liveKeys);
    expect((await call('assets', {}, liveKeys)).error).toContain('wants no requests');
    expect(await call('accounts', {}, liveKeys)).toHaveProperty('data');
    expect(seen()).toEqual({ data: 1, live: 1 });
  });
});

describe('forms and headers', () => {
  const send = (request: object): Parts => ({
    methods: {
      async cancel(_params, api) {
        await api.request({ method: 'POST', path: '/token', ...request });
        return { data: true };
      },
    },
  });

  test('a form is sent as its fields, and headers of its own besides', async () => {
    const form = { grant_type: 'client credentials', scope: 'a+b&c=d', none: undefined, n: 1 };
    const call = await start(
      {},
      send({ form, headers: { Accept: 'text/plain', 'x-own': '1' }, signed: true }),
    );
    await call('cancel', order, liveKeys);
    const [request] = doubles.live.requests;
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      ...{ grant_type: 'client credentials', scope: 'a+b&c=d', n: '1' },
    });
    expect(request?.headers).toMatchObject({
      ...{ 'content-type': 'application/x-www-form-urlencoded', accept: 'text/plain', 'x-own': '1' },
      'x-key': liveKeys.access_key,
    });
  });

  test('a body beside a form is a fault', async () => {
    const call = await start({}, send({ form: { a: 1 }, body: {} }));
    expect((await call('cancel', order, liveKeys)).error).toContain(
      'a body or a form, not both; nothing was sent',
    );
  });

  test('a header with a line break is not sent', async () => {
    const call = await start({}, send({ headers: { 'x-own': 'a\r\nx-evil: 1' } }));
    expect((await call('cancel', order, liveKeys)).error).toMatch(
      /its header x-own has a line break.*nothing was sent/,
    );
    expect(seen()).toEqual({});
  });

  test('reads with other headers are not shared', async () => {
    let release: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      release = resolve;
    });
    doubles.live.answer = async ({ headers }) => {
      if (doubles.live.requests.length === 2) release();
      await both;
      return { body: { language: headers['accept-language'] } };
    };
    const call = await start(
      {},
      {
        methods: {
          async ticker({ symbol: { name } }, api) {
            const headers = { 'accept-language': name };
            return {
              data: { ...exampleTicker, symbol: name },
              raw: (await api.request({ path: '/t', headers })).raw,
            };
          },
        },
      },
    );
    const answers = await Promise.all(['A_USDT', 'B_USDT'].map((name) => call('ticker', { symbol: name })));
    expect(answers.map(({ raw }) => v.parse(v.object({ language: v.string() }), raw).language)).toEqual([
      'A_USDT',
      'B_USDT',
    ]);
  });
});
