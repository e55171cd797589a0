import { describe, expect, it } from 'vitest';
import type { Row } from './createTestClient.js';
import { liveAccount } from './startAlpacaDouble.js';
import { useAlpaca } from './useAlpaca.js';

const { client, open } = useAlpaca();
const limit = {
  ...{ symbol: 'AAPL', qty: '4', side: 'buy', type: 'limit', time_in_force: 'gtc', limit_price: '200' },
};
const coin = { symbol: 'BTC/USD', qty: '0.01', side: 'buy', type: 'market', time_in_force: 'gtc' };

const refusals: [what: string, order: Row, status: number, code: number, message: string | RegExp][] = [
  [
    'a fraction that is good till canceled',
    { ...limit, qty: '1.5' },
    422,
    42210000,
    'fractional orders must be DAY orders',
  ],
  [
    'a fraction of what has none',
    { ...limit, symbol: 'LEAF', qty: '1.5', time_in_force: 'day' },
    403,
    40310000,
    'asset "LEAF" is not fractionable',
  ],
  ['less than a cent', { ...limit, limit_price: '200.001' }, 422, 42210000, /sub-penny/],
  [
    'less than a hundredth of a cent',
    { ...limit, symbol: 'PENN', limit_price: '0.85001' },
    422,
    42210000,
    /sub-penny/,
  ],
  ['a day of coins', { ...coin, time_in_force: 'day' }, 422, 42210000, 'invalid crypto time_in_force'],
  [
    'a market order after hours',
    { ...limit, type: 'market', limit_price: null, extended_hours: true, time_in_force: 'day' },
    422,
    42210000,
    /extended hours/,
  ],
  [
    'coins for less than ten dollars',
    { ...coin, qty: '0.0001' },
    403,
    40310000,
    /minimal amount of order 10$/,
  ],
  [
    'a dollar too little',
    { symbol: 'AAPL', notional: '0.5', side: 'buy', type: 'market', time_in_force: 'day' },
    422,
    42210000,
    'notional amount must be >= 1.00',
  ],
  ['more than the buying power', { ...limit, qty: '4000' }, 403, 40310000, 'insufficient buying power'],
  ['coins on margin', { ...coin, qty: '1.5' }, 403, 40310000, 'insufficient buying power'],
  [
    'what is not there',
    { ...coin, symbol: 'BTC/USDT', qty: '0.002' },
    403,
    40310000,
    /^insufficient balance for USDT/,
  ],
  [
    'more than is held',
    { ...limit, side: 'sell', qty: '21', limit_price: '300' },
    403,
    40310000,
    /^insufficient qty available/,
  ],
  [
    'a part of a share, short',
    { ...limit, symbol: 'MSFT', side: 'sell', qty: '0.5', time_in_force: 'day', limit_price: '500' },
    422,
    42210000,
    'fractional orders cannot be sold short',
  ],
  [
    'what nobody lends',
    { ...limit, symbol: 'LEAF', side: 'sell', limit_price: '13' },
    422,
    42210000,
    /short/,
  ],
  ['no amount', { ...limit, qty: null }, 422, 40010001, 'qty or notional is required'],
  ['a number', { ...limit, qty: 4 }, 422, 40010001, /decimal string/],
  ['an unknown asset', { ...limit, symbol: 'ZZZZ' }, 422, 42210000, 'asset "ZZZZ" not found'],
  ['what is not traded', { ...limit, symbol: 'HALT' }, 422, 42210000, 'asset "HALT" is not active'],
];

describe('what the exchange refuses', () => {
  it.each(refusals)('%s', async (_what, order, status, code, message) => {
    const answer = await client.place(order);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });

  it('an id that an order has', async () => {
    await client.placed({ ...limit, client_order_id: 'mine' });
    expect(await client.place({ ...limit, client_order_id: 'mine' })).toMatchObject({
      ...{ status: 422, body: { code: 40010001, message: 'client_order_id must be unique' } },
    });
  });

  it('an order that would meet one of the same account', async () => {
    const id = await client.placed({ ...limit, side: 'sell', limit_price: '300' });
    const wash = { status: 403, body: { existing_order_id: id } };
    expect(await client.place({ ...limit, limit_price: '300' })).toMatchObject(wash);
    expect(
      await client.place({ ...limit, type: 'market', limit_price: null, time_in_force: 'day' }),
    ).toMatchObject(wash);
    expect(await client.place(limit)).toMatchObject({ status: 200 });
  });

  it('a sale of shares that an order sells already', async () => {
    const sale = { ...limit, side: 'sell', qty: '20', limit_price: '300' };
    await client.placed(sale);
    expect(await client.place({ ...sale, qty: '1' })).toMatchObject({
      ...{ status: 403, body: { available: '0', existing_qty: '20', held_for_orders: '20' } },
    });
  });

  it('everything, if the user wants that', async () => {
    await open({ accounts: [{ ...liveAccount, suspended: true }] });
    expect((await client.place(limit)).body.message).toBe('new orders are rejected by user request');
  });

  it('no short of whole shares', async () => {
    const id = await client.placed({ ...limit, symbol: 'MSFT', side: 'sell', qty: '3', limit_price: '400' });
    expect(await client.order(id)).toMatchObject({ status: 'filled' });
    expect((await client.get('/v2/positions/MSFT')).body).toMatchObject({
      ...{ qty: '-3', qty_available: '-3', side: 'short' },
    });
  });
});
