import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPaper } from '../../src/exchanges/paper/index.js';
import { createSynthetic } from '../../src/exchanges/synthetic/index.js';
import type { FixServer } from '../../src/testing/startFixServer.js';
import { forexExchange, forexKeys, startForexServer } from '../support/forexExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let server: FixServer;
let plugin: Plugin;

beforeEach(async () => {
  server = await startForexServer();
  const paper = createPaper({ market: { exchange: createSynthetic().exchange }, balances: { USD: '1000' } });
  const forex = forexExchange({
    methods: {
      async depth({ symbol }, api) {
        const { message } = await api.fix.ask({
          ...{ line: 'quote', type: 'V' },
          fields: [
            [262, api.accountId],
            [263, '0'],
            [55, symbol.base + symbol.quote],
          ],
        });
        const price = Number(message.get(270));
        return { data: { time: api.now(), asks: [[price, 5000]], bids: [[price - 0.01, 5000]] } };
      },
      async markets() {
        const sizes = { tick_size: 0.01, amount_size: 1, price_precision: 2, amount_precision: 0 };
        return { data: { EUR_USD: { symbol: 'EUR_USD', base_asset: 'EUR', quote_asset: 'USD', ...sizes } } };
      },
    },
  });
  server.on = {
    V: (asked) => ({
      type: 'W',
      fields: [
        [262, asked.get(262) ?? ''],
        [55, 'EURUSD'],
        [268, '1'],
        [269, '1'],
        [270, '1.20'],
        [271, '5000'],
      ],
    }),
  };
  plugin = await startPlugin({
    exchanges: [forex, paper],
    baseUrls: { Forex: server.url, 'Forex.quote': server.url },
  });
});
afterEach(async () => {
  await plugin.stop();
  await server.close();
});

test('Paper around an exchange that speaks FIX asks for prices with the keys of its caller, and sends no orders', async () => {
  const call = (method: string, params: object, keys = forexKeys) =>
    plugin.call('paper/Forex', method, params, keys);
  expect(await call('depth', { symbol: 'EUR_USD' })).toMatchObject({ data: { asks: [[1.2, 5000]] } });
  const order = { symbol: 'EUR_USD', type: 'buy', price: '-1', amount: '120' };
  const placed = await call('trade', order);
  expect(placed).toHaveProperty('data.id');
  expect(server.sessions.map(({ client, logon }) => `${client} ${logon.get(57)}`)).toEqual([
    `${forexKeys.access_key} QUOTE`,
  ]);
  expect(server.count('D')).toBe(0);
  const keyless = await call('depth', { symbol: 'EUR_USD' }, { access_key: '', secret_key: '' });
  expect(keyless.error).toMatch(/SenderCompID is missing/);
  const health: unknown = await (await fetch(`${plugin.url}/healthz`)).json();
  expect(health).toMatchObject({
    exchanges: [
      { name: 'Forex', publicData: false },
      { name: 'Paper', publicData: true },
      { name: 'Paper/Forex', keys: 'optional', publicData: false },
    ],
  });
});
