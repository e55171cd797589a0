import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import type { ExchangeDefinition } from '../../src/adapter/Exchange.js';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { createHttpClient } from '../../src/http/HttpClient.js';
import { createRecorder } from '../../src/recording/createRecorder.js';
import { createReplay } from '../../src/recording/createReplay.js';
import { readFixtures } from '../../src/recording/Fixture.js';
import type { Transport } from '../../src/runtime/outgoing.js';
import { createRegistry } from '../../src/runtime/registry.js';
import { createDispatcher } from '../../src/server/createDispatcher.js';
import {
  type ReceivedRequest,
  type RecordingServer,
  type ServerAnswer,
  startRecordingServer,
} from '../../src/testing.js';
import { exampleTicker } from '../support/exampleExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

interface Keys {
  access_key: string;
  secret_key: string;
}
interface Session {
  bearer: string;
}
type Definition = ExchangeDefinition<Keys, object, string, Session>;

const keys = { access_key: 'client-0f4d8c2e71', secret_key: 'secret-of-client-93ab' };
const others = { access_key: 'client-of-others-55', secret_key: 'secret-of-others-21' };
const given = v.object({ data: v.object({ value: v.string() }) });
const order = { symbol: 'LTC_USDT', type: 'buy', price: '1', amount: '1' };

/** A venue that gives out tokens, and takes those alone that it has not revoked. */
interface Venue {
  server: RecordingServer;
  /** All that it gave out, in order. */
  given: string[];
  revoked: Set<string>;
  /** Instead of a token. */
  logIn:
    | ((request: ReceivedRequest) => ServerAnswer | undefined | Promise<ServerAnswer | undefined>)
    | undefined;
  /** Instead of what it answers to a good token. */
  answer: ((request: ReceivedRequest) => ServerAnswer) | undefined;
  logIns(): number;
  /** What signed requests came with. */
  used(): (string | undefined)[];
}

async function startVenue(): Promise<Venue> {
  const venue: Venue = {
    ...{ given: [], revoked: new Set(), logIn: undefined, answer: undefined },
    server: await startRecordingServer(async (request) => {
      if (request.path === '/token') {
        if (venue.logIn) return venue.logIn(request);
        venue.given.push(`tok.${venue.given.length + 1}.Zx81-qLm0`);
        return { body: { data: { value: venue.given.at(-1) } } };
      }
      if (request.path === '/logout') return { body: {} };
      const token = (request.headers.authorization ?? '').replace('Bearer ', '');
      if (!venue.given.includes(token) || venue.revoked.has(token))
        return { status: 401, body: { code: 'E401', message: `token ${token} is not valid` } };
      return venue.answer?.(request) ?? { body: { id: '7' } };
    }),
    logIns: () => venue.server.requests.filter(({ path }) => path === '/token').length,
    used: () =>
      venue.server.requests.flatMap(({ path, headers }) =>
        path === '/token' || path === '/logout' ? [] : [headers.authorization?.replace('Bearer ', '')],
      ),
  };
  return venue;
}

let venue: Venue;
let plugin: Plugin | undefined;
let folder: string;

beforeEach(async () => {
  venue = await startVenue();
  folder = mkdtempSync(join(tmpdir(), 'fmzproto-sessions-'));
});
afterEach(async () => {
  await plugin?.stop();
  plugin = undefined;
  await venue.server.close();
  rmSync(folder, { recursive: true });
});

/** A log-in without more than its request. */
const plainSession: NonNullable<Definition['session']> = {
  async open(api) {
    const { json } = await api.request({ method: 'POST', path: '/token' });
    return { bearer: v.parse(given, json).data.value };
  },
  isOver: ({ code }) => code === 'E401',
};

