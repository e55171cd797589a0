import { describe, expect, test } from 'vitest';
import { btcmarketsKeys, startBtcmarkets } from '../../doubles/ccxt/btcmarkets.js';
import { useCcxt } from './useCcxt.js';

const { double, plugin, call, dataOf } = useCcxt('btcmarkets', startBtcmarkets, btcmarketsKeys);

const symbol = 'BTC_AUD';
const limit = { symbol, type: 'buy', price: '40000.01', amount: '0.1' };

describe('market data', () => {
  test('a ticker, though there is no list of them', async () => {
    expect(await dataOf('ticker', { symbol })).toMatchObject({
      symbol,
      buy: '89999.01',
      sell: '90000.99',
      last: '90000',
      vol: '161.97613335',
      low: '88500',
      high: '91000',
      open: '89000',
    });
    expect((await call('tickers')).error).toBe('btcmarkets does not support GetTickers');
  });

  test('the order book is sorted by price, whatever the number of digits', async () => {
    const begun = Date.now();
    const { asks, bids, time } = await dataOf('depth', { symbol, limit: '5' });
    expect(asks).toEqual([
      [90000.99, 0.1],
      [100000.99, 0.11],
      [110000.99, 0.12],
      [120000.99, 0.13],
      [130000.99, 0.14],
    ]);
    expect(Object(bids)[0]).toEqual([89999.01, 0.1]);
    expect(Number(time)).toBeGreaterThanOrEqual(begun);
    expect(Number(time)).toBeLessThanOrEqual(Date.now());
  });

  test('bars beyond a page, and the periods that there are', async () => {
    const { data } = await call('records', { symbol, period: '60', limit: '450' });
    const times = Object(data).map((bar: number[]) => bar[0]);
    expect(times).toHaveLength(450);
    expect(
      times.every((time: number, index: number) => index === 0 || time - times[index - 1] === 3600),
    ).toBe(true);
    expect((await call('records', { symbol, period: '5' })).error).toContain(
      'there are no bars of 5 minutes',
    );
  });

  test('trades, oldest first', async () => {
    const { data } = await call('trades', { symbol });
    expect(Object(data)[9]).toMatchObject({ id: '6191646611', price: 90000, amount: 0.05, type: 'sell' });
  });
});

test('the account, with what orders lock', async () => {
  const { id } = await dataOf('trade', limit);
  expect((await call('accounts')).data).toEqual([
    { currency: 'AUD', free: '96000.249', frozen: '4000.001' },
    { currency: 'BTC', free: '1.5', frozen: '0' },
  ]);
  expect((await call('cancel', { id })).data).toBe(true);
});

describe('orders', () => {
  test('place, find, list, cancel', async () => {
    const { id } = await dataOf('trade', { ...limit, amount: '0.12345678' });
    expect(id).toBe(`BTC-AUD,${double().orders.all.at(-1)?.id}`);
    expect(JSON.parse(double().sent('POST /v3/orders').at(-1)?.body ?? '')).toEqual({
      marketId: 'BTC-AUD',
      side: 'Bid',
      type: 'Limit',
      price: '40000.01',
      amount: '0.12345678',
      clientOrderId: expect.stringMatching(/^fmz[\da-f]{14}$/),
    });
    expect(await dataOf('order', { id })).toMatchObject({
      id,
      symbol,
      price: 40000.01,
      amount: 0.12345678,
      status: 'pending',
    });
    expect(await dataOf('orders')).toEqual([expect.objectContaining({ id })]);
    expect((await call('cancel', { id })).data).toBe(true);
    expect(await dataOf('order', { id })).toMatchObject({ status: 'canceled' });
    expect(await dataOf('historyorders', { symbol })).toContainEqual(expect.objectContaining({ id }));
    expect((await call('cancel', { id })).error).toBe('OrderAlreadyCancelled order is already cancelled.');
    expect((await call('order', { id: 'BTC-AUD,1' })).error).toBe(
      'OrderNotFound order not found (the exchange has no such order, or does not keep it any more)',
    );
  });

  test('a market sell fills; a market buy would be for an amount of AUD, which it cannot', async () => {
    const { id } = await dataOf('trade', { symbol, type: 'sell', price: '-1', amount: '0.2' });
    const filled = { status: 'filled', deal_amount: 0.2, price: 0, avg_price: 0 };
    expect(await dataOf('order', { id })).toMatchObject(filled);
    const before = double().sent('POST /v3/orders').length;
    const { error } = await call('trade', { symbol, type: 'buy', price: '-1', amount: '100' });
    expect(error).toContain('btcmarkets cannot buy for an amount of quote currency');
    expect(double().sent('POST /v3/orders')).toHaveLength(before);
  });

  test('an order that does not say whether it buys or sells is not taken for either', async () => {
    const { id } = await dataOf('trade', limit);
    const row = { orderId: String(id).split(',')[1], marketId: 'BTC-AUD', type: 'Limit', amount: '0.1' };
    double().fault({ match: 'GET /v3/orders', kind: 'json', body: [{ ...row, status: 'Placed' }] });
    expect((await call('orders', { symbol })).error).toBe(
      `ccxt does not say whether order ${row.orderId} of ${symbol} buys or sells: ask with IO`,
    );
  });

  test('there is no change of orders: ccxt would cancel and order anew', async () => {
    const { error } = await call('modifyorder', { id: 'BTC-AUD,1', type: 'buy', price: '1', amount: '1' });
    expect(error).toBe('btcmarkets does not support ModifyOrder');
  });

  test.each(['reset-after', 'broken-json'] as const)(
    'a lost answer, %s: found by the client order id among the orders, sent once',
    async (kind) => {
      const before = double().sent('POST /v3/orders').length;
      double().fault({ match: 'POST /v3/orders', kind });
      const { id } = await dataOf('trade', limit);
      expect(id).toBe(`BTC-AUD,${double().orders.all.at(-1)?.id}`);
      expect(double().sent('POST /v3/orders')).toHaveLength(before + 1);
    },
  );

  test("the exchange's no", async () => {
    expect((await call('trade', { ...limit, amount: '101' })).error).toBe(
      'InsufficientFund insufficient fund (not enough funds)',
    );
  });
});

test('wrong keys', async () => {
  const unknown = await call('accounts', {}, { ...btcmarketsKeys, access_key: 'nobody' });
  expect(unknown.error).toBe('InvalidAPIKey invalid api key (check the keys)');
  const unsigned = await call('trade', limit, { ...btcmarketsKeys, secret_key: 'bm90aGluZw==' });
  expect(unsigned.error).toBe('InvalidAuthSignature invalid auth signature (check the keys)');
});

test('no key and no signature is in the log', () => {
  const signatures = double().requests.flatMap(({ headers }) => headers['bm-auth-signature'] ?? []);
  expect(signatures.length).toBeGreaterThan(10);
  for (const secret of [btcmarketsKeys.access_key, btcmarketsKeys.secret_key, ...signatures].map(String))
    expect(plugin().log()).not.toContain(secret);
});

test.each(['.', '..', '#', 'a/../../b', '1?x=2', '%2e%2e', '1 2', ''])(
  'an id that would ask for something else is refused, and nothing is sent: %j',
  async (id) => {
    const before = double().requests.length;
    for (const method of ['cancel', 'order', 'modifyorder']) {
      const { error } = await call(method, { id: `BTC-AUD,${id}`, amount: '0.2' });
      expect(error).toMatch(/ is not an order id$|does not support ModifyOrder$/);
    }
    expect(double().requests).toHaveLength(before);
  },
);
