import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';
import { defineExchange } from '../../src/adapter/defineExchange.js';
import type { Instrument } from '../../src/adapter/Instrument.js';
import { Instruments } from '../../src/adapter/Instruments.js';
import { rawOf } from '../../src/adapter/readPages.js';
import { nameRows, readLists, selectInstruments } from '../../src/adapter/selection.js';
import { findDefects, type RecordingServer, startRecordingServer, testExchange } from '../../src/testing.js';

type Product = 'spot' | 'futures';
const products = ['spot', 'futures'] as const;

const order = v.object({ id: v.string(), pair: v.string() });
const listed = v.array(v.object({ pair: v.string() }));

const ORDERS = [
  { id: '1', pair: 'BTCUSDT' },
  { id: '2', pair: 'BTCUSDTPERP' },
];

const listOf = ({ pair }: { pair: string }): Product => (pair.endsWith('PERP') ? 'futures' : 'spot');

/** Of an exchange that has one endpoint for pairs and one for orders, whatever their product. */
function sharedExchange(told: boolean) {
  const instruments = () =>
    new Instruments<object, Product>({
      exchange: 'Shared',
      lists: products,
      together: told,
      listOf: (symbol) => ('range' in symbol || symbol.contract !== undefined ? 'futures' : 'spot'),
      async read(api, list) {
        const reply = await api.get('/pairs');
        const rows = v.parse(listed, reply.json).map((row): Instrument<object, Product> => {
          const of = told ? listOf(row) : list;
          const kind = of === 'spot' ? ('spot' as const) : ('swap' as const);
          return { list: of, id: row.pair, kind, base: 'BTC', quote: 'USDT', standard: true, row };
        });
        return { instruments: rows, replies: [reply] };
      },
      delistedName: (id) => id,
    });
  return defineExchange({
    name: 'Shared',
    baseUrl: 'https://shared.example',
    credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
    createState: () => ({ instruments: instruments() }),
    methods: {
      markets: (_params, api) =>
        api.state.instruments.markets(api, (_instrument, symbol) => ({
          ...{ symbol, base_asset: 'BTC', quote_asset: 'USDT' },
        })),
      async orders({ symbol }, api) {
        const selection = await selectInstruments(api, symbol);
        const read = async () => {
          const reply = await api.signedGet('/orders');
          return { rows: v.parse(v.array(order), reply.json), replies: [reply] };
        };
        const { rows, replies } = await readLists(selection.lists, read, told ? listOf : undefined);
        const named = await nameRows(api, selection, rows, ({ list, pair }) => ({ list, id: pair }));
        const terms = { amount: 1, price: 50, deal_amount: 0, avg_price: 0, time: 1_795_000_000_000 };
        const word = { type: 'buy' as const, status: 'pending' as const };
        return {
          data: named.map(({ row, symbol }) => ({
            ...{ id: `${row.list}:${row.pair},${row.id}`, symbol, ...terms, ...word },
          })),
          raw: rawOf(replies),
        };
      },
    },
  });
}

const servers: RecordingServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function open(told: boolean) {
  const server = await startRecordingServer(() => ({ body: ORDERS }));
  servers.push(server);
  const exchange = testExchange(sharedExchange(told), { baseUrl: server.url });
  const ids = async (params: object) => (await exchange.call('orders', params)).data.map(({ id }) => id);
  return { exchange, ids, asked: () => server.requests.map(({ path }) => path) };
}

test('one endpoint that serves two products is asked once, and each row is told as one of its product', async () => {
  const { exchange, ids, asked } = await open(true);
  const { data, raw } = await exchange.call('markets');
  expect(Object.keys(data)).toEqual(['BTC_USDT', 'BTC_USDT.swap']);
  expect(raw).toEqual(ORDERS);
  expect(await ids({})).toEqual(['spot:BTCUSDT,1', 'futures:BTCUSDTPERP,2']);
  expect(await ids({ symbol: 'BTC_USDT' })).toEqual(['spot:BTCUSDT,1']);
  expect(await ids({ symbol: 'USDT.swap' })).toEqual(['futures:BTCUSDTPERP,2']);
  expect(await exchange.findDefects('orders')).toEqual([]);
  expect(asked()).toEqual(['/pairs', '/orders', '/orders', '/orders', '/orders']);
  await exchange.close();
});

test('without that, a row is told once for each product, and what check looks for finds it', async () => {
  const { exchange } = await open(false);
  const { data } = await exchange.call('orders');
  expect(data).toHaveLength(4);
  expect(findDefects('orders', data, { now: Date.now() })).toEqual([
    'told-once: spot:BTCUSDT,1 is futures:BTCUSDT,1 as well',
  ]);
  await exchange.close();
});
