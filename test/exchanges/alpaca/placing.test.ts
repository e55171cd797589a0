import { describe, expect, test } from 'vitest';
import { liveAccount } from '../../doubles/alpaca/startAlpacaDouble.js';
import { useAlpacaPlugin } from './useAlpacaPlugin.js';

const { ok, refused, seen, sent, double, open } = useAlpacaPlugin();
const client_order_id = expect.stringMatching(/^fmz[0-9a-f]{28}$/);
const stock = { symbol: 'AAPL_USD', type: 'buy', price: '200.10', amount: '4' };
const coin = { symbol: 'ETH_USD', type: 'buy', price: '2000.10', amount: '0.5' };

describe('what is sent', () => {
  test.each([
    [
      'whole shares, good till canceled',
      {},
      { time_in_force: 'gtc', qty: '4', type: 'limit', limit_price: '200.10' },
    ],
    ['parts of a share, good for the day', { amount: '1.5' }, { time_in_force: 'day', qty: '1.5' }],
    ['a whole amount with a point', { amount: '2.0' }, { time_in_force: 'gtc', qty: '2.0' }],
    [
      'less than a dollar',
      { symbol: 'PENN_USD', price: '0.8512' },
      { symbol: 'PENN', limit_price: '0.8512' },
    ],
    ['a symbol with a dot', { symbol: 'brk.b_usd' }, { symbol: 'BRK.B' }],
    [
      'an ETF called like a coin',
      { symbol: 'BTC_USD.stock', price: '30' },
      { symbol: 'BTC', time_in_force: 'gtc' },
    ],
    [
      ...(['money', { price: -1, amount: '250.50' }] as const),
      { type: 'market', notional: '250.50', time_in_force: 'day', qty: undefined, limit_price: undefined },
    ],
    [
      'shares, sold at any price',
      { type: 'sell', price: -1 },
      { type: 'market', side: 'sell', qty: '4', time_in_force: 'day' },
    ],
    ['a wish', { type: 'buy;timeInForce=day' }, { time_in_force: 'day' }],
    ['now or never', { type: 'buy;timeInForce=ioc' }, { time_in_force: 'ioc' }],
    ['the evening, too', { type: 'buy;extendedHours=true' }, { time_in_force: 'day', extended_hours: true }],
    [
      'evenings to come',
      { type: 'buy;extendedHours=true;timeInForce=gtc' },
      { time_in_force: 'gtc', extended_hours: true },
    ],
  ])('%s', async (_what, change, body) => {
    await ok('trade', { ...stock, ...change });
    expect(sent()).toEqual([expect.objectContaining({ client_order_id, side: expect.any(String) })]);
    expect(sent()[0]).toMatchObject(
      Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
    );
    for (const [name, value] of Object.entries(body)) {
      if (value === undefined) expect(sent()[0]).not.toHaveProperty(name);
    }
  });

  test.each([
    ['a pair', {}, { symbol: 'ETH/USD', qty: '0.5', limit_price: '2000.10', time_in_force: 'gtc' }],
    ['money', { price: 0, amount: 100 }, { notional: '100', type: 'market', time_in_force: 'gtc' }],
    ['now or never', { type: 'buy;timeInForce=ioc' }, { time_in_force: 'ioc' }],
    [
      'an exponent',
      { symbol: 'BTC_USD.crypto', price: '50000', amount: 1e-3 },
      { symbol: 'BTC/USD', qty: '0.001', limit_price: '50000' },
    ],
  ])('of coins: %s', async (_what, change, body) => {
    await ok('trade', { ...coin, price: '2000.10', ...change });
    expect(sent()).toEqual([expect.objectContaining({ ...body, client_order_id })]);
  });

  test('nothing is asked before a buy', async () => {
    await ok('markets');
    const before = seen().length;
    await ok('trade', coin);
    expect(seen()[before]).toBe('POST /v2/orders');
  });
});

