import * as v from 'valibot';
import { afterEach, describe, expect, test } from 'vitest';
import { defineExchange, defineOrders, ExchangeError } from '../../src/index.js';
import { type RecordingServer, startRecordingServer, testExchange } from '../../src/testing.js';
import { createState, type Shop, type ShopApi } from '../support/shop.js';

const row = v.object({ id: v.string(), state: v.string(), price: v.string() });
type Row = v.InferOutput<typeof row>;

/** Answers a cancellation and a change with HTTP 202, whatever becomes of it. */
const shop = defineExchange({
  name: 'Shop',
  baseUrl: 'https://shop.test',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  createState,
  reject({ status, json }) {
    if (status < 300) return;
    throw new ExchangeError({ code: String(status), message: String(Object(json).error) });
  },
  methods: {
    ...defineOrders<ShopApi, Shop, Row, object>({
      ids: {
        ...{ example: 'AB,1', pattern: /^\d+$/, format: () => 'AB' },
        parse: () => ({ list: 'spot', id: 'AB' }),
      },
      states: { open: 'open', filled: 'filled', canceled: 'canceled' },
      steps: () => ({ lotSize: '', minimum: '', tickSize: '' }),
      isOffStep: () => false,
      isUnknown: ({ code }) => code === '404',
      unknown: { code: '404', message: 'no such order' },
      expiring: [],
      acceptsFirst: ['amend', 'cancel'],
      instrumentOf: () => ({ list: 'spot', id: 'AB' }),
      idOf: ({ id }) => id,
      stateOf: ({ state }) => state,
      termsOf: ({ price }) => ({ price }),
      parse: ({ id, price, state }, symbol) => ({
        ...{ id: `AB,${id}`, symbol, price: Number(price), amount: 1, deal_amount: 0, avg_price: 0 },
        ...{ type: 'buy', status: state === 'open' ? 'submitted' : 'canceled' },
      }),
      trade: (_api, _instrument, _params, place) => place({}),
      async place(api, order, _clientOrderId, limits) {
        return { id: '1', reply: await api.signedPost('/order', order, limits) };
      },
      cancel: (api, { id }, limits) =>
        api.request({ method: 'DELETE', path: `/order/${id}`, signed: true, ...limits }),
      amend: (api, { id }, terms, limits) =>
        api.request({ method: 'PATCH', path: `/order/${id}`, body: terms, signed: true, ...limits }),
      async find(api, { id }) {
        const reply = await api.signedGet(`/order/${id}`);
        return { rows: [v.parse(row, reply.json)], reply };
      },
      async open(api) {
        const reply = await api.signedGet('/orders');
        return { rows: v.parse(v.array(row), reply.json), replies: [reply] };
      },
    }),
  },
});

let server: RecordingServer | undefined;
afterEach(() => server?.close());

/** @param look what a look at order 1 finds, by how many there were since a write was accepted. */
async function open(look: (looks: number) => Row | undefined, timeout = 20_000) {
  let looks = Number.NEGATIVE_INFINITY;
  const started = await startRecordingServer(({ method, path }) => {
    if (method !== 'GET') {
      looks = 0;
      return { status: 202, body: {} };
    }
    if (path === '/orders') return { body: [{ id: '1', state: 'open', price: '2' }] };
    looks += 1;
    const found = look(looks);
    return found ? { body: found } : { status: 404, body: { error: 'unknown id' } };
  });
  server = started;
  const keys = { access_key: 'a', secret_key: 'b' };
  const tester = testExchange(shop, { baseUrl: started.url, keys, timeout });
  return {
    looks: () => looks,
    writes: () => started.requests.filter(({ method }) => method !== 'GET').map(({ method }) => method),
    call: (method: string, params: object = {}): Promise<unknown> =>
      tester
        .call(method, params)
        .then(({ data }) => data)
        .catch((error: Error) => error.message),
  };
}

const order = (state: string, price = '2'): Row => ({ id: '1', state, price });
const id = 'AB,1';

describe('a cancellation that is accepted before it is carried out', () => {
  test('is true once the order is canceled, which no list shows as open any more', async () => {
    const { call, looks, writes } = await open((count) => order(count < 4 ? 'open' : 'canceled'));
    expect(await call('cancel', { id })).toBe(true);
    expect(looks()).toBe(4);
    expect(writes()).toEqual(['DELETE']);
    expect(await call('order', { id })).toMatchObject({ status: 'canceled' });
    // The list of the venue lags behind.
    expect(await call('orders')).toEqual([]);
  });

  test('is refused where the order is filled meanwhile, or was before', async () => {
    const { call, writes } = await open((count) => order(count < 3 ? 'open' : 'filled'));
    expect(await call('cancel', { id })).toBe('the order is filled already');
    expect(writes()).toEqual(['DELETE']);
  });

  test('is refused at once where there is no such order', async () => {
    const { call, looks, writes } = await open(() => undefined);
    expect(await call('cancel', { id })).toBe('404 no such order');
    expect(looks()).toBe(1);
    expect(writes()).toEqual(['DELETE']);
    expect(await call('order', { id })).toBe('404 no such order');
  });

  test('is sent once, also of an order that is placed and not shown yet', async () => {
    const { call, looks, writes } = await open((count) => (count < 4 ? undefined : order('canceled')));
    await call('trade', { symbol: 'A_B', type: 'buy', price: '2', amount: '1' });
    expect(await call('cancel', { id })).toBe(true);
    expect(looks()).toBe(4);
    expect(writes()).toEqual(['POST', 'DELETE']);
  });

  test('is told as unknown, with its id, where the order stays open', async () => {
    const { call, writes } = await open(() => order('open'), 1500);
    expect(await call('cancel', { id })).toBe(
      'outcome unknown: the exchange has accepted the cancellation of order AB,1, and does not tell yet whether it is carried out: ask GetOrder for that id',
    );
    expect(writes()).toEqual(['DELETE']);
  });

  test('is looked up again where a look fails', async () => {
    // Another order is no proof of anything.
    const { call } = await open((count) => (count < 3 ? { ...order('filled'), id: '2' } : order('canceled')));
    expect(await call('cancel', { id })).toBe(true);
  });
});

describe('a change that is accepted before it is carried out', () => {
  const change = { id, price: '3', amount: '-1' };

  test('is told once the order has its terms', async () => {
    const { call, looks, writes } = await open((count) => order('open', count < 3 ? '2' : '3'));
    expect(await call('modifyorder', change)).toEqual({ id });
    expect(looks()).toBe(3);
    expect(writes()).toEqual(['PATCH']);
  });

  test('is refused where the order is done before', async () => {
    const { call } = await open(() => order('filled'));
    expect(await call('modifyorder', change)).toBe('the order is filled already');
  });

  test('is told as unknown where the order stays as it was', async () => {
    const { call, writes } = await open(() => order('open'), 1500);
    expect(await call('modifyorder', change)).toContain(
      'the exchange has accepted the change of order AB,1, and does not tell yet',
    );
    expect(writes()).toEqual(['PATCH']);
  });
});
