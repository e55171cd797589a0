import { describe, expect, it } from 'vitest';
import { createPaper } from '../../../src/exchanges/paper/index.js';
import { createSynthetic } from '../../../src/exchanges/synthetic/index.js';
import { exampleExchange, exampleTicker } from '../../support/exampleExchange.js';
import { DAY, HOUR, MINUTE, START } from './openPaper.js';
import { openWrapped } from './openWrapped.js';
import { scriptedExchange } from './scriptedExchange.js';

const BTC = 'BTC_USDT';

describe('what it supports', () => {
  it('follows from the exchange it is wrapped around', () => {
    const { exchange } = openWrapped();
    expect(exchange).toMatchObject({ name: 'Paper/Scripted', needsKeys: false });
    expect(exchange.supports).toEqual([
      ...['ticker', 'depth', 'records', 'accounts', 'assets', 'trade', 'orders', 'order', 'historyorders'],
      ...['cancel', 'markets', 'positions', 'setmarginlevel', 'fundings', 'modifyorder'],
    ]);
    const spotOnly = openWrapped({}, scriptedExchange(['fundings'])).exchange.supports;
    expect(spotOnly).not.toContain('positions');
    expect(spotOnly).toContain('trade');
    const bare = exampleExchange({ ticker: async () => ({ data: exampleTicker }) });
    expect(createPaper({ market: createSynthetic() }).wrap?.(bare).supports).toEqual([
      'ticker',
      'accounts',
      'assets',
    ]);
  });

  it('hands market data on as it is, with its raw', async () => {
    const { answer } = openWrapped();
    expect(await answer('ticker', { symbol: 'btc_usdt' })).toMatchObject({
      data: { symbol: BTC, last: '50000' },
      raw: { from: 'scripted' },
    });
    expect(Object.keys((await answer('markets')).data)).toContain('BTC_USDT.swap');
    expect((await answer('records', { symbol: BTC, period: '60', limit: '3' })).data).toHaveLength(3);
    expect((await answer('fundings', { symbol: 'USDT.swap' })).data).toEqual([]);
  });
});

