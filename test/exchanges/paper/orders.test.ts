import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, openPaper, START } from './openPaper.js';

const BTC = { symbol: 'BTC_USDT' };

describe('accounts', () => {
  it('start with the same balances, one account for each access key', async () => {
    const { call, balances } = openPaper();
    const start = { USDT: ['10000', '0'], BTC: ['1', '0'], ETH: ['10', '0'] };
    expect(await balances()).toEqual(start);
    await call('trade', { ...BTC, type: 'buy', price: -1, amount: 1000 }, 'alice');
    expect(await balances('alice')).not.toEqual(start);
    expect(await balances('bob')).toEqual(start);
    expect(await call('assets', {}, 'alice')).toEqual(await call('accounts', {}, 'alice'));
  });

  it('are a thousand at most: those that never traded go for new ones, the others never', async () => {
    const { call, balances } = openPaper();
    const trade = { ...BTC, type: 'sell', price: 90_000, amount: 1 };
    await call('trade', trade, 'first');
    for (let index = 0; index < 1001; index += 1) await call('accounts', {}, `looks ${index}`);
    expect((await balances('first')).BTC).toEqual(['0', '1']);
    // One that is being traded with is not forgotten.
    const busy = call('trade', trade, 'busy');
    await Promise.all(
      Array.from({ length: 999 }, (_, index) => call('accounts', {}, `more ${index}`).catch(() => 0)),
    );
    await busy;
    expect((await balances('busy')).BTC).toEqual(['0', '1']);
    for (let index = 0; index < 998; index += 1) await call('trade', trade, `trades ${index}`);
    await expect(call('accounts', {}, 'one more')).rejects.toMatchObject({ code: 'TOO_MANY_ACCOUNTS' });
    expect((await balances('first')).BTC).toEqual(['0', '1']);
    expect((await balances('trades 997')).BTC).toEqual(['0', '1']);
  });
});

describe('market orders', () => {
  it('buy with an amount of quote currency, whole steps, and give the rest back', async () => {
    const { call, balances } = openPaper();
    const { asks } = await call('depth', BTC);
    const ask = asks[0]?.[0] ?? 0;
    const { id } = await call('trade', { ...BTC, type: 'buy', price: '-1', amount: '100' });
    expect(id).toBe(`BTC-USDT,${START}`);
    const bought = Math.floor((100 / ask) * 1e6) / 1e6;
    expect(await call('order', { id, ...BTC })).toEqual({
      id,
      symbol: 'BTC_USDT',
      amount: bought,
      price: 0,
      deal_amount: bought,
      avg_price: ask,
      type: 'buy',
      status: 'filled',
      time: START,
    });
    const { USDT, BTC: btc } = await balances();
    expect(USDT).toEqual([
      (10_000 - (Math.round(bought * 1e6) * ask) / 1e6).toFixed(7).replace(/0+$/, ''),
      '0',
    ]);
    expect(btc).toEqual([(1 + bought * 0.999).toFixed(9).replace(/0+$/, ''), '0']);
  });

  it('sell through several levels at their average', async () => {
    const { call, balances } = openPaper();
    const { bids } = await call('depth', { ...BTC, limit: 400 });
    let [left, value] = [0.5, 0];
    for (const [price, amount] of bids) {
      const taken = Math.min(left, amount);
      left -= taken;
      value += taken * price;
    }
    const { id } = await call('trade', { ...BTC, type: 'sell', amount: 0.5 });
    const order = await call('order', { id });
    expect(order).toMatchObject({ amount: 0.5, deal_amount: 0.5, status: 'filled', price: 0 });
    expect(order.avg_price).toBeCloseTo(value / 0.5, 6);
    const { USDT, BTC: btc } = await balances();
    expect(btc).toEqual(['0.5', '0']);
    expect(Number(USDT?.[0])).toBeCloseTo(10_000 + value * 0.999, 6);
  });

  it('end where the book ends', async () => {
    const { call, balances } = openPaper({ balances: { BTC: '1000', USDT: '99000000' } });
    const { asks, bids } = await call('depth', { ...BTC, limit: 400 });
    const sum = (levels: [number, number][]) => levels.reduce((total, [, amount]) => total + amount, 0);
    const sold = await call('order', await call('trade', { ...BTC, type: 'sell', amount: '1000' }));
    expect(sold).toMatchObject({ amount: 1000, status: 'partial-canceled' });
    expect(sold.deal_amount).toBeCloseTo(sum(bids), 6);
    const bought = await call('order', await call('trade', { ...BTC, type: 'buy', amount: '99000000' }));
    expect(bought.status).toBe('filled');
    expect(bought.amount).toBe(bought.deal_amount);
    expect(bought.deal_amount).toBeCloseTo(sum(asks), 6);
    expect(Object.values(await balances()).map(([, frozen]) => frozen)).toEqual(['0', '0']);
  });
});

