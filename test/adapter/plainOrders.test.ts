import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';
import {
  type Api,
  defineExchange,
  defineOrders,
  type Instrument,
  Instruments,
  type OrderDefinition,
  RecentOrders,
} from '../../src/index.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

type Shop = Instrument<null, 'spot'>;
type ShopApi = Api<unknown, ReturnType<typeof createState>>;
type Orders = OrderDefinition<ShopApi, Shop, object, { of: string }>;

function createState() {
  const instruments = new Instruments<null, 'spot'>({
    exchange: 'Shop',
    lists: ['spot'],
    listOf: () => 'spot',
    read: async () => ({
      instruments: [
        { list: 'spot', id: 'AB', kind: 'spot', base: 'A', quote: 'B', standard: true, row: null },
      ],
      replies: [],
    }),
    delistedName: (id) => id,
  });
  return { instruments, recentOrders: new RecentOrders() };
}

/** An exchange that changes no orders, has no history, and knows no client order ids. */
const shop = (
  parts: Partial<
    Pick<Orders, 'expiring' | 'done' | 'open' | 'place' | 'clientOrderIds' | 'clientOrderIdLength'>
  >,
) =>
  defineExchange({
    name: 'Shop',
    baseUrl: 'https://shop.test',
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    createState,
    reject: (reply) => void reply.json,
    ...(!parts.open && { unsupported: { orders: 'ask GetOrder for each' } }),
    methods: defineOrders<ShopApi, Shop, object, { of: string }>({
      ids: {
        ...{ example: 'AB,1', pattern: /^\d+$/, format: () => 'AB' },
        parse: () => ({ list: 'spot', id: 'AB' }),
      },
      states: {},
      steps: () => ({ lotSize: '', minimum: '', tickSize: '' }),
      isOffStep: () => false,
      isUnknown: () => false,
      unknown: { message: 'no such order' },
      expiring: [],
      clientOrderIds: false,
      instrumentOf: () => ({ list: 'spot', id: 'AB' }),
      idOf: () => '1',
      stateOf: () => '',
      termsOf: () => ({}),
      parse: () => {
        throw new Error('there are none');
      },
      trade: (_api, { name }, _params, place) => place({ of: name }),
      async place(api, request) {
        return { id: '1', reply: await api.signedPost('/order', request) };
      },
      cancel: () => Promise.reject(new Error('cancels nothing')),
      find: () => Promise.reject(new Error('finds nothing')),
      ...parts,
    }),
  });

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;
afterEach(async () => {
  await plugin?.stop();
  await server?.close();
});

const none = async () => ({ rows: [], replies: [] });

test.each([
  ['with GetOrders', { open: none }],
  ['with GetHistoryOrders', { done: none }],
  ['with GetOrders and GetHistoryOrders', { open: none, done: none }],
  ["on the exchange's page", {}],
])('an order whose outcome is unknown is to be looked for %s', async (where, parts) => {
  server = await startRecordingServer(() => ({ status: 502, body: 'bad gateway' }));
  plugin = await startPlugin({ exchanges: [shop(parts)], baseUrls: { Shop: server.url } });
  const order = { symbol: 'a_b', type: 'buy', price: '1', amount: '1' };
  const { error } = await plugin.call('Shop', 'trade', order, { access_key: 'key-of-mine', secret_key: 'x' });
  expect(error).toMatch(
    new RegExp(`the order of A_B may have been carried out: look for it ${where} before ordering again$`),
  );
  // As FMZ is told it.
  expect(server.requests.map(({ body }) => body)).toEqual(['{"of":"A_B"}']);
});

test('an exchange that lists no orders has no GetOrders', async () => {
  plugin = await startPlugin({ exchanges: [shop({})] });
  const keys = { access_key: 'key-of-mine', secret_key: 'x' };
  const { error } = await plugin.call('Shop', 'orders', {}, keys);
  expect(error).toBe('Shop does not support GetOrders: ask GetOrder for each');
});

test('client order ids are as long as the exchange takes them', async () => {
  const placed: string[] = [];
  const short = shop({
    clientOrderIds: true,
    clientOrderIdLength: 20,
    async place(_api, _request, clientOrderId) {
      placed.push(clientOrderId);
      return { id: '1', reply: { raw: null } };
    },
  });
  plugin = await startPlugin({ exchanges: [short] });
  const order = { symbol: 'a_b', type: 'buy', price: '1', amount: '1' };
  await plugin.call('Shop', 'trade', order, { access_key: 'key-of-mine', secret_key: 'x' });
  expect(placed).toEqual([expect.stringMatching(/^fmz[0-9a-f]{17}$/)]);
});

test('writes that expire are refused where nothing tells the time of the exchange', () => {
  expect(() => shop({ expiring: ['cancel'] })).toThrow(
    'expiring of defineOrders needs clock, which is absent: without the time of the exchange nothing shows that an order has expired; expiring: [] does without',
  );
});