/** An exchange whose log-in is a form; its token stands in a field that no list of names knows. */
function define(parts: Partial<Definition> = {}) {
  return defineExchange<Keys, object, string, Session>({
    name: 'Login',
    baseUrl: venue.server.url,
    credentials: v.object({
      access_key: v.pipe(v.string(), v.nonEmpty('has no key')),
      secret_key: v.string(),
    }),
    session: {
      async open(api) {
        const { access_key, secret_key } = api.keys;
        const form = { grant_type: 'client_credentials', client_id: access_key, client_secret: secret_key };
        const reply = await api.request({ method: 'POST', path: '/token', form });
        return { bearer: v.parse(given, reply.json).data.value };
      },
      isOver: ({ code }) => code === 'E401',
    },
    sign: (request, _keys, _now, { session }) => ({
      ...request,
      headers: { ...request.headers, authorization: `Bearer ${session?.bearer}` },
    }),
    reject(reply) {
      if (reply.status < 400) return;
      const { code, message } = v.parse(v.object({ code: v.string(), message: v.string() }), reply.json);
      throw new ExchangeError({ code, message, outcome: reply.status < 500 ? 'rejected' : 'unknown' });
    },
    createState: () => ({}),
    methods: {
      async ticker({ symbol }, api) {
        return { data: { ...exampleTicker, symbol: symbol.name }, raw: (await api.get('/ticker')).raw };
      },
      async accounts(_params, api) {
        return { data: [], raw: (await api.signedGet('/account')).raw };
      },
      async trade(_params, api) {
        return { data: { id: '1' }, raw: (await api.signedPost('/order', {})).raw };
      },
    },
    ...parts,
  });
}

async function start(parts: Partial<Definition> = {}, timeout = 30_000) {
  plugin = await startPlugin({ exchanges: [define(parts)], timeout });
  const running = plugin;
  return (method: string, account: Keys = keys, params: object = order) =>
    running.call('Login', method, params, account);
}

const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));

describe('one log-in', () => {
  test('for two hundred calls that wait for it, and for those after them', async () => {
    let release: (answer: ServerAnswer) => void = () => undefined;
    venue.logIn = () =>
      new Promise((resolve) => {
        release = resolve;
      });
    const call = await start();
    const calls = many(200, (at) => call(at % 2 === 0 ? 'accounts' : 'trade'));
    await expect.poll(() => venue.logIns()).toBe(1);
    venue.given.push('tok.one.Zx81-qLm0');
    release({ body: { data: { value: 'tok.one.Zx81-qLm0' } } });
    for (const answer of await Promise.all(calls)) expect(answer).toHaveProperty('data');
    expect(await call('accounts')).toHaveProperty('data');
    expect(venue.logIns()).toBe(1);
    expect(new Set(venue.used())).toEqual(new Set(['tok.one.Zx81-qLm0']));
    expect(venue.server.requests.filter(({ path }) => path === '/order')).toHaveLength(100);
  });

  test('for each account', async () => {
    const call = await start();
    await Promise.all([
      call('accounts'),
      call('accounts', others),
      call('accounts'),
      call('accounts', others),
    ]);
    expect(venue.logIns()).toBe(2);
    const bodies = venue.server.requests.filter(({ path }) => path === '/token').map(({ body }) => body);
    for (const { access_key } of [keys, others])
      expect(bodies.filter((body) => body.includes(access_key))).toHaveLength(1);
  });

  test('and none for what is public', async () => {
    venue.answer = () => ({ body: {} });
    const call = await start({ sign: (request) => request });
    await call('ticker', { access_key: '', secret_key: '' });
    expect(venue.logIns()).toBe(0);
  });

  test('whoever began it may give up: the others get it', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    venue.logIn = async () => {
      await held;
      venue.given.push('tok.one.Zx81-qLm0');
      return { body: { data: { value: 'tok.one.Zx81-qLm0' } } };
    };
    const call = await start();
    const leaving = new AbortController();
    const body = JSON.stringify({ ...keys, method: 'accounts', params: {}, nonce: 1 });
    const first = fetch(`${plugin?.url}/Login`, { method: 'POST', body, signal: leaving.signal }).catch(
      () => 'gone',
    );
    await expect.poll(() => venue.logIns()).toBe(1);
    const second = call('accounts');
    leaving.abort();
    expect(await first).toBe('gone');
    release();
    expect(await second).toHaveProperty('data');
    expect(venue.logIns()).toBe(1);
  });
});