describe('limit orders', () => {
  it('take the book up to their price, and the rest waits', async () => {
    const { call, balances } = openPaper({ balances: { USDT: '1000000' } });
    const { asks } = await call('depth', BTC);
    const [first = [0, 0], second = [0, 0]] = asks;
    const taken = first[1] + second[1];
    const amount = Number((taken + 1).toFixed(6));
    const { id } = await call('trade', { ...BTC, type: 'buy', price: second[0], amount });
    const order = await call('order', { id });
    expect(order).toMatchObject({ amount, price: second[0], status: 'partial-filled', type: 'buy' });
    expect(order.deal_amount).toBeCloseTo(taken, 9);
    expect(order.avg_price).toBeCloseTo((first[0] * first[1] + second[0] * second[1]) / taken, 6);
    expect(Number((await balances()).USDT?.[1])).toBeCloseTo(second[0], 6);
    expect(await call('orders')).toEqual([order]);
    expect(await call('historyorders')).toEqual([]);
  });

  it('fill when the price goes through them, a share at a time, as the maker', async () => {
    const { clock, call, balances } = openPaper({ balances: { USDT: '1000000' } });
    const price = Number((await call('ticker', BTC)).last) - 100;
    const { id } = await call('trade', { ...BTC, type: 'buy', price, amount: 2 });
    expect(await call('order', { id })).toMatchObject({ status: 'pending', deal_amount: 0, avg_price: 0 });
    const seen: string[] = ['pending'];
    let dealt = 0;
    for (let minute = 0; minute < 30 * 1440 && seen.at(-1) !== 'filled'; minute += 1) {
      clock.now += MINUTE;
      const order = await call('order', { id });
      const bars = await call('records', { ...BTC, period: 3, limit: 2 });
      const lows = bars.map(([, , , low]) => low);
      if (order.deal_amount > dealt) expect(Math.min(...lows)).toBeLessThan(price);
      expect(order.deal_amount).toBeGreaterThanOrEqual(dealt);
      dealt = order.deal_amount;
      if (seen.at(-1) !== order.status) seen.push(order.status);
    }
    expect(seen).toEqual(['pending', 'partial-filled', 'filled']);
    expect(await call('order', { id })).toMatchObject({ deal_amount: 2, avg_price: price });
    expect(await balances()).toEqual({ USDT: [String(1_000_000 - 2 * price), '0'], BTC: ['1.9984', '0'] });
  });

  it('do not fill at a price that touches theirs and goes no further', async () => {
    const { clock, call } = openPaper();
    const usdc = { symbol: 'USDC_USDT', type: 'buy', amount: 10 };
    await call('trade', { ...usdc, price: '1.00000' });
    clock.now += DAY;
    expect(await call('orders')).toMatchObject([{ status: 'pending', price: 1 }]);
    await call('trade', { ...usdc, price: '1.00001' });
    expect(await call('historyorders')).toMatchObject([{ status: 'filled', avg_price: 1.00001 }]);
  });

  it('fill the same however often one looks', async () => {
    const often = openPaper({ balances: { BTC: '100' } });
    const seldom = openPaper({ balances: { BTC: '100' } });
    const price = Number((await often.call('ticker', BTC)).last) + 50;
    for (const { call } of [often, seldom]) await call('trade', { ...BTC, type: 'sell', price, amount: 30 });
    for (let index = 0; index < 4000; index += 1) {
      often.clock.now += 7001;
      await often.call('orders');
    }
    seldom.clock.now = often.clock.now;
    expect(await seldom.call('accounts')).toEqual(await often.call('accounts'));
    expect((await often.balances()).BTC?.[1]).not.toBe('30');
  });

  it('catch up quickly after years', async () => {
    const { clock, call } = openPaper({ balances: { USDT: '1000000' } });
    for (let index = 0; index < 200; index += 1) {
      await call('trade', {
        symbol: `${index % 2 ? 'BTC' : 'ETH'}_USDT`,
        type: 'buy',
        price: 1 + (index % 7),
        amount: 1,
      });
    }
    const afterDays = async (days: number) => {
      clock.now += days * DAY;
      const begun = process.cpuUsage().user;
      expect(await call('orders')).toHaveLength(200);
      return process.cpuUsage().user - begun;
    };
    const short = await afterDays(15);
    // A hundred times as long a time takes nowhere near a hundred times the work.
    expect(await afterDays(1500)).toBeLessThan(50 * short);
  });
});