describe('orders on spot', () => {
  it('take the levels of the real book, and a market order ends where it ends', async () => {
    const { trade, balances } = openWrapped({ balances: { USDT: '10000000', BTC: '100' } });
    const bought = await trade(BTC, 'buy', -1, 750_020);
    expect(bought).toMatchObject({ status: 'filled', deal_amount: 15, price: 0 });
    expect(bought.avg_price).toBeCloseTo(750_020 / 15, 9);
    const sold = await trade(BTC, 'sell', -1, 60);
    expect(sold).toMatchObject({
      status: 'partial-canceled',
      amount: 60,
      deal_amount: 50,
      avg_price: 49_997,
    });
    expect((await balances()).BTC?.[1]).toBe('0');
  });

  it('rest behind what they took, and fill by minutes that go through their price', async () => {
    const { trade, call, script, balances } = openWrapped({ balances: { USDT: '10000000' } });
    const order = await trade(BTC, 'buy', 50_001, 60);
    expect(order).toMatchObject({ status: 'partial-filled', deal_amount: 10, avg_price: 50_001 });
    // The rest of this minute counts for nothing: a part of it was before the order.
    script.minute(BTC, { close: 50_010, low: 49_000, volume: 1000 });
    expect((await call('order', order)).deal_amount).toBe(10);
    script.minute(BTC, { close: 50_010, low: 50_001, volume: 1000 });
    expect((await call('order', order)).deal_amount).toBe(10);
    script.minute(BTC, { close: 50_010, low: 50_000.9, volume: 100 });
    expect((await call('order', order)).deal_amount).toBe(35);
    expect((await call('order', order)).deal_amount).toBe(35);
    script.minute(BTC, { close: 50_010, low: 49_000, volume: 1000 });
    expect(await call('order', order)).toMatchObject({
      status: 'filled',
      deal_amount: 60,
      avg_price: 50_001,
    });
    expect(await balances()).toEqual({
      USDT: [String(10_000_000 - 60 * 50_001), '0'],
      BTC: [String(10 * 0.999 + 50 * 0.9992), '0'],
    });
  });

  it('fill by what the book offers at a look, once a minute', async () => {
    const { trade, call, script } = openWrapped({ balances: { USDT: '10000000' } });
    const { id } = await trade(BTC, 'buy', 49_000, 30);
    expect((await call('order', { id })).status).toBe('pending');
    script.prices[BTC] = 48_998;
    expect((await call('order', { id })).deal_amount).toBe(20);
    expect((await call('order', { id })).deal_amount).toBe(20);
    // The minute in which the book was taken from gives nothing more.
    script.minute(BTC, { close: 49_500, low: 48_000, volume: 1000 });
    expect((await call('order', { id })).deal_amount).toBe(20);
    script.prices[BTC] = 48_998;
    expect(await call('order', { id })).toMatchObject({
      deal_amount: 30,
      avg_price: 49_000,
      status: 'filled',
    });
  });

  it('need no polling: what happened in days without a look is made up for', async () => {
    const { trade, call, script } = openWrapped();
    const { id } = await trade(BTC, 'sell', 52_000, '0.5');
    const low = await trade(BTC, 'buy', 40_000, '0.1');
    for (let minute = 0; minute < 3 * 24 * 60; minute += 1) {
      script.minute(BTC, minute === 1000 ? { close: 50_000, high: 52_000.5, volume: 1 } : { close: 50_000 });
    }
    script.minute(BTC, { close: 50_000, low: 39_000 });
    script.asked.length = 0;
    expect(await call('order', { id })).toMatchObject({ status: 'filled', avg_price: 52_000 });
    expect(await call('order', low)).toMatchObject({ status: 'filled', avg_price: 40_000 });
    expect(script.asked.filter((read) => read.startsWith('records'))).toEqual([
      expect.stringMatching(/^records BTC_USDT 15 /),
      expect.stringMatching(/^records BTC_USDT 1 /),
    ]);
  });

  it('ask for no more than they need', async () => {
    const { call, script, trade } = openWrapped();
    await call('accounts');
    expect(script.asked).toEqual([]);
    await trade(BTC, 'buy', 40_000, '0.1');
    script.asked.length = 0;
    await call('orders');
    expect(script.asked).toEqual(['ticker BTC_USDT']);
    script.now += HOUR;
    await call('orders');
    expect(script.asked.slice(1)).toEqual(['ticker BTC_USDT', 'records BTC_USDT 1 62']);
  });

  it.each([
    [BTC, 'buy', 50_000.05, 1, 'PRICE_STEP', /price 50000\.05 is not a multiple of the tick size 0\.1 /],
    [
      BTC,
      'buy',
      50_000,
      '0.000001',
      'AMOUNT_STEP',
      /amount 0\.000001 is not a multiple of the lot size 0\.00001 /,
    ],
    [BTC, 'sell', 50_000, '0.00005', 'AMOUNT_TOO_SMALL', /minimum amount of BTC_USDT is 0\.0001/],
    [BTC, 'buy', -1, 1, 'AMOUNT_TOO_SMALL', /buys less than 0\.0001 BTC/],
    [BTC, 'buy', 50_000, 5, 'INSUFFICIENT_BALANCE', /250000 USDT needed, 10000 USDT free/],
    [
      'BTC_USDT.swap',
      'buy',
      50_000,
      '0.25',
      'AMOUNT_STEP',
      /amount 0\.25 is not a multiple of the lot size 0\.1 /,
    ],
    ['ETH_USDT.swap', 'sell', -1, 1, 'AMOUNT_TOO_SMALL', /minimum amount of ETH_USDT\.swap is 2, not 1/],
    ['BTC_USDT.swap', 'closebuy', -1, 1, 'NO_POSITION', /no long position in BTC_USDT\.swap to close/],
    ['BTC_USDT.swap', 'closesell', 50_000, 1, 'NO_POSITION', /no short position/],
    ['BTC_USDT.swap', 'buy', 50_000, 1000, 'INSUFFICIENT_BALANCE', /50250 USDT needed, 10000 USDT free/],
  ])('refuse %s %s %s %s: %s', async (symbol, type, price, amount, code, message) => {
    const { call, balances } = openWrapped();
    const before = await balances();
    await expect(call('trade', { symbol, type, price, amount })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(await balances()).toEqual(before);
    expect([await call('orders'), await call('historyorders')]).toEqual([[], []]);
  });

  it.each([
    ['DOGE_USDT', 'buy', /^Scripted has no "DOGE_USDT": GetMarkets lists/],
    ['__proto_USDT', 'buy', /is not a symbol/],
    ['USDT.swap', 'buy', /is a range: name one instrument/],
    ['USDT', 'buy', /is incomplete/],
    [BTC, 'closebuy', /on spot use buy or sell/],
    ['BTC_USDT.quarter', 'buy', /means another contract after each delivery/],
  ])('refuse %s %s', async (symbol, type, message) => {
    const { call } = openWrapped();
    await expect(call('trade', { symbol, type, price: 1, amount: 1 })).rejects.toMatchObject({
      name: 'ProtocolError',
      message: expect.stringMatching(message),
    });
  });

  it('wait while a price is missing', async () => {
    const { call, script, trade } = openWrapped();
    const order = await trade(BTC, 'buy', 40_000, '0.1');
    script.silent.add(BTC);
    script.prices[BTC] = 30_000;
    expect(await call('orders')).toEqual([order]);
    script.silent.clear();
    expect((await call('order', order)).status).toBe('filled');
  });

  it('do not get in the way of one another', async () => {
    const { call, balances } = openWrapped({ balances: { USDT: '500000' } });
    const placed = await Promise.allSettled(
      Array.from({ length: 12 }, () => call('trade', { symbol: BTC, type: 'buy', price: 50_000, amount: 1 })),
    );
    expect(placed.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await balances()).toEqual({ USDT: ['0', '500000'] });
    expect(new Set((await call('orders')).map(({ id }) => id)).size).toBe(10);
  });

  it('are ordered by time whatever the clock does', async () => {
    const { call, script, trade } = openWrapped();
    await trade(BTC, 'sell', 60_000, '0.1');
    script.now = START - DAY;
    await trade(BTC, 'sell', 60_000, '0.1');
    script.now = START + MINUTE;
    const ids = (await call('orders')).map(({ id }) => Number(id.split(',')[1]));
    expect(ids[1]).toBe((ids[0] ?? 0) + 1);
  });
});
