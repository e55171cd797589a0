import { afterEach, describe, expect, test } from 'vitest';
import { openBySymbol } from '../../src/index.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import {
  readStallOrders,
  type StallApi,
  type StallInstrument,
  type StallOrder,
  stallExchange,
  stallIds,
  stallOrder,
} from '../support/stallExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;

afterEach(async () => {
  await plugin?.stop();
  await server?.close();
});

const keys = { access_key: 'mine', secret_key: '' };
const others = { access_key: 'of others', secret_key: '' };

async function start(options: { known?: string[]; complete?: boolean } = {}) {
  const open: Record<string, object[]> = {
    AAPL: [stallOrder('1', 'AAPL')],
    BRK: [stallOrder('2', 'BRK')],
    C: [],
  };
  server = await startRecordingServer(({ method, path, query }) => {
    if (path === '/stocks') return { body: Object.keys(open).map((id) => ({ id })) };
    if (path === '/open') return { body: open[query.replace('stock=', '')] };
    return method === 'POST' ? { body: { id: '3' } } : { status: 204, body: '' };
  });
  const { known, complete } = options;
  const exchange = stallExchange({
    open: openBySymbol<StallApi, StallInstrument, StallOrder>({
      ids: stallIds,
      read: (api, { id }) => readStallOrders(api, id),
      ...(known && { known: async () => known.map((id) => ({ list: 'stocks' as const, id })) }),
      ...(complete !== undefined && { complete }),
    }),
  });
  plugin = await startPlugin({ exchanges: [exchange], baseUrls: { Stall: server.url } });
  const running = { plugin, server };
  return {
    ...running,
    async orders(symbol?: string, by = keys) {
      const { data, error } = await running.plugin.call('Stall', 'orders', symbol ? { symbol } : {}, by);
      return error ?? (Array.isArray(data) ? data.map(({ id }) => id).sort() : data);
    },
    asked: () => running.server.requests.filter(({ path }) => path === '/open').map(({ query }) => query),
  };
}

const NONE_KNOWN =
  "Stall lists open orders one symbol at a time, and none of this account's is known yet: name a symbol";

describe('open orders that are listed one symbol at a time', () => {
  test('without a symbol, where none is known: an error and not an empty list', async () => {
    const { orders, asked } = await start();
    expect(await orders()).toBe(NONE_KNOWN);
    expect(asked()).toEqual([]);
  });

  test('without a symbol: those that the account has asked for, traded or canceled, and no other account does', async () => {
    const { orders, asked, plugin } = await start();
    expect(await orders('BRK_USD')).toEqual(['BRK,2']);
    expect(await orders()).toEqual(['BRK,2']);
    await plugin.call('Stall', 'trade', { symbol: 'C_USD', type: 'buy', price: '1', amount: '1' }, keys);
    await plugin.call('Stall', 'cancel', { id: 'AAPL,1' }, keys);
    expect(await orders()).toEqual(['AAPL,1', 'BRK,2']);
    expect(asked().slice(-3).sort()).toEqual(['stock=AAPL', 'stock=BRK', 'stock=C']);
    expect(await orders(undefined, others)).toBe(NONE_KNOWN);
  });

  test('the log says which ones are told, and that others are not known', async () => {
    const { orders, plugin } = await start({ known: ['AAPL'] });
    expect(await orders()).toEqual(['AAPL,1']);
    expect(plugin.log()).toContain(
      'orders without a symbol: only those of AAPL are told: Stall lists open orders one symbol at a time, and others of the account are not known',
    );
  });

  test('those that the adapter knows of; where that is all, nothing is said, and no orders are no error', async () => {
    const all = await start({ known: ['AAPL', 'BRK'], complete: true });
    expect(await all.orders()).toEqual(['AAPL,1', 'BRK,2']);
    expect(all.plugin.log()).not.toContain('without a symbol');
    await plugin?.stop();
    await server?.close();
    const none = await start({ known: [], complete: true });
    expect(await none.orders()).toEqual([]);
  });

  test('one that fails fails the answer: a part of the list would be taken for all', async () => {
    const { orders, server } = await start({ known: ['AAPL', 'BRK'], complete: true });
    const { answer } = server;
    server.answer = (request) => (request.query === 'stock=BRK' ? { body: [{ id: 5 }] } : answer(request));
    expect(await orders()).toMatch(/the answer is not as documented/);
  });
});
