import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestedExchange, testExchange } from '../../src/testing.js';
import { type DeribitDouble, startDeribitDouble } from '../doubles/deribit/startDeribitDouble.js';
import { deribitExchange } from '../support/deribit/deribitExchange.js';

const SWAP = 'BTC_USD.swap';
const limit = { symbol: SWAP, type: 'buy', price: '45000', amount: '3' };

let double: DeribitDouble;
let exchange: TestedExchange;
beforeEach(async () => {
  double = await startDeribitDouble();
  exchange = open(8000);
});
afterEach(async () => {
  await exchange.close();
  await double.close();
});

function open(timeout: number): TestedExchange {
  const baseUrl = { api: double.restUrl, fix: double.url };
  return testExchange(deribitExchange(), { baseUrl, keys: double.keys, timeout });
}

async function place(order: object = limit): Promise<string> {
  const { data } = await exchange.call('trade', order);
  return data.id;
}

const order = async (id: string) => (await exchange.call('order', { id })).data;

test("an order is told with the venue's id, though its report bears ours in 41", async () => {
  const id = await place();
  expect(id).toBe('BTC-PERPETUAL,70000');
  // It was not looked for: its report was its answer.
  expect(double.fix.count('AF')).toBe(0);
  const [placed] = double.fix.received.filter(({ type }) => type === 'D');
  const tags = [11, 55, 54, 38, 854, 40, 44].map((tag) => placed?.get(tag));
  expect(tags).toEqual([expect.stringMatching(/^fmz/), 'BTC-PERPETUAL', '1', '3', '1', '2', '45000']);
  expect(await order(id)).toMatchObject({ symbol: SWAP, amount: 3, price: 45_000, status: 'pending' });
  expect(await exchange.findDefects('order', { id })).toEqual([]);
});

test("an order of the market is filled by a second report, which is nobody's answer", async () => {
  const id = await place({ symbol: SWAP, type: 'buy', price: '-1', amount: '2' });
  expect(await order(id)).toMatchObject({ status: 'filled', deal_amount: 2, avg_price: 91_205, price: 0 });
});

test('the list of open orders ends where the venue says', async () => {
  expect((await exchange.call('orders')).data).toEqual([]);
  const ids = await Promise.all([
    place(),
    place(),
    place({ ...limit, symbol: 'ETH_USD.swap', price: '1500' }),
  ]);
  const { data } = await exchange.call('orders', {});
  expect(data.map(({ id }) => id).sort()).toEqual([...ids].sort());
  const one = await exchange.call('orders', { symbol: 'ETH_USD.swap' });
  expect(one.data.map(({ symbol }) => symbol)).toEqual(['ETH_USD.swap']);
});

test('50 orders at once are not mixed up', async () => {
  const amounts = Array.from({ length: 50 }, (_, at) => String(at + 1));
  const ids = await Promise.all(amounts.map((amount) => place({ ...limit, amount })));
  expect(new Set(ids).size).toBe(50);
  const told = await Promise.all(ids.map(order));
  expect(told.map(({ amount }) => String(amount))).toEqual(amounts);
});

describe('what is asked by the id of the order itself', () => {
  test('is answered to all that ask at the same time', async () => {
    const id = await place();
    const told = await Promise.all(Array.from({ length: 5 }, () => order(id)));
    expect(told.map((one) => one.id)).toEqual(Array(5).fill(id));
  });

  test('a change and a cancellation at once are each told their own outcome', async () => {
    const id = await place();
    const [changed, canceled] = await Promise.all([
      exchange.call('modifyorder', { id, price: '46000', amount: '4' }),
      exchange.call('cancel', { id }),
    ]).catch((error: unknown) => [undefined, String(error)]);
    // Whichever came first: a change after the cancellation is refused, and never taken for it.
    const { status, price } = await order(id);
    expect(status).toBe('canceled');
    if (changed) expect({ price, canceled }).toMatchObject({ price: 46_000, canceled: { data: true } });
    else expect(canceled).toContain('already_closed');
  });

  test('an order that does not exist is refused by the number of the request', async () => {
    await expect(order('BTC-PERPETUAL,4711')).rejects.toThrow('order not found');
    await expect(exchange.call('cancel', { id: 'BTC-PERPETUAL,4711' })).rejects.toThrow('order not found');
  });
});

describe('a change', () => {
  test('keeps what it does not name', async () => {
    const id = await place();
    await exchange.call('modifyorder', { id, price: '46000.5', amount: '3' });
    // What it does not name is read before it, and nothing after it.
    expect(double.fix.count('AF')).toBe(1);
    expect(await order(id)).toMatchObject({ price: 46_000.5, amount: 3, status: 'pending' });
  });

  test('and a cancellation whose reports are lost are looked up', async () => {
    const id = await place();
    double.fault('G', 'lose');
    await exchange.call('modifyorder', { id, price: '46000', amount: '4' });
    double.fault('F', 'cut');
    expect((await exchange.call('cancel', { id })).data).toBe(true);
    expect([double.fix.count('G'), double.fix.count('F'), double.fix.count('A')]).toEqual([1, 1, 2]);
    expect(await order(id)).toMatchObject({ price: 46_000, amount: 4, status: 'canceled' });
  });
});

test('a change that has to read the order first, and gets no answer, is not sent and says so', async () => {
  const id = await place();
  await exchange.close();
  exchange = open(1500);
  double.fault('AF', 'lose');
  const change = exchange.call('modifyorder', { id, price: '46000', amount: '-1' });
  await expect(change).rejects.toThrow(/^(?!.*outcome unknown).* gave no answer .*; nothing was changed/);
  expect(double.fix.count('G')).toBe(0);
});

describe('an order whose report is lost', () => {
  test('is found by our id, and sent once', async () => {
    double.fault('D', 'lose');
    expect(await place()).toBe('BTC-PERPETUAL,70000');
    expect([double.fix.count('D'), double.orders.length]).toEqual([1, 1]);
  });

  test('is found on a new session where the line was cut', async () => {
    double.fault('D', 'cut');
    expect(await place()).toBe('BTC-PERPETUAL,70000');
    expect([double.fix.count('D'), double.fix.count('A'), double.orders.length]).toEqual([1, 2, 1]);
  });

  test('is proven not to be there once its time is over', async () => {
    double.fault('D', 'expire');
    await expect(place()).rejects.toThrow(/not carried out: .*; there is no order BTC-PERPETUAL,fmz/);
    const [sent] = double.fix.received.filter(({ type }) => type === 'D');
    expect(sent?.get(62)).toMatch(/^\d{8}-\d\d:\d\d:\d\d\.\d{3}$/);
    expect(double.orders).toEqual([]);
  });

  test("may be gone for good where the venue's clock is not known", async () => {
    double.rest.answer = () => ({ status: 503, body: {} });
    await exchange.close();
    exchange = open(5000);
    double.fault('D', 'expire');
    await expect(place()).rejects.toThrow(/outcome unknown: .* may have been carried out/);
    expect(double.fix.count('D')).toBe(1);
  });
});
