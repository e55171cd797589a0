import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { all } from '../../doubles/ccxt/all.js';
import type { Double } from '../../doubles/ccxt/startDouble.js';
import type { FaultKind } from '../../doubles/exchange/Fault.js';
import { type CcxtPlugin, startCcxtPlugin } from './startCcxtPlugin.js';

const doubles = new Map<string, Double>();
let plugin: CcxtPlugin;
beforeAll(async () => {
  for (const [id, , , start] of all) doubles.set(id, await start());
  const urls = Object.fromEntries([...doubles].map(([id, { url }]) => [id, url]));
  plugin = await startCcxtPlugin(urls, 4000);
  // What has to be known first is there, however long a busy machine takes.
  for (const [id, symbol, , , keys] of all)
    await vi.waitFor(
      async () => expect(await plugin.call(id, 'orders', { symbol }, keys)).toHaveProperty('data'),
      { timeout: 120_000 },
    );
});
afterAll(async () => {
  await plugin?.stop();
  for (const double of doubles.values()) await double.close();
});

const none: readonly (readonly [string, FaultKind])[] = [
  ['a redirect', { kind: 'status', status: 302, body: '' }],
  ['nothing', { kind: 'status', status: 200, body: '' }],
  ['words of a gateway', { kind: 'status', status: 200, body: 'upstream connect error' }],
  ['null', { kind: 'status', status: 200, body: 'null' }],
  ['HTTP 423', { kind: 'status', status: 423, body: { message: 'locked' } }],
  ['HTTP 408', { kind: 'status', status: 408, body: {} }],
  ['HTTP 425', { kind: 'status', status: 425, body: { message: 'too early' } }],
  ['deep JSON', { kind: 'status', status: 200, body: '['.repeat(200_000) }],
];

test.each(none)('%s is no empty list, no order and no success', async (_title, fault) => {
  for (const double of doubles.values()) double.fault({ match: '*', times: 10_000, ...fault });
  await Promise.all(
    all.map(async ([id, symbol, order, , keys]) => {
      for (const [method, params] of [
        ['accounts', {}],
        ['orders', { symbol }],
        ['order', { id: order }],
        ['cancel', { id: order }],
        ['trade', { symbol, type: 'buy', price: '40000', amount: '0.01' }],
        ...(id === 'binanceusdm' ? [['positions', { symbol }] as const] : []),
      ] as const) {
        const { data, error } = await plugin.call(id, method, params, keys);
        expect({ id, method, data }).toEqual({ id, method, data: undefined });
        const refused = 'status' in fault && fault.status === 423;
        // Binance is asked for the mode of the account before.
        if (method === 'trade' && !refused)
          expect(error).toMatch(
            id === 'binanceusdm'
              ? /nothing was changed, it failed before that$/
              : /^outcome unknown: |its rate limit is used up; nothing was sent$/,
          );
        expect(error).toMatch(/^\S.*\S$/);
      }
    }),
  );
  for (const double of doubles.values()) double.clearFaults();
});

test('words instead of a list are no empty one', async () => {
  for (const double of doubles.values())
    double.fault({ match: '*', times: 10_000, kind: 'json', body: { status: 'maintenance' } });
  for (const [id, symbol, order, , keys] of all) {
    const { data, error } = await plugin.call(id, 'orders', { symbol }, keys);
    expect({ id, data }).toEqual({ id, data: undefined });
    expect(error).toMatch(/^\S.*\S$/);
    expect((await plugin.call(id, 'order', { id: order }, keys)).data).toBeUndefined();
  }
  for (const double of doubles.values()) double.clearFaults();
});