describe('orders, order, historyorders and cancel', () => {
  it('give back what a cancelled order held', async () => {
    const { call, balances } = openPaper();
    const { id } = await call('trade', { ...BTC, type: 'buy', price: 10_000, amount: '0.5' });
    expect((await balances()).USDT).toEqual(['5000', '5000']);
    expect(await call('cancel', { id, ...BTC })).toBe(true);
    expect((await balances()).USDT).toEqual(['10000', '0']);
    expect(await call('order', { id })).toMatchObject({ status: 'canceled', deal_amount: 0, amount: 0.5 });
    await expect(call('cancel', { id })).rejects.toMatchObject({
      code: 'ORDER_DONE',
      message: expect.stringMatching(/is canceled/),
    });
  });

  it('call a partly filled order partial-canceled', async () => {
    const { call } = openPaper();
    const { asks } = await call('depth', BTC);
    const [[price, amount] = [0, 0]] = asks;
    const { id } = await call('trade', { ...BTC, type: 'buy', price, amount: (amount + 0.01).toFixed(6) });
    await call('cancel', { id });
    expect(await call('order', { id })).toMatchObject({ status: 'partial-canceled', deal_amount: amount });
  });

  it('know an order by its bare id, in either case, and by nothing else', async () => {
    const { call } = openPaper();
    const { id } = await call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 1 });
    const bare = id.split(',')[1] ?? '';
    expect((await call('order', { id: bare })).id).toBe(id);
    expect((await call('order', { id: id.toLowerCase(), symbol: 'ETH_USDT' })).id).toBe(id);
    for (const unknown of ['BTC-USDT,1', `ETH-USDT,${bare}`, '7']) {
      await expect(call('order', { id: unknown })).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
      await expect(call('cancel', { id: unknown })).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
    }
    await expect(call('order', { id }, 'another')).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
  });

  it('are of one pair or of all', async () => {
    const { call } = openPaper();
    await call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 1 });
    await call('trade', { symbol: 'ETH_USDT', type: 'sell', price: 90_000, amount: 1 });
    expect((await call('orders')).map(({ symbol }) => symbol)).toEqual(['BTC_USDT', 'ETH_USDT']);
    expect((await call('orders', { symbol: 'eth_usdt' })).map(({ symbol }) => symbol)).toEqual(['ETH_USDT']);
    expect(await call('orders', { symbol: 'USDT.swap' })).toEqual([]);
    const { id } = await call('trade', { symbol: 'BTC_USDT.swap', type: 'sell', price: 90_000, amount: 1 });
    expect(await call('orders', { symbol: 'USDT.swap' })).toMatchObject([{ id }]);
    expect(await call('historyorders', { symbol: 'BTC_USDT.swap' })).toEqual([]);
  });

  it('page through done orders, oldest first', async () => {
    const { clock, call } = openPaper();
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      ids.push((await call('trade', { ...BTC, type: 'sell', price: 90_000, amount: 0.1 })).id);
      clock.now += HOUR;
    }
    for (const id of [...ids].reverse()) await call('cancel', { id });
    const page = async (params: object) =>
      (await call('historyorders', params)).map(({ id }) => ids.indexOf(id));
    expect(await page({})).toEqual([0, 1, 2, 3, 4]);
    expect(await page({ limit: '2' })).toEqual([3, 4]);
    expect(await page({ since: START + HOUR, limit: 2 })).toEqual([1, 2]);
    expect(await page({ since: String(START + HOUR + 1), limit: 0 })).toEqual([2, 3, 4]);
    expect(await page({ symbol: 'ETH_USDT' })).toEqual([]);
  });

  it.each([
    [{ type: 'buy', price: 50_000, amount: 1 }, 'INSUFFICIENT_BALANCE', /50000 USDT needed, 10000 USDT free/],
    [{ type: 'sell', price: 90_000, amount: 2 }, 'INSUFFICIENT_BALANCE', /2 BTC needed, 1 BTC free/],
    [{ type: 'buy', price: -1, amount: 10_001 }, 'INSUFFICIENT_BALANCE', /10001 USDT needed/],
    [{ type: 'sell', amount: '1.5' }, 'INSUFFICIENT_BALANCE', /1.5 BTC needed/],
    [
      { type: 'buy', price: 10_000, amount: '0.0000005' },
      'AMOUNT_STEP',
      /amount 0.0000005 is not a multiple of the lot size 0.000001/,
    ],
    [{ type: 'sell', amount: '0.1234567' }, 'AMOUNT_STEP', /multiple of the lot size 0.000001/],
    [
      { type: 'buy', price: '10000.55', amount: 0.1 },
      'PRICE_STEP',
      /price 10000.55 is not a multiple of the tick size 0.1 /,
    ],
    [{ type: 'buy', price: -1, amount: '0.01' }, 'AMOUNT_TOO_SMALL', /buys less than 0.000001 BTC/],
  ])('refuse %o', async (request, code, message) => {
    const { call, balances } = openPaper();
    const before = await balances();
    await expect(call('trade', { ...BTC, ...request })).rejects.toMatchObject({
      name: 'ExchangeError',
      code,
      message: expect.stringMatching(message),
    });
    expect(await balances()).toEqual(before);
    expect([await call('orders'), await call('historyorders')]).toEqual([[], []]);
  });

  it('refuse dated contracts, and to close what is spot', async () => {
    const { call } = openPaper();
    const order = { type: 'buy', price: 1, amount: 1 };
    await expect(call('trade', { ...order, symbol: 'BTC_USDT.quarter' })).rejects.toThrow(/another contract/);
    await expect(call('trade', { ...order, symbol: 'BTC_USDT.BTC-USDT-250627' })).rejects.toThrow(
      /is a dated contract/,
    );
    await expect(call('trade', { ...order, ...BTC, type: 'closebuy' })).rejects.toThrow(
      /on spot use buy or sell/,
    );
  });

  it('refuse more than 200 open orders', async () => {
    const { call } = openPaper();
    const order = { ...BTC, type: 'sell', price: 90_000, amount: '0.000001' };
    for (let index = 0; index < 200; index += 1) await call('trade', order);
    await expect(call('trade', order)).rejects.toMatchObject({ code: 'TOO_MANY_ORDERS' });
  });
});