describe('a session that is over', () => {
  test('between two calls: another one is opened, once for all, and each request is sent once more', async () => {
    const call = await start();
    await call('accounts');
    venue.revoked.add(venue.given[0] ?? '');
    const answers = await Promise.all(many(50, (at) => call(at % 2 === 0 ? 'accounts' : 'trade')));
    for (const answer of answers) expect(answer).toHaveProperty('data');
    expect(venue.logIns()).toBe(2);
    // The refused ones did nothing.
    const orders = venue.server.requests.filter(({ path }) => path === '/order');
    const accepted = orders.filter(({ headers }) => headers.authorization === `Bearer ${venue.given[1]}`);
    expect(accepted).toHaveLength(25);
  });

  test('a write is sent anew only where it was definitely refused', async () => {
    const isOver = ({ code }: ExchangeError) => code === 'E401' || code === 'E500';
    const { session } = {
      session: { open: async () => ({ bearer: venue.given[0] ?? '' }), isOver },
    };
    venue.given.push('tok.one.Zx81-qLm0');
    venue.answer = ({ path }) =>
      path === '/order' ? { status: 500, body: { code: 'E500', message: 'session lost' } } : { body: {} };
    const call = await start({ session });
    expect((await call('trade')).error).toMatch(/outcome unknown/);
    expect(venue.server.requests.filter(({ path }) => path === '/order')).toHaveLength(1);
  });

  test('one that is refused each time is not opened for each call', async () => {
    venue.logIn = () => ({ body: { data: { value: 'tok.never.good-Zx81' } } });
    const call = await start();
    for (const _ of many(10, () => 0)) expect((await call('accounts')).error).toMatch(/E401/);
    expect((await call('trade')).error).toMatch(/token .*is not tried again for \d+ s/);
    expect(venue.logIns()).toBeLessThanOrEqual(3);
  });
});

describe('log-ins do not follow one another without end', () => {
  test('where one request is refused with each session: the others go on', async () => {
    venue.answer = ({ path }) =>
      path === '/order' ? { status: 401, body: { code: 'E401', message: 'no orders' } } : { body: {} };
    const call = await start();
    for (const _ of many(20, () => 0)) {
      expect(await call('accounts')).toHaveProperty('data');
      expect((await call('trade')).error).toMatch(/^E401 no orders/);
    }
    expect((await call('trade')).error).toMatch(
      /^E401 no orders; there were many log-ins within a minute: does somebody else log in with these keys\?/,
    );
    expect(venue.logIns()).toBeLessThanOrEqual(6);
  });

  test('where two accounts end the sessions of each other', async () => {
    const revokeOthers = () => {
      for (const token of venue.given) venue.revoked.add(token);
      const value = `tok.${venue.given.length + 1}.Zx81-qLm0`;
      venue.given.push(value);
      return { body: { data: { value } } };
    };
    venue.logIn = revokeOthers;
    const call = await start();
    for (const _ of many(20, () => 0)) {
      await call('accounts');
      await call('accounts', others);
    }
    expect(venue.logIns()).toBeLessThanOrEqual(12);
    // The last one that logged in works.
    const works = [await call('trade'), await call('trade', others)].filter(({ error }) => !error);
    expect(works).toHaveLength(1);
  });
});

