import * as v from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { defineExchange, defineOrders, NetworkError } from '../../src/index.js';
import { type RecordingServer, startRecordingServer, testExchange } from '../../src/testing.js';
import { createState, type Shop, type ShopApi } from '../support/shop.js';

type Row = { id: string; state: string; price: string; next: string; current?: string };

const orderRow = v.object({ id: v.string(), state: v.string(), price: v.string(), next: v.string() });
/** A change makes a new order: told at once in its answer, or only where the old one is asked for. */
const shop = (tells: boolean) =>
  defineExchange({
    name: 'Shop',
    baseUrl: 'https://shop.test',
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    createState,
    methods: {
      ...defineOrders<ShopApi, Shop, Row, object>({
        ids: {
          ...{ example: 'AB,1', pattern: /^\d+$/, format: () => 'AB' },
          parse: () => ({ list: 'spot', id: 'AB' }),
        },
        states: { open: 'open', filled: 'filled', replaced: 'failed' },
        steps: () => ({ lotSize: '', minimum: '', tickSize: '' }),
        isOffStep: () => false,
        isUnknown: () => false,
        unknown: { message: 'no such order' },
        expiring: [],
        instrumentOf: () => ({ list: 'spot', id: 'AB' }),
        idOf: ({ id }) => id,
        currentIdOf: ({ id, current = id }) => current,
        stateOf: ({ state }) => state,
        termsOf: ({ price }) => ({ price }),
        parse: ({ id, price }, symbol) => ({
          ...{ id: `AB,${id}`, symbol, price: Number(price), amount: 1, deal_amount: 0, avg_price: 0 },
          ...{ type: 'buy', status: 'submitted' },
        }),
        trade: (_api, _instrument, _params, place) => place({}),
        place: () => Promise.reject(new Error('places nothing')),
        cancel: () => Promise.reject(new Error('cancels nothing')),
        async amend(api, { id }, terms) {
          const reply = await api.signedPost(`/change/${id}`, terms);
          if (!tells) throw new NetworkError('accepted', { outcome: 'unknown' });
          return { id: v.parse(orderRow, reply.json).id, reply };
        },
        async find(api, { id }) {
          const read = async (one: string) => {
            const reply = await api.signedGet(`/order/${one}`);
            return { row: v.parse(orderRow, reply.json), reply };
          };
          const asked = await read(id);
          if (asked.row.state !== 'replaced') return { rows: [asked.row], reply: asked.reply };
          const { row, reply } = await read(asked.row.next);
          return { rows: [{ ...row, id, current: row.id }], reply };
        },
        open: async () => ({ rows: [], replies: [] }),
      }),
    },
  });

let server: RecordingServer | undefined;
afterEach(() => server?.close());

/** Changes order 1 to a price of 3. @param orders as they are from the second lookup on. */
async function change(tells: boolean, orders: Record<string, Row>): Promise<{ id: string; posts: number }> {
  let lookups = 0;
  server = await startRecordingServer(({ path }) => {
    const [, verb, id = ''] = path.split('/');
    if (verb === 'change') return { body: { id: '2', state: 'open', price: '3', next: '' } };
    lookups += 1;
    const waiting = { id: '1', state: 'open', price: '2', next: '' };
    return { body: lookups === 1 ? waiting : orders[id] };
  });
  const keys = { access_key: 'a', secret_key: 'b' };
  const tester = testExchange(shop(tells), { baseUrl: server.url, keys, timeout: 20_000 });
  const id = await tester
    .call('modifyorder', { id: 'AB,1', price: '3', amount: '-1' })
    .then(({ data }) => data.id)
    .catch((error: Error) => error.message);
  await tester.close();
  return { id, posts: server.requests.filter(({ path }) => path.startsWith('/change/')).length };
}

const old = { id: '1', state: 'replaced', price: '2', next: '2' };
const next = { id: '2', state: 'open', price: '3', next: '' };

it('a changed order has the id that the answer tells', async () => {
  expect(await change(true, {})).toEqual({ id: 'AB,2', posts: 1 });
});

it('a changed order has the id under which it is found', async () => {
  expect(await change(false, { 1: old, 2: next })).toEqual({ id: 'AB,2', posts: 1 });
});

it('a change that came too late is told as that', async () => {
  const { id, posts } = await change(false, { 1: { ...old, state: 'filled' } });
  expect(id).toMatch(/the order is filled already/);
  expect(posts).toBe(1);
});
