import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { createFolder, write } from './adapterFiles.js';
import { runCli } from './runCli.js';
import { killServed, type Served, startServe } from './startServe.js';

/** The adapter of a broker: its own list of instruments, a ticker and orders by their ids. */
const ADAPTER = `
import { defineExchange, defineOrders, formatOrderId, Instruments, RecentOrders, readInstruments } from 'fmzproto';
import * as v from 'valibot';

const row = v.looseObject({ id: v.string() });
const naming = v.looseObject({
  id: v.string(),
  kind: v.picklist(['spot', 'swap']),
  base: v.string(),
  quote: v.string(),
  standard: v.boolean(),
  symbol: v.optional(v.string()),
  class: v.optional(v.string()),
  list: v.literal('all'),
});
const source = {
  exchange: 'Broker',
  lists: ['all'],
  listOf: () => 'all',
  async read(api) {
    const reply = await api.get('/instruments', {});
    return { ...readInstruments(reply.json, { naming, row, id: 'id' }), replies: [reply] };
  },
  delistedName: (id) => id,
};
const orders = defineOrders({
  ids: {
    example: 'AAPL,1',
    pattern: /^\\d+$/,
    format: ({ id }) => id,
    parse: (id) => ({ list: 'all', id }),
  },
  states: { open: 'open', canceled: 'canceled' },
  steps: () => ({ lotSize: '0.1', minimum: '', tickSize: '' }),
  isOffStep: () => false,
  isUnknown: () => false,
  unknown: { message: 'there is no such order' },
  expiring: [],
  instrumentOf: ({ asset }) => ({ list: 'all', id: asset }),
  idOf: ({ order }) => order,
  stateOf: ({ state }) => state,
  termsOf: ({ amount }) => ({ amount }),
  parse: (one, symbol) => ({
    id: formatOrderId(one.asset, one.order),
    symbol,
    amount: Number(one.amount),
    price: 1,
    deal_amount: 0,
    avg_price: 0,
    type: 'buy',
    status: one.state === 'open' ? 'pending' : 'canceled',
  }),
  trade: (_api, { id }, { amount }, place) => place({ asset: id, amount }),
  async place(api, order, _id, limits) {
    const reply = await api.signedPost('/orders', order, limits);
    return { id: reply.json.order, reply };
  },
  async cancel(api, { id, instrument }, limits) {
    return api.signedPost('/cancel', { asset: instrument.id, order: id }, limits);
  },
  async find(api, { id, instrument }) {
    const reply = await api.signedGet('/orders/' + encodeURIComponent(instrument.id), { order: id });
    return { rows: [reply.json], reply };
  },
  async open(api, { holds }) {
    return { rows: [], replies: [] };
  },
});

export default defineExchange({
  name: 'Broker',
  baseUrl: 'https://broker.example',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  sign: (request) => request,
  createState: () => ({ instruments: new Instruments(source), recentOrders: new RecentOrders() }),
  methods: {
    ...orders,
    async ticker({ symbol }, api) {
      const { id, name } = await api.state.instruments.find(api, symbol);
      const { json } = await api.get('/prices/' + encodeURIComponent(id), { asset: id });
      const price = String(json.price);
      const data = { symbol: name, buy: '1', sell: price, high: '2', low: '1', open: '1', last: price, vol: '1', time: '1731028903911' };
      return { data };
    },
    async depth({ symbol }, api) {
      await api.state.instruments.find(api, symbol);
      return { data: { time: Math.floor(api.now()), asks: [[2, 100]], bids: [[1, 100]] } };
    },
    markets: (_params, api) =>
      api.state.instruments.markets(api, ({ id, base, quote, kind }, symbol) => ({
        symbol, base_asset: base, quote_asset: quote, amount_size: 0.1, tick_size: 0.1,
        ...(kind === 'swap' && { ct_val: 1, ct_val_ccy: base }),
      })),
  },
});
`;

interface Listed {
  id: string;
  kind: 'spot' | 'swap';
  base: string;
  quote: string;
  symbol?: string;
  class?: string;
}

const spot = (id: string, base: string, quote: string, facts: Partial<Listed> = {}): Listed => ({
  ...{ id, kind: 'spot', base, quote },
  ...facts,
});

