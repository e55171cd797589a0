import { describe, expect, test } from 'vitest';
import type { Seed } from '../../doubles/bybit/seedOrder.js';
import { useBench } from '../native/createBench.js';
import { bybit } from './bybit.js';
import { seedSpot } from './seedSpot.js';

const bench = useBench(bybit);
const { ok, asked } = bench;
const day = 86_400_000;
const seed = (age: number, more: Partial<Seed>) => seedSpot(bench.double, age, more);
const amountsOf = (rows: { amount: number }[]) => rows.map(({ amount }) => amount);

describe('order of Bybit', () => {
  test('one that is on no list yet is found all the same', async () => {
    await bench.open({ hiddenFor: 200 });
    const { id } = await ok('trade', { symbol: 'LTC_USDT', type: 'buy', price: '10', amount: '2' });
    expect(await ok('order', { id })).toMatchObject({ id, status: 'pending' });
  });

  test('one of two months ago is found', async () => {
    const createdTime = `${Date.now() - 60 * day}`;
    const { orderId } = bench.double.seedOrder({ symbol: 'BTCUSDT', createdTime });
    for (let index = 0; index < 510; index += 1) bench.double.seedOrder({ symbol: 'BTCUSDT' });
    expect(await ok('order', { id: `linear:BTCUSDT,${orderId}` })).toMatchObject({
      status: 'filled',
      time: Number(createdTime),
    });
  });
});

describe('historyorders of Bybit', () => {
  test('without a time the search ends after three months', async () => {
    seed(80 * day, { qty: '3' });
    seed(100 * day, { qty: '4' });
    expect(amountsOf(await ok('historyorders', { symbol: 'BTC_USDT' }))).toEqual([3]);
    const weeks = asked('/v5/order/history').map(({ query }) => new URLSearchParams(query).get('startTime'));
    expect(new Set(weeks).size).toBe(13);
  });

  test('since reaches two years back', async () => {
    for (let index = 0; index < 250; index += 1)
      seed(20 * day - index * 1.5 * 3_600_000, { qty: String(index + 1) });
    seed(700 * day, { qty: '999' });
    seed(800 * day, { qty: '998' });
    const oldest = await ok('historyorders', { symbol: 'BTC_USDT', since: 1_600_000_000_000, limit: 2 });
    expect(amountsOf(oldest)).toEqual([999, 1]);
  });

  test('of all categories, canceled ones too, open ones not', async () => {
    seed(5 * day, { orderStatus: 'PartiallyFilledCanceled', cumExecQty: '0.004' });
    seed(60_000, { orderStatus: 'Cancelled' });
    seed(50_000, { orderStatus: 'New' });
    seed(40_000, { symbol: 'BTCUSDT', category: 'linear', orderStatus: 'Cancelled', cumExecQty: '0.005' });
    seed(30_000, { symbol: 'BTCUSD', category: 'inverse', qty: '100' });
    const rows = await ok('historyorders');
    expect(
      rows.map(({ symbol, status }: { symbol: string; status: string }) => `${symbol} ${status}`),
    ).toEqual([
      'BTC_USDT partial-canceled',
      'BTC_USDT canceled',
      'BTC_USDT.swap partial-canceled',
      'BTC_USD.swap filled',
    ]);
    expect(await ok('historyorders', { symbol: 'USD.swap' })).toHaveLength(1);
  });
});
