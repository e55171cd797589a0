import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Exchange } from '../../src/adapter/Exchange.js';
import { createFixPool } from '../../src/fix/FixPool.js';
import { createHttpClient } from '../../src/http/HttpClient.js';
import { NetworkError } from '../../src/http/NetworkError.js';
import { Proxies } from '../../src/http/Proxies.js';
import type { Call } from '../../src/runtime/Call.js';
import { createRegistry, type Registry } from '../../src/runtime/registry.js';
import type { FixServer } from '../../src/testing/startFixServer.js';
import { exampleExchange } from '../support/exampleExchange.js';
import { forexExchange, forexKeys, startForexServer } from '../support/forexExchange.js';

let server: FixServer;
let registry: Registry | undefined;

beforeEach(async () => {
  server = await startForexServer();
});
afterEach(async () => {
  await registry?.close();
  await server.close();
});

const buy = { symbol: 'EUR_USD', type: 'buy', price: '1.10', amount: '1000' };

/** Calls a method, and notes what was told of it. */
async function call(exchange: Exchange, parts: Partial<Call> = {}, fix = true) {
  registry = createRegistry({
    exchanges: [exchange],
    http: createHttpClient({ proxy: false }),
    ...(fix && { fix: createFixPool({ proxies: new Proxies(), advise: false }) }),
    baseUrls: new Map([
      ['forex', server.url],
      ['forex.quote', server.url],
    ]),
  });
  const told: object[] = [];
  const open = await registry.find(exchange.name);
  const answered = await open
    .call({
      ...{ method: 'trade', params: buy, credentials: forexKeys },
      ...{ deadline: performance.now() + 10_000, signal: new AbortController().signal },
      onUpstream: ({ verb, writes, signature }) =>
        told.push({ verb, writes, signature, arrived: server.count('D') + server.count('H') }),
      ...parts,
    })
    .catch((error: unknown) => error);
  return { told, answered, announces: open.announcesChanges };
}

test('a write is told of right before its bytes go, once', async () => {
  const { told, answered, announces } = await call(forexExchange());
  expect(answered).toHaveProperty('data.id');
  expect(announces).toBe(true);
  expect(told).toEqual([{ verb: 'POST', writes: true, signature: [], arrived: 0 }]);
  expect(server.count('D')).toBe(1);
});

test('a read is told of as one', async () => {
  const { told } = await call(forexExchange(), { method: 'order', params: { id: 'mine' } });
  expect(told).toEqual([{ verb: 'GET', writes: false, signature: [], arrived: 0 }]);
});

test('what writes is what the line says, and before that what the request says', async () => {
  const { told } = await call(forexExchange({ trade: { writes: ['H'] } }));
  expect(told).toMatchObject([{ verb: 'GET', writes: false }]);
  await registry?.close();
  const exchange = forexExchange({
    methods: {
      async order({ id }, api) {
        await api.fix.ask({ type: 'H', fields: [[11, id]], writes: true });
        return Promise.reject(new NetworkError('not now', { outcome: 'rejected' }));
      },
    },
  });
  const asked = await call(exchange, { method: 'order', params: { id: 'mine' } });
  expect(asked.told).toMatchObject([{ verb: 'POST', writes: true }]);
});

test('what is told of it may keep it from being sent', async () => {
  const { answered } = await call(forexExchange(), {
    onUpstream() {
      throw new NetworkError('it has been answered', { outcome: 'rejected' });
    },
  });
  expect(answered).toMatchObject({ message: 'it has been answered', outcome: 'rejected' });
  await registry?.close();
  expect(server.count('D')).toBe(0);
});

test('nothing is sent for a call that is not waited for any more', async () => {
  const { told, answered } = await call(forexExchange(), { signal: AbortSignal.abort() });
  expect(answered).toMatchObject({ outcome: 'rejected' });
  expect([told, server.count('D')]).toEqual([[], 0]);
});

test('what opens a session of an account is no write', async () => {
  const exchange = forexExchange({
    async connect(_keys, _state, api) {
      await api.fix.ask({
        type: 'D',
        fields: [
          [11, 'first'],
          [55, 'EURUSD'],
        ],
      });
      return undefined;
    },
    methods: {
      async trade(_params, api) {
        await api.connect();
        return { data: { id: 'EURUSD,1' } };
      },
    },
  });
  const { told, answered } = await call(exchange);
  expect(answered).toHaveProperty('data');
  expect(told).toMatchObject([{ verb: 'GET', writes: false }]);
});

test('an adapter that declares no lines, or not this one, is told so', async () => {
  const without = exampleExchange({
    trade: async (_params, api) => ({
      data: { id: (await api.fix.ask({ type: 'D', fields: [] })).raw.toString() },
    }),
  });
  expect((await call(without)).answered).toEqual(new TypeError('Example declares no FIX lines'));
  await registry?.close();
  const unknown = forexExchange({
    methods: {
      async trade(_params, api) {
        await api.fix.ask({ line: 'trades', type: 'D', fields: [] });
        return { data: { id: '' } };
      },
    },
  });
  expect((await call(unknown)).answered).toEqual(
    new TypeError('there is no line "trades": fix.lines of the definition has trade, quote'),
  );
  await registry?.close();
  expect((await call(forexExchange(), {}, false)).answered).toEqual(
    new TypeError('Forex was opened without FIX'),
  );
});

test('a group that holds another number of entries than it says is no fault of the adapter', async () => {
  server.on = {
    H: (asked) => ({
      type: '8',
      fields: [
        [11, asked.get(11) ?? ''],
        [150, 'I'],
        [453, '2'],
        [448, 'one'],
      ],
    }),
  };
  const exchange = forexExchange({
    methods: {
      async order({ id }, api) {
        const { message } = await api.fix.ask({ type: 'H', fields: [[11, id]] });
        throw new RangeError(`it has ${message.group(453, [448]).length}`);
      },
    },
  });
  expect((await call(exchange, { method: 'order', params: { id: 'mine' } })).answered).toMatchObject({
    ...{ name: 'NetworkError', outcome: 'unknown' },
    message: 'the answer is not as documented: the message says 453=2 and holds 1 such entries',
  });
});

test('a fault of an adapter in what it says of answers fails its own call alone', async () => {
  const exchange = forexExchange({
    methods: {
      async order({ id }, api) {
        await api.fix.ask({
          ...{ type: 'H', fields: [[11, id]] },
          accepts() {
            throw new RangeError('a fault');
          },
        });
        return Promise.reject(new Error('it was accepted'));
      },
    },
  });
  expect((await call(exchange, { method: 'order', params: { id: 'mine' } })).answered).toEqual(
    new RangeError('a fault'),
  );
});
