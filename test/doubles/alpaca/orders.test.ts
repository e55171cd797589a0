import { describe, expect, it } from 'vitest';
import { useAlpaca } from './useAlpaca.js';

const { alpaca, client } = useAlpaca();
const limit = {
  ...{ symbol: 'AAPL', qty: '4', side: 'buy', type: 'limit', time_in_force: 'gtc', limit_price: '200' },
};
const position = async (name: string) => (await client.get(`/v2/positions/${name}`)).body;
const account = async () => (await client.get('/v2/account')).body;

describe('an order', () => {
  it('is pending first, rests, and is filled in parts at its own price', async () => {
    const { status, body } = await client.place({ ...limit, client_order_id: 'mine' });
    expect([status, body.status, body.client_order_id]).toEqual([200, 'pending_new', 'mine']);
    expect(body.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(await client.order(`${body.id}`)).toMatchObject({
      status: 'new',
      qty: '4',
      filled_avg_price: null,
    });
    expect(await account()).toMatchObject({ buying_power: '199200', cash: '100000' });
    alpaca().fill(`${body.id}`, '1.5');
    expect(await client.order(`${body.id}`)).toMatchObject({
      ...{ status: 'partially_filled', filled_qty: '1.5', filled_avg_price: '200' },
    });
    alpaca().setPrice('AAPL', '199');
    expect(await client.order(`${body.id}`)).toMatchObject({ status: 'filled', filled_qty: '4' });
    expect(await position('AAPL')).toMatchObject({ qty: '24', qty_available: '24', side: 'long' });
    expect(await account()).toMatchObject({ cash: '99200' });
    const found = await client.get('/v2/orders:by_client_order_id?client_order_id=mine');
    expect(found.body.id).toBe(body.id);
  });

  it('may be rejected after it was accepted', async () => {
    const id = await client.placed(limit);
    alpaca().end(id, 'rejected');
    expect(await client.order(id)).toMatchObject({ status: 'rejected', failed_at: expect.any(String) });
  });

  it('buys for money, and has no quantity then', async () => {
    const id = await client.placed({
      ...{ symbol: 'AAPL', notional: '250', side: 'buy', type: 'market', time_in_force: 'day' },
    });
    expect(await client.order(id)).toMatchObject({
      ...{ status: 'filled', qty: null, notional: '250', filled_qty: '1.086909264' },
    });
  });

  it('takes the fee of coins from what is received', async () => {
    const id = await client.placed({
      ...{ symbol: 'ETH/USD', qty: '1', side: 'buy', type: 'market', time_in_force: 'gtc' },
    });
    expect(await client.order(id)).toMatchObject({ status: 'filled', filled_qty: '1', symbol: 'ETH/USD' });
    expect(await position('ETHUSD')).toMatchObject({ qty: '0.9975', asset_class: 'crypto' });
    const sold = { symbol: 'ETH/USD', qty: '1', side: 'sell', type: 'market', time_in_force: 'gtc' };
    expect(await client.place(sold)).toMatchObject({
      ...{ status: 403, body: { code: 40310000, available: '0.9975', symbol: 'ETH' } },
    });
  });

  it('is one position of a coin, whatever pair bought it', async () => {
    const buy = (symbol: string, notional: string) =>
      client.placed({ symbol, notional, side: 'buy', type: 'market', time_in_force: 'gtc' });
    await buy('USDT/USD', '1000');
    await buy('BTC/USDT', '500');
    expect(Number((await position('BTCUSD')).qty)).toBeGreaterThan(0.5);
    expect(Number((await position('USDTUSD')).qty)).toBeLessThan(500);
    expect(await client.get('/v2/positions/BTC%2FUSD')).toMatchObject({
      status: 404,
      body: { code: 40410000 },
    });
  });
});

describe('a cancellation', () => {
  it('is asked for, and takes a moment', async () => {
    alpaca().market.delays.change = 60_000;
    const id = await client.placed(limit);
    const { status, text } = await client.send('DELETE', `/v2/orders/${id}`);
    expect([status, text]).toEqual([204, '']);
    expect(await client.order(id)).toMatchObject({ status: 'pending_cancel' });
    alpaca().fill(id, '1');
    alpaca().clockOffset += 60_000;
    expect(await client.order(id)).toMatchObject({ status: 'canceled', filled_qty: '1' });
    expect(await client.send('DELETE', `/v2/orders/${id}`)).toMatchObject({
      ...{ status: 422, body: { code: 42210000, message: 'order is already in "canceled" state' } },
    });
  });

  it('may come too late', async () => {
    alpaca().market.delays.change = 60_000;
    const id = await client.placed(limit);
    await client.send('DELETE', `/v2/orders/${id}`);
    alpaca().fill(id);
    alpaca().clockOffset += 60_000;
    expect(await client.order(id)).toMatchObject({ status: 'filled' });
  });

  it('of all orders answers for each', async () => {
    const ids = [await client.placed(limit), await client.placed(limit)];
    const { status, text } = await client.send('DELETE', '/v2/orders');
    expect([status, JSON.parse(text)]).toEqual([207, ids.map((id) => ({ id, status: 200 }))]);
  });
});

describe('a replacement', () => {
  const replace = (id: string, body: Record<string, unknown>) =>
    client.send('PATCH', `/v2/orders/${id}`, body);

  it('is a new order with an id of its own', async () => {
    const id = await client.placed(limit);
    await client.order(id);
    const { status, body } = await replace(id, { qty: '5', limit_price: '201', client_order_id: 'next' });
    expect([status, body.replaces, body.client_order_id]).toEqual([200, id, 'next']);
    expect(body.id).not.toBe(id);
    expect(await client.order(id)).toMatchObject({ status: 'replaced', replaced_by: body.id });
    expect(await client.order(`${body.id}`)).toMatchObject({ status: 'new', qty: '5', limit_price: '201' });
  });

  it('is rejected where the old order is filled first', async () => {
    alpaca().market.delays.change = 60_000;
    const id = await client.placed(limit);
    await client.order(id);
    const { body } = await replace(id, { qty: '5' });
    expect(await client.order(id)).toMatchObject({ status: 'pending_replace' });
    expect(await client.send('DELETE', `/v2/orders/${id}`)).toMatchObject({ status: 422 });
    alpaca().fill(id);
    expect(await client.order(id)).toMatchObject({ status: 'filled', replaced_by: null });
    expect(await client.order(`${body.id}`)).toMatchObject({ status: 'rejected' });
  });

  it.each([
    ['nothing', { qty: '4', limit_price: '200.0' }],
    ['less than is filled', { qty: '1' }],
    ['a part of a share', { qty: '4.5' }],
  ])('of %s is refused', async (_, body) => {
    const id = await client.placed(limit);
    alpaca().fill(id, '1');
    expect(await replace(id, body)).toMatchObject({ status: 422 });
  });

  it('waits until the order is routed, and is never one for money', async () => {
    alpaca().market.delays.route = 60_000;
    const id = await client.placed(limit);
    expect((await replace(id, { qty: '5' })).body.message).toBe('cannot replace order in pending_new status');
    const money = await client.placed({
      ...{ symbol: 'AAPL', notional: '9', side: 'buy', type: 'market', time_in_force: 'day' },
    });
    expect(await replace(money, { qty: '5' })).toMatchObject({ status: 422 });
  });
});
