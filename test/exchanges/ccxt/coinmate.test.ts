import { describe, expect, test } from 'vitest';
import { coinmateKeys, startCoinmate } from '../../doubles/ccxt/coinmate.js';
import { useCcxt } from './useCcxt.js';

const { double, plugin, call, callBriefly, dataOf } = useCcxt('coinmate', startCoinmate, coinmateKeys);

const lastForm = (target: string) =>
  Object.fromEntries(new URLSearchParams(double().sent(target).at(-1)?.body ?? ''));

test('ticker and depth', async () => {
  expect(await dataOf('ticker', { symbol: 'BTC_EUR' })).toMatchObject({
    symbol: 'BTC_EUR',
    buy: '49999',
    sell: '50001',
    last: '50000',
    open: '49500',
    vol: '37038.993381',
  });
  const { asks, bids } = await dataOf('depth', { symbol: 'BTC_EUR', limit: '1' });
  expect({ asks, bids }).toEqual({ asks: [[50_001, 0.1]], bids: [[49_999, 0.1]] });
});

test('there are no bars', async () => {
  expect((await call('records', { symbol: 'BTC_EUR', period: '15' })).error).toBe(
    'coinmate does not support GetRecords',
  );
});

describe('keys', () => {
  test.each(['uid=424242,coinmate-secret-key', 'coinmate-secret-key,424242'])('%s', async (secret_key) => {
    expect((await call('accounts', {}, { ...coinmateKeys, secret_key })).data).toEqual([
      { currency: 'EUR', free: '10000', frozen: '0' },
      { currency: 'BTC', free: '2', frozen: '0' },
    ]);
  });

  test('the client id that is missing is named', async () => {
    const { error } = await call('accounts', {}, { ...coinmateKeys, secret_key: 'coinmate-secret-key' });
    expect(error).toBe("coinmate needs uid: add uid=... to FMZ's secret key box");
  });

  test('a wrong one is refused', async () => {
    const secret_key = 'coinmate-secret-key,uid=424243';
    expect((await call('accounts', {}, { ...coinmateKeys, secret_key })).error).toBe(
      'Access denied. (check the keys)',
    );
  });

  test('no nonce is used twice', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => call('accounts')));
    expect(answers.map(({ error }) => error)).toEqual(Array(4).fill(undefined));
    const nonces = double().requests.flatMap(({ body }) => new URLSearchParams(body).get('nonce') ?? []);
    expect(new Set(nonces).size).toBe(nonces.length);
  });
});

describe('orders', () => {
  const order = { symbol: 'BTC_EUR', type: 'buy', price: '40000.5', amount: '0.01234567' };

  test('place, find, list, cancel', async () => {
    const { id } = await dataOf('trade', order);
    expect(lastForm('POST /api/buyLimit')).toEqual({
      clientId: '424242',
      publicKey: 'coinmate-access-key',
      nonce: expect.stringMatching(/^\d{13}$/),
      signature: expect.stringMatching(/^[\dA-F]{64}$/),
      currencyPair: 'BTC_EUR',
      price: '40000.5',
      amount: '0.01234567',
    });
    const row = { id, symbol: 'BTC_EUR', price: 40_000.5, amount: 0.01234567, status: 'pending' };
    expect(await dataOf('order', { id })).toMatchObject(row);
    // The list has only what is left of an order.
    expect(await dataOf('orders')).toEqual([expect.objectContaining(row)]);
    expect((await call('cancel', { id })).data).toBe(true);
    expect(await dataOf('order', { id })).toMatchObject({ status: 'canceled' });
    expect(await dataOf('orders')).toEqual([]);
  });

  test('a cancellation that did not happen is no success', async () => {
    const { id } = await dataOf('trade', { ...order, type: 'sell', price: '-1', amount: '0.01' });
    expect((await call('cancel', { id })).error).toContain('the order is filled already');
  });

  test('a market buy is in euros', async () => {
    const { id } = await dataOf('trade', { ...order, price: '-1', amount: '100.25' });
    expect(lastForm('POST /api/buyInstant')).toMatchObject({ total: '100.25' });
    const filled = { status: 'filled', deal_amount: 0.002005, avg_price: 50_000 };
    expect(await dataOf('order', { id })).toMatchObject(filled);
  });

  test("the exchange's no, which has status 200", async () => {
    expect((await call('trade', { ...order, amount: '1000' })).error).toBe(
      'Not enough account balance available (not enough funds)',
    );
  });

  test('a lost answer: without a client order id the outcome is unknown, and it is sent once', async () => {
    const before = double().sent('POST /api/buyLimit').length;
    double().fault({ match: 'POST /api/buyLimit', kind: 'reset-after' });
    expect((await callBriefly('trade', order)).error).toMatch(
      /^outcome unknown: .*order of BTC_EUR may have been carried out/,
    );
    expect(double().sent('POST /api/buyLimit')).toHaveLength(before + 1);
  });
});

test('no key and no signature is in the log', () => {
  const signatures = double().requests.flatMap(
    ({ body }) => new URLSearchParams(body).get('signature') ?? [],
  );
  expect(signatures.length).toBeGreaterThan(10);
  for (const secret of [coinmateKeys.access_key, 'coinmate-secret-key', ...signatures])
    expect(plugin().log()).not.toContain(secret);
});
