import { afterEach, expect, test } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { stallExchange } from '../support/stallExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin | undefined;
let server: RecordingServer | undefined;

afterEach(async () => {
  await plugin?.stop();
  await server?.close();
});

const LISTED: Record<string, string[]> = { one: ['AAPL', 'C'], two: ['BRK', 'C'] };
const keysOf = (access_key: string) => ({ access_key, secret_key: '' });

async function start() {
  server = await startRecordingServer(({ path, headers: { key } }) => {
    if (path === '/stocks') return { body: (LISTED[String(key)] ?? []).map((id) => ({ id })) };
    return { body: { id: '1' } };
  });
  const exchange = stallExchange({
    perAccount: true,
    tickSize: [
      { from: '0', step: '0.0001' },
      { from: '1', step: '0.01' },
    ],
  });
  plugin = await startPlugin({ exchanges: [exchange], baseUrls: { Stall: server.url } });
  return { plugin, server };
}

test('each account is told its own instruments, which are read once for it', async () => {
  const { plugin, server } = await start();
  for (let round = 0; round < 3; round += 1) {
    for (const [account, listed] of Object.entries(LISTED)) {
      const { data } = await plugin.call('Stall', 'markets', {}, keysOf(account));
      expect(Object.keys(Object(data))).toEqual(listed.map((id) => `${id}_USD`));
    }
  }
  expect(server.requests.map(({ path, headers: { key } }) => `${path} ${key}`)).toEqual([
    '/stocks one',
    '/stocks two',
  ]);
});

test('what only another account has is not there, and is not ordered', async () => {
  const { plugin, server } = await start();
  const order = { symbol: 'BRK_USD', type: 'buy', price: '1', amount: '1' };
  await plugin.call('Stall', 'markets', {}, keysOf('two'));
  expect((await plugin.call('Stall', 'trade', order, keysOf('one'))).error).toMatch(
    /^Stall has no "BRK_USD"/,
  );
  expect(await plugin.call('Stall', 'trade', order, keysOf('two'))).toMatchObject({ data: { id: 'BRK,1' } });
  expect(server.requests.filter(({ path }) => path === '/orders')).toHaveLength(1);
});

test('without keys there is no list, and nothing is asked for', async () => {
  const { plugin, server } = await start();
  expect((await plugin.call('Stall', 'markets')).error).toMatch(/the access key is missing/);
  expect(server.requests).toEqual([]);
});

test('GetMarkets tells the smallest tick size, and an order is checked with the one of its price', async () => {
  const { plugin, server } = await start();
  const { data } = await plugin.call('Stall', 'markets', {}, keysOf('one'));
  expect(Object(data).AAPL_USD.tick_size).toBe(0.0001);
  const order = (price: string) =>
    plugin.call('Stall', 'trade', { symbol: 'AAPL_USD', type: 'buy', price, amount: '1' }, keysOf('one'));
  expect((await order('1.0001')).error).toBe(
    'price 1.0001 is not a multiple of the tick size 0.01 of AAPL_USD for prices from 1',
  );
  expect((await order('0.9999')).error).toBeUndefined();
  expect(server.requests.filter(({ path }) => path === '/orders')).toHaveLength(1);
});