/** By its symbol in GetMarkets. */
const NAMED: Readonly<Record<string, Listed>> = {
  'BRK.B_USD': spot('BRK.B', 'BRK.B', 'USD'),
  'M&M_INR': spot('NSE:M&M', 'M&M', 'INR'),
  '600519.SH': spot('600519', '600519', 'CNY', { symbol: '600519.SH' }),
  '00700.HK': spot('00700', '00700', 'HKD', { symbol: '00700.HK' }),
  US30: spot('us-30', 'US30', 'USD', { symbol: 'US30' }),
  $WIF_USDT: spot('$WIF-USDT', '$WIF', 'USDT'),
  '$WIF_USDT.swap': spot('$WIF-USDT-SWAP', '$WIF', 'USDT', { kind: 'swap' }),
  'USDT.E_USDT': spot('USDT.E/USDT', 'USDT.E', 'USDT'),
  '-X_USD': spot('-X', '-X', 'USD'),
  "L'OR_EUR": spot("L'OR", "L'OR", 'EUR'),
  A_B_C_USD: spot('A B?C#%2F', 'A_B_C', 'USD'),
  'BTC_USD.stock': spot('BTC', 'BTC', 'USD', { class: 'stock' }),
  'BTC_USD.crypto': spot('BTC/USD', 'BTC', 'USD', { class: 'crypto' }),
  ETH_USD: spot('ETH/USD', 'ETH', 'USD', { class: 'crypto' }),
};

const odd = fc.string({
  unit: fc.constantFrom(..."ABCXYZ019$&.-+!@#%^*()=?/\\|;:'`~<>[]{}É中"),
  minLength: 1,
  maxLength: 6,
});
/** Paths are refused with a part of one dot or two, whatever parameters it has, or a control character: no exchange has such an id. */
const isRefused = /(^|[\\/])\.\.?([\\/;]|$)|%[01][\dA-F]/;
const random = fc
  .sample(
    fc.record({ base: odd, quote: odd }).filter(({ base, quote }) => !isRefused.test(`${base}|${quote}|0`)),
    60,
  )
  .map(({ base, quote }, index) => spot(`${base}|${quote}|${index}`, `R${index}${base}`, quote));
// What nothing can be asked for is left out by itself.
const unusable = [spot('comma', 'A,B', 'USD'), spot('blank', 'A B', 'USD'), spot('line', 'A\nB', 'USD')];
const listed = [...Object.values(NAMED), ...random, ...unusable];

let broker: RecordingServer;
let folder: string;
let served: Served;

beforeAll(async () => {
  const orders = new Map<string, object>();
  broker = await startRecordingServer(({ method, path, query, body }) => {
    if (path === '/instruments')
      return { body: JSON.stringify(listed.map((one) => ({ ...one, standard: true, list: 'all' }))) };
    if (path.startsWith('/prices/')) {
      const id = decodeURIComponent(path.slice('/prices/'.length));
      const index = listed.findIndex((one) => one.id === id);
      return {
        body: JSON.stringify({ price: id === new URLSearchParams(query).get('asset') ? 1000 + index : -1 }),
      };
    }
    if (method === 'POST') {
      const { order = String(orders.size + 1), ...asked } = Object(JSON.parse(body));
      const kept = { ...Object(orders.get(order)), ...asked, order };
      orders.set(order, { ...kept, state: path === '/cancel' ? 'canceled' : 'open' });
      return { body: JSON.stringify({ order }) };
    }
    return { body: JSON.stringify(orders.get(new URLSearchParams(query).get('order') ?? '')) };
  });
  folder = await createFolder();
  await write(folder, 'exchanges/broker/index.mjs', ADAPTER);
  const balances = ['USD', 'USDT', 'CNY', 'HKD', 'INR', 'EUR'].map((currency) => `${currency}=1000`);
  const flags = ['--base-url', `Broker=${broker.url}`, '--paper-balance', balances.join(',')];
  served = await startServe(flags, { cwd: folder });
});
afterAll(async () => {
  killServed();
  await broker.close();
  await rm(folder, { recursive: true });
});

const ask = async (method: string, params: object, exchange = 'Broker') => {
  const { data, error } = await served.call(exchange, method, params);
  return error ?? data;
};

/** The price that the broker tells of a symbol, by which it is known what it was asked for. */
const priceOf = (id: string) => String(1000 + listed.findIndex((one) => one.id === id));

test('GetMarkets lists all but what no symbol can mean, which is named in the log', async () => {
  const markets = Object.keys(Object(await ask('markets', {})));
  expect(markets).toEqual(expect.arrayContaining(Object.keys(NAMED)));
  expect(markets).toHaveLength(listed.length - unusable.length);
  await expect.poll(() => served.log()).toContain('3 of 77 rows cannot be read and are left out');
  expect(served.log()).toContain('comma: its symbol has a comma');
});