describe('a log-in that fails', () => {
  test('refused: the reason is told, and it is not asked for again by each poll', async () => {
    venue.logIn = () => ({
      status: 400,
      body: { code: 'bad_client', message: `no client ${keys.access_key}` },
    });
    const call = await start();
    expect((await call('accounts')).error).toMatch(/^bad_client the log-in failed: no client \*\*\*/);
    for (const method of ['accounts', 'trade', 'accounts'])
      expect((await call(method)).error).toMatch(
        /the log-in failed: no client \*\*\*; it is not tried again for \d s/,
      );
    expect(venue.logIns()).toBe(1);
    expect(venue.used()).toEqual([]);
    // Other keys are another account.
    venue.logIn = undefined;
    expect(await call('accounts', others)).toHaveProperty('data');
  });

  test('without an answer: an order was not sent, and is not told as unknown', async () => {
    venue.logIn = () => undefined;
    const call = await start({}, 600);
    const answers = await Promise.all([call('trade'), call('trade'), call('accounts')]);
    for (const { error } of answers) expect(error).toMatch(/log-in/);
    for (const { error } of answers) expect(error).not.toMatch(/outcome unknown/);
    expect(venue.logIns()).toBe(1);
    expect(venue.used()).toEqual([]);
  });

  test('broken off, or answered with something else: told as it is, and tried again', async () => {
    venue.logIn = () => ({ status: 200, body: '<html>busy</html>' });
    const call = await start();
    expect((await call('trade')).error).toMatch(/the log-in failed: .*HTML.*; nothing was changed/);
    venue.logIn = undefined;
    expect(await call('trade')).toHaveProperty('data');
  });
});

describe('its end', () => {
  test('it is closed with the exchange, signed with itself', async () => {
    const close: NonNullable<Definition['session']>['close'] = async (_session, api) => {
      await api.request({ method: 'DELETE', path: '/logout', signed: true });
    };
    const call = await start({ session: { ...plainSession, close } });
    await Promise.all([call('accounts'), call('accounts', others)]);
    await plugin?.stop();
    plugin = undefined;
    const closed = venue.server.requests.filter(({ path }) => path === '/logout');
    expect(closed.map(({ headers }) => headers.authorization).sort()).toEqual(
      venue.given.map((token) => `Bearer ${token}`).sort(),
    );
  });

  test('one that cannot be closed holds nobody up', async () => {
    const close = async () => {
      throw new Error('no');
    };
    const call = await start({ session: { ...plainSession, close } });
    await call('accounts');
    await plugin?.stop();
    plugin = undefined;
  });
});

test('what connects an account sends with the session', async () => {
  const call = await start({
    connect: async (_keys, _state, api) => {
      await api.request({ method: 'POST', path: '/listen', signed: true });
      return 'connected';
    },
    methods: {
      async trade(_params, api) {
        await api.connect();
        await api.signedPost('/order', {});
        return { data: { id: '1' } };
      },
    },
  });
  await Promise.all([call('trade'), call('trade')]);
  expect(venue.server.requests.map(({ path }) => path).sort()).toEqual([
    '/listen',
    '/order',
    '/order',
    '/token',
  ]);
  // What only connects has placed no order.
  venue.answer = ({ path }) =>
    path === '/listen' ? { status: 500, body: { code: 'E500', message: 'later' } } : { body: {} };
  expect((await call('trade', others)).error).not.toMatch(/outcome unknown/);
});