describe('what is refused before anything is sent', () => {
  test.each([
    [{ price: '200.101' }, /price 200.101 is not a multiple of the tick size 0.01/],
    [{ symbol: 'PENN_USD', price: '0.85001' }, /price 0.85001 is not a multiple of the tick size 0.0001/],
    [{ symbol: 'PENN_USD', price: '1.0001' }, /price 1.0001 is not a multiple of the tick size 0.01/],
    [{ symbol: 'LEAF_USD', amount: '1.5' }, /amount 1.5 is not a multiple of the lot size 1 of LEAF_USD/],
    [{ amount: '0.0000000001' }, /lot size 0.000000001/],
    [{ symbol: 'LEAF_USD', price: -1, amount: '50' }, /LEAF_USD is traded in whole shares only/],
    [{ price: -1, amount: '50.001' }, /two decimals at most/],
    [{ price: -1, type: 'buy;timeInForce=gtc' }, /is good for the day only: leave timeInForce=gtc out/],
    [
      { amount: '1.5', type: 'buy;timeInForce=gtc' },
      /amount 1.5, which is not a whole number of shares, is good for the day only/,
    ],
    [{ price: -1, type: 'buy;extendedHours=true' }, /extendedHours needs a price/],
    [{ type: 'buy;extendedHours=true;timeInForce=ioc' }, /exclude each other/],
    [
      { type: 'buy;postOnly=true' },
      /Alpaca does not take postOnly: CreateOrder takes timeInForce \(day, gtc, ioc\), extendedHours/,
    ],
    [{ type: 'buy;timeInForce=fok' }, /does not take timeInForce=fok/],
    [{ type: 'closebuy' }, /on spot use buy or sell/],
    [{ ...coin, type: 'buy;timeInForce=day' }, /timeInForce=day is for stocks/],
    [{ ...coin, type: 'buy;extendedHours=true' }, /extendedHours is for stocks/],
    [{ ...coin, amount: '0.00001' }, /below the minimum 0.0001/],
    [{ ...coin, price: '2000.101' }, /tick size 0.01/],
    [{ symbol: 'BTC_USD' }, /may mean/],
    [
      { type: 'sell', amount: '21' },
      /amount 21 is more than the 20 shares of AAPL_USD that are free: nothing is sold short/,
    ],
    [{ type: 'sell', symbol: 'MSFT_USD' }, /more than the 0 shares of MSFT_USD that are free/],
  ])('%j', async (change, message) => {
    expect(await refused('trade', { ...stock, ...change })).toMatch(message);
    expect(sent()).toEqual([]);
  });

  test('shares that an order sells already', async () => {
    await ok('trade', { ...stock, type: 'sell', price: '300', amount: '15' });
    expect(await refused('trade', { ...stock, type: 'sell', price: '310', amount: '6' })).toMatch(
      /the 5 shares/,
    );
    expect(sent()).toHaveLength(1);
  });
});

describe('what Alpaca refuses is told in its words, with what to do', () => {
  test.each([
    [{ ...stock, amount: '4000' }, /403\d* insufficient buying power \(GetAccount tells what is free/],
    [{ ...coin, amount: '0.001', price: '100' }, /minimal amount of order 10 \(.*min_notional/],
    [{ symbol: 'BTC_USDT', type: 'buy', price: '80000', amount: '0.001' }, /insufficient balance for USDT/],
    [{ ...coin, type: 'sell', amount: '5' }, /insufficient balance for ETH .*the fee is taken/],
  ])('%j', async (order, message) => {
    expect(await refused('trade', order)).toMatch(message);
    expect(sent()).toHaveLength(1);
  });

  test('an order that would meet an own one', async () => {
    await ok('trade', { ...stock, type: 'sell', price: '300' });
    expect(await refused('trade', { ...stock, price: '300' })).toMatch(/wash trade.*cancel that one first/);
  });

  test('a suspended account', async () => {
    await open({ accounts: [{ ...liveAccount, suspended: true }] });
    expect(await refused('trade', stock)).toMatch(/allow them on Alpaca's page/);
  });
});

test('an order that is rejected after it was accepted is told as refused', async () => {
  double().market.delays.route = 60_000;
  const answer = refused('trade', stock);
  await expect.poll(() => double().orders().length).toBe(1);
  double().end(double().orders()[0]?.id ?? '', 'rejected');
  expect(await answer).toMatch(/Alpaca accepted the order and then rejected it/);
  expect(sent()).toHaveLength(1);
});

test('an order that waits to be routed is told when it is', async () => {
  double().market.delays.route = 60_000;
  const answer = ok('trade', stock);
  await expect.poll(() => double().orders().length).toBe(1);
  double().clockOffset += 60_000;
  expect((await answer).id).toBe(`AAPL,${double().orders()[0]?.id}`);
  expect(sent()).toHaveLength(1);
});
