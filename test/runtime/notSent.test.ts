import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import { ProtocolError } from '../../src/protocol/ProtocolError.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { exampleExchange, exampleTicker } from '../support/exampleExchange.js';
import { netKeys, netOrder, networkExchange } from '../support/networkExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;

afterEach(async () => {
  await plugin?.stop();
  await server?.close();
});

type Parts = Parameters<typeof networkExchange>[0];

/** What FMZ is told of an order, and the requests that arrived. */
async function trade(parts: Parts): Promise<{ error: string | undefined; arrived: string[]; log: string }> {
  server = await startRecordingServer(() => ({ body: {} }));
  plugin = await startPlugin({ exchanges: [networkExchange(parts)], baseUrls: { Net: server.url } });
  const { error } = await plugin.call('Net', 'trade', netOrder, netKeys);
  return { error, arrived: server.requests.map(({ method }) => method), log: plugin.log() };
}

const fail = (): never => {
  throw new TypeError('x is undefined');
};
const order: Parts['methods']['trade'] = async (_params, api) => {
  await api.signedPost('/order', {});
  return { data: { id: '1' } };
};
const readFirst: Parts['methods']['trade'] = async (params, api) => {
  await api.get('/instruments');
  return order(params, api);
};

test.each<[string, Parts]>([
  ['the adapter', { methods: { trade: async () => fail() } }],
  ['its signing', { sign: fail, methods: { trade: order } }],
  [
    'the reading of its keys',
    {
      credentials: v.pipe(
        v.object({ access_key: v.string(), secret_key: v.string() }),
        v.transform((keys) => (keys.access_key === '' ? keys : fail())),
      ),
      methods: { trade: order },
    },
  ],
  [
    'the making of a body',
    {
      methods: {
        async trade(_params, api) {
          await api.signedPost('/order', { toJSON: fail });
          return { data: { id: '1' } };
        },
      },
    },
  ],
])('%s fails before anything is sent: nothing was sent', async (_what, parts) => {
  const { error, arrived, log } = await trade(parts);
  expect(error).toMatch(/x is undefined; nothing was sent$|the params are nested too deeply$/);
  expect(error).not.toMatch(/outcome unknown/);
  expect(arrived).toEqual([]);
  expect(log).toContain('0 upstream calls');
});

test.each<[string, Parts]>([
  [
    'the adapter',
    {
      methods: {
        async trade(_params, api) {
          await api.get('/instruments');
          return fail();
        },
      },
    },
  ],
  ['its parser of refusals', { reject: fail, methods: { trade: readFirst } }],
  ['its signing', { sign: fail, methods: { trade: readFirst } }],
])('%s fails after something was read: nothing was changed', async (_what, parts) => {
  const { error, arrived } = await trade(parts);
  expect(error).toBe('internal error: x is undefined; nothing was changed, it failed before that');
  expect(arrived).toEqual(['GET']);
});

test.each<[string, () => never]>([
  ['an internal error', fail],
  [
    'an error that is meant for a wrong request',
    () => {
      throw new ProtocolError('price is missing');
    },
  ],
])('%s after the order was sent: the outcome is unknown', async (_what, failing) => {
  const { error, arrived } = await trade({
    methods: {
      async trade(params, api) {
        await order(params, api);
        return failing();
      },
    },
  });
  expect(error).toMatch(/^outcome unknown: .*; it may have been carried out, look at the orders/);
  expect(arrived).toEqual(['POST']);
});

test('an order that nobody takes was not sent, and what was read before is told apart', async () => {
  const gone = await startRecordingServer(() => ({ body: {} }));
  await gone.close();
  const exchanges = [networkExchange({ methods: { trade: order } })];
  plugin = await startPlugin({ exchanges, baseUrls: { Net: gone.url } });
  const { error } = await plugin.call('Net', 'trade', netOrder, netKeys);
  expect(error).toMatch(/^127\.0\.0\.1:\d+ refused the connection \(ECONNREFUSED\); nothing was sent$/);
  expect(plugin.log()).toContain('0 upstream calls');
});

test('an adapter without an address may do something by itself: there it stays unknown', async () => {
  plugin = await startPlugin({ exchanges: [exampleExchange({ trade: async () => fail() })] });
  const { error } = await plugin.call('Example', 'trade', netOrder, netKeys);
  expect(error).toMatch(/^outcome unknown: internal error: x is undefined/);
});

test.each([
  [false, /^outcome unknown: internal error: x is undefined/],
  [true, /^internal error: x is undefined; nothing was changed, it failed before that$/],
])(
  'one that has read from the exchange that it wraps, and announces its changes: %s',
  async (announcesChanges, line) => {
    server = await startRecordingServer(() => ({ body: {} }));
    const prices = networkExchange({
      methods: {
        async ticker(_params, api) {
          await api.get('/ticker');
          return { data: exampleTicker };
        },
      },
    });
    const around = defineExchange({
      name: 'Around',
      credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
      createState: () => ({}),
      wrap: () =>
        defineExchange({
          name: 'Around/Net',
          announcesChanges,
          credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
          createState: () => ({}),
          methods: {
            async trade(_params, api) {
              await api.ask('ticker', { symbol: 'LTC_USDT' });
              return fail();
            },
          },
        }),
      methods: {},
    });
    plugin = await startPlugin({ exchanges: [prices, around], baseUrls: { Net: server.url } });
    const { error } = await plugin.call('Around/Net', 'trade', netOrder, netKeys);
    expect(error).toMatch(line);
    expect(server.requests).toHaveLength(1);
  },
);

test('what an adapter has changed by itself stays unknown, though it has only read from an exchange', async () => {
  const { error } = await trade({
    methods: {
      async trade(_params, api) {
        await api.get('/book');
        api.beginChange();
        return fail();
      },
    },
  });
  expect(error).toMatch(/^outcome unknown: internal error: x is undefined; it may have been carried out/);
});

test('nothing is changed any more once the request has been answered', async () => {
  let late: Promise<unknown> = Promise.resolve();
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { error } = await trade({
    methods: {
      async trade(_params, api) {
        late = gate.then(() => api.beginChange()).catch((failure: unknown) => failure);
        throw new ProtocolError('no');
      },
    },
  });
  open();
  expect(error).toBe('no');
  expect(await late).toMatchObject({ name: 'NetworkError', outcome: 'rejected' });
});
