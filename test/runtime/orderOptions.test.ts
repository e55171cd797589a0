import { afterEach, describe, expect, test } from 'vitest';
import { withOptions } from '../../src/adapter/orderOptions.js';
import type { Params } from '../../src/protocol/methods.js';
import { exampleExchange } from '../support/exampleExchange.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';

let plugin: Plugin | undefined;
afterEach(async () => plugin?.stop());

const options = {
  timeInForce: ['day', 'GTC', 'ioc'],
  extendedHours: true,
  route: ['smart', 'best-price'],
  hidden: true,
} as const;

/** What a trade of an adapter's own is handed. */
async function open(declared?: typeof options) {
  const orders: Params<'trade'>[] = [];
  const trade = async (params: Params<'trade'>) => {
    orders.push(params);
    return { data: { id: '1' } };
  };
  const running = await startPlugin({
    exchanges: [exampleExchange({ trade: declared ? withOptions(declared, trade) : trade }, 'Broker')],
  });
  plugin = running;
  const call = (type: string, price = '10') =>
    running.call('Broker', 'trade', { symbol: 'AAPL_USD', type, price, amount: '1' });
  return { orders, call };
}

describe('an adapter that declares options', () => {
  test.each([
    ['buy', {}],
    ['buy;timeInForce=gtc', { timeInForce: 'GTC' }],
    ['buy;time_in_force=DAY;extended-hours=true', { timeInForce: 'day', extendedHours: true }],
    ['buy;Route=BestPrice;HIDDEN=False', { route: 'best-price', hidden: false }],
  ])('%s is handed over as it is declared', async (type, told) => {
    const { orders, call } = await open(options);
    expect(await call(type)).toEqual({ data: { id: '1' } });
    expect(orders).toEqual([expect.objectContaining({ type: 'buy', options: told })]);
  });

  test.each([
    [
      'buy;postOnly=true',
      'Broker does not take postOnly: CreateOrder takes timeInForce (day, GTC, ioc), extendedHours, route (smart, best-price), hidden',
    ],
    ['buy;postOnly=false', 'Broker does not take postOnly: CreateOrder takes timeInForce (day'],
    ['buy;toString=1', 'Broker does not take toString: CreateOrder takes timeInForce (day'],
    ['buy;timeInForce=fok', 'Broker does not take timeInForce=fok: it takes day, GTC, ioc'],
    ['buy;hidden=perhaps', 'Broker does not take hidden=perhaps: it is true or false'],
    ['buy;route=', 'type has the option "route=" without a value'],
  ])('%s never reaches it', async (type, message) => {
    const { orders, call } = await open(options);
    expect((await call(type)).error).toContain(message);
    expect(orders).toEqual([]);
  });
});

test('an adapter that declares none is never handed any', async () => {
  const { orders, call } = await open();
  expect(await call('sell')).toEqual({ data: { id: '1' } });
  expect((await call('sell;postOnly=true')).error).toContain(
    'Broker does not take postOnly: CreateOrder takes no options',
  );
  expect(orders).toEqual([expect.objectContaining({ options: {} })]);
});
