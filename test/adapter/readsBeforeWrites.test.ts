import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';
import { defineExchange, defineOrders, NetworkError, type OrderDefinition } from '../../src/index.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { createState, type Shop, type ShopApi } from '../support/shop.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

type Row = { id: string };

/** What an adapter with a changed `cancel` and `find` has to say of its orders. */
const ordersOf = (own: Partial<OrderDefinition<ShopApi, Shop, Row, object>>) =>
  defineOrders<ShopApi, Shop, Row, object>({
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
    instrumentOf: () => ({ list: 'spot', id: 'AB' }),
    idOf: ({ id }) => id,
    stateOf: () => 'open',
    termsOf: () => ({}),
    parse: ({ id }, symbol) => ({
      ...{ id: `AB,${id}`, symbol, price: 1, amount: 1, deal_amount: 0, avg_price: 0 },
      ...{ type: 'buy', status: 'submitted' },
    }),
    trade: (_api, _instrument, _params, place) => place({}),
    place: () => Promise.reject(new Error('places nothing')),
    async amend(api, { id }, terms) {
      await api.signedGet(`/order/${id}`);
      return api.signedPost(`/change/${id}`, terms);
    },
    async cancel(api, { id }) {
      await api.signedGet(`/order/${id}`);
      return api.signedPost(`/cancel/${id}`, {});
    },
    async find(api, { id }) {
      const reply = await api.signedGet(`/order/${id}`);
      return { rows: [{ id }], reply };
    },
    open: async () => ({ rows: [], replies: [] }),
    ...own,
  });

const facts = {
  name: 'Shop',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  createState,
};

/** Its changes and cancellations need to know the order first. */
const shop = defineExchange({
  ...facts,
  baseUrl: 'https://shop.test',
  reject: (reply) => void reply.json,
  methods: ordersOf({}),
});

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;
afterEach(async () => {
  await plugin?.stop();
  await server?.close();
});

/** What FMZ is told, and what was posted. @param fails whether a request is answered with a 502. */
async function call(method: 'modifyorder' | 'cancel', fails: (path: string) => boolean) {
  server = await startRecordingServer(({ path }) =>
    fails(path) ? { status: 502, body: 'bad gateway' } : { body: { id: '1' } },
  );
  plugin = await startPlugin({ exchanges: [shop], baseUrls: { Shop: server.url }, timeout: 5000 });
  const params = method === 'cancel' ? { id: 'AB,1' } : { id: 'AB,1', price: '2', amount: '-1' };
  const keys = { access_key: 'key-of-mine', secret_key: 'x' };
  const { error = '' } = await plugin.call('Shop', method, params, keys);
  return { error, posted: server.requests.filter(({ method: verb }) => verb === 'POST').length };
}

test.each(['modifyorder', 'cancel'] as const)(
  '%s whose look at the order fails says that nothing was changed, and no more',
  async (method) => {
    const { error, posted } = await call(method, (path) => path.startsWith('/order/'));
    expect(error).toMatch(/502.*; nothing was changed, it failed before that$/);
    expect(error).not.toMatch(/outcome unknown|may have been/);
    expect(posted).toBe(0);
  },
);

test.each(['modifyorder', 'cancel'] as const)(
  '%s that was sent is unknown where nothing tells of it',
  async (method) => {
    let sent = false;
    const { error, posted } = await call(method, (path) => {
      sent ||= !path.startsWith('/order/');
      return sent;
    });
    expect(error).toMatch(/^outcome unknown: .* may have been carried out/);
    expect(posted).toBe(1);
  },
);

test('a library that sends for itself may have sent it: a lost answer is unknown', async () => {
  const lost = () => Promise.reject(new NetworkError('the answer is lost', { outcome: 'unknown' }));
  const library = defineExchange({ ...facts, methods: ordersOf({ cancel: lost, find: lost }) });
  plugin = await startPlugin({ exchanges: [library], timeout: 5000 });
  const keys = { access_key: 'key-of-mine', secret_key: 'x' };
  const { error } = await plugin.call('Shop', 'cancel', { id: 'AB,1' }, keys);
  expect(error).toMatch(/^outcome unknown: the answer is lost; .* may have been carried out/);
});