test('a token is read nowhere: in no log at debug, answer, error or metric', async () => {
  const http: Transport = createRecorder(
    { http: createHttpClient({ proxy: false }) },
    {
      folder,
      report: () => undefined,
    },
  ).http;
  const { createRegistry } = await import('../../src/runtime/registry.js');
  expect(createRegistry({ exchanges: [define()], http }).exchanges).toHaveLength(1);
  const call = await start({
    methods: {
      async accounts(_params, api) {
        return { data: [], raw: (await api.signedGet('/account')).json === null ? [] : undefined };
      },
      async trade(_params, api) {
        return { data: { id: '1' }, raw: (await api.signedPost('/order', {})).raw };
      },
      async orders(_params, api) {
        throw new Error(`cannot read what came with ${(await api.signedGet('/open')).text}`);
      },
    },
  });
  venue.answer = ({ path, headers }) =>
    path === '/account'
      ? { body: {} }
      : { status: 400, body: { code: 'E1', message: `odd ${headers.authorization}` } };
  const answers = [await call('accounts'), await call('trade'), await call('orders')];
  venue.revoked.add(venue.given[0] ?? '');
  venue.logIn = () => ({ status: 400, body: { code: 'E2', message: `${venue.given[0]} is gone` } });
  answers.push(await call('trade'), await call('accounts'));
  const metrics = await (await fetch(`${plugin?.url}/metrics`)).text();
  const health = await (await fetch(`${plugin?.url}/healthz`)).text();
  const texts = [JSON.stringify(answers), plugin?.log() ?? '', metrics, health].join('\n');
  expect(venue.given).toHaveLength(1);
  expect(texts).toContain('***');
  for (const part of [...venue.given, 'Zx81', keys.secret_key]) expect(texts).not.toContain(part);
});

test('nor is any part of a long one, and one that no request can carry is refused once', async () => {
  const letters = Array.from({ length: 12_000 }, (_, at) => ((at * 2654435761) % 2 ** 32).toString(36)).join(
    '',
  );
  const long = letters.slice(0, 50_000);
  venue.logIn = () => ({ body: { data: { value: long } } });
  const fail: Partial<Definition>['sign'] = (_request, _keys, _now, { session }) => {
    throw new Error(`cannot sign with ${session?.bearer} at all`);
  };
  const call = await start({
    sign: fail,
    methods: {
      accounts: async (_params, api) => {
        return { data: [], raw: (await api.signedGet('/account')).raw };
      },
    },
  });
  const answer = await call('accounts');
  const said = `${JSON.stringify(answer)}${plugin?.log()}`;
  expect(said).toContain('cannot sign with ***');
  for (let at = 0; at + 12 <= long.length; at += 12) expect(said).not.toContain(long.slice(at, at + 12));
  await plugin?.stop();

  venue.logIn = () => ({ body: { data: { value: letters.repeat(2) } } });
  const again = await start();
  expect((await again('accounts')).error).toMatch(
    /the log-in failed: it gave \d+ characters, which no request can carry/,
  );
  expect((await again('accounts')).error).toMatch(/it is not tried again for \d s/);
  expect(venue.used()).toEqual([]);
});

test('neither a log-in nor its token is recorded, and recordings need none', async () => {
  const ask = async (http: Transport) => {
    const registry = createRegistry({ exchanges: [define()], http });
    const dispatch = createDispatcher({
      ...{ registry, timeout: 10_000, defaultExchange: 'Login' },
      ...{ onKeys: () => undefined, onAnswer: () => undefined, onWarning: () => undefined },
    });
    const body = JSON.stringify({ ...keys, method: 'accounts', params: {}, nonce: 1 });
    const answer: unknown = JSON.parse(
      await dispatch({ exchange: 'Login', verb: undefined, readBody: async () => body }),
    );
    await registry.close();
    return answer;
  };
  venue.answer = ({ headers }) => ({ body: { echoed: headers.authorization, rows: [1] } });
  const live = await ask(
    createRecorder({ http: createHttpClient({ proxy: false }) }, { folder, report: () => undefined }).http,
  );
  expect(live).toHaveProperty('data');
  const files = readdirSync(folder);
  expect(files).toEqual(['accounts.GET_account.json']);
  const text = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  for (const part of [...venue.given, 'Zx81', keys.secret_key]) expect(text).not.toContain(part);
  const asked = venue.server.requests.length;
  expect(await ask(createReplay(readFixtures(folder), folder).http)).toMatchObject({ raw: { rows: [1] } });
  expect(venue.server.requests).toHaveLength(asked);
});