test('every listed symbol round-trips: GetTicker, CreateOrder, GetOrder, CancelOrder', async () => {
  const markets = Object.keys(Object(await ask('markets', {})));
  for (const symbol of markets) {
    const index = markets.indexOf(symbol);
    const { id = '' } = listed.filter((one) => !unusable.includes(one))[index] ?? {};
    expect(await ask('ticker', { symbol })).toMatchObject({ symbol, last: priceOf(id) });
    const placed = Object(await ask('trade', { symbol, type: 'buy', price: '1', amount: '2' }));
    expect([symbol, placed.id]).toEqual([symbol, expect.stringMatching(/^[^,]+,\d+$/)]);
    const order = { id: placed.id, symbol, amount: 2, status: 'pending' };
    expect(await ask('order', { id: placed.id, symbol: 'BRK.B_USD' })).toMatchObject(order);
    expect(await ask('cancel', { id: placed.id, symbol })).toBe(true);
    expect(await ask('order', { id: placed.id })).toMatchObject({ ...order, status: 'canceled' });
  }
});

test('a market buy of what has a class spends quote currency: the lot size is not for it', async () => {
  const order = { symbol: 'BTC_USD.crypto', type: 'buy', price: '-1', amount: '0.55' };
  expect(await ask('trade', order)).toMatchObject({ id: expect.stringMatching(/^BTC\/USD,/) });
  expect(await ask('trade', { ...order, price: '1' })).toContain('not a multiple of the lot size');
  expect(await ask('trade', { ...order, symbol: '$WIF_USDT.swap' })).toContain('not a multiple');
});

test.each([
  ['BTC_USD', '"BTC_USD" may mean BTC_USD.stock or BTC_USD.crypto'],
  ['A,B_USD', '"A,B_USD" is not a symbol'],
  ['A B_USD', '"A B_USD" is not a symbol'],
  ['USDT.swap', '"USDT.swap" is a range'],
  ['../prices/BTC?x=1', 'Broker has no "../PRICES/BTC?X=1"'],
  ['LTC_USDT', 'Broker has no "LTC_USDT"'],
])('%s is an error, and nothing is asked', async (symbol, error) => {
  await ask('markets', {});
  const before = broker.requests.length;
  expect(await ask('ticker', { symbol })).toContain(error);
  expect(broker.requests.slice(before).filter(({ path }) => path !== '/instruments')).toEqual([]);
});

describe('call', () => {
  const call = async (...words: string[]) => {
    const flags = ['--exchange', 'Broker', '--url', served.url, '--json'];
    const env = { FMZPROTO_ACCESS_KEY: 'me', FMZPROTO_SECRET_KEY: 'a-secret-key' };
    const { stdout, stderr } = await runCli(['call', ...flags, ...words], { env });
    return stdout === '' ? stderr : Object(JSON.parse(stdout)).data;
  };

  const hard = ['BRK.B_USD', '600519.SH', '$WIF_USDT', '-X_USD', "L'OR_EUR", 'BTC_USD.stock'];
  test.each(hard)('%s', async (symbol) => {
    const { id = '' } = NAMED[symbol] ?? {};
    // Behind -- nothing is a flag.
    const dashes = symbol.startsWith('-') ? ['--'] : [];
    expect(await call(...dashes, 'ticker', symbol)).toMatchObject({ symbol, last: priceOf(id) });
    const placed = await call(...dashes, 'trade', symbol, 'buy', '1', '2');
    expect(placed.id).toMatch(/,\d+$/);
    expect(await call(...dashes, 'order', placed.id)).toMatchObject({ id: placed.id, symbol, amount: 2 });
  });
});

describe('Paper', () => {
  test.each(Object.keys(NAMED))('%s', async (symbol) => {
    const { quote = '' } = NAMED[symbol] ?? {};
    expect(await ask('ticker', { symbol }, 'Paper/Broker')).toMatchObject({ symbol });
    const placed = Object(
      await ask('trade', { symbol, type: 'buy', price: '0.1', amount: '0.1' }, 'Paper/Broker'),
    );
    expect([quote, placed.id]).toEqual([quote, expect.stringContaining(',')]);
    expect(await ask('order', { id: placed.id }, 'Paper/Broker')).toMatchObject({ id: placed.id, symbol });
    expect(await ask('orders', { symbol }, 'Paper/Broker')).toEqual([expect.objectContaining({ symbol })]);
    expect(await ask('cancel', { id: placed.id }, 'Paper/Broker')).toBe(true);
  });
});
