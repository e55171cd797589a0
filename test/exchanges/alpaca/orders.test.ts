import { describe, expect, test } from 'vitest';
import { useAlpacaPlugin } from './useAlpacaPlugin.js';

const { ok, refused, seen, double } = useAlpacaPlugin();
const stock = { symbol: 'AAPL_USD', type: 'buy', price: '200', amount: '4' };
const coin = { symbol: 'BTC_USD.crypto', type: 'buy', price: '50000', amount: '0.01' };
const place = async (change: object = {}): Promise<string> => (await ok('trade', { ...stock, ...change })).id;
const nativeOf = (id: string) => id.split(',')[1] ?? '';
const deletes = () => seen().filter((target) => target.startsWith('DELETE'));
const patches = () => double().live.requests.filter(({ method }) => method === 'PATCH');

describe('an order', () => {
  test('is found, listed, filled in part, and canceled', async () => {
    const id = await place();
    expect(id).toMatch(/^AAPL,[0-9a-f-]{36}$/);
    const other = await place(coin);
    expect(other).toMatch(/^BTC\/USD,/);
    double().fill(nativeOf(id), '1.5');
    expect(await ok('order', { id, symbol: 'BTC_USDT' })).toMatchObject({
      ...{ id, symbol: 'AAPL_USD', status: 'partial-filled', deal_amount: 1.5, avg_price: 200, amount: 4 },
    });
    expect(await ok('order', { id: other })).toMatchObject({ symbol: 'BTC_USD.crypto', status: 'pending' });
    const ids = async (params = {}) => (await ok('orders', params)).map((row: { id: string }) => row.id);
    expect(await ids()).toEqual([id, other]);
    expect(await ids({ symbol: 'AAPL_USD' })).toEqual([id]);
    expect(await ids({ symbol: 'BTC_USD.crypto' })).toEqual([other]);
    expect(await ids({ symbol: 'BTC_USD.stock' })).toEqual([]);
    expect(await ok('cancel', { id })).toBe(true);
    expect(await ok('order', { id })).toMatchObject({ status: 'partial-canceled', deal_amount: 1.5 });
    expect(await ids()).toEqual([other]);
  });

  test('that was never placed is told as that', async () => {
    const id = 'AAPL,00000000-0000-4000-a000-000000000000';
    for (const method of ['order', 'cancel'])
      expect(await refused(method, { id })).toMatch(/40410000 order not found/);
  });

  test.each(['AAPL,12345', 'AAPL', '', 'spot:BTCUSDT,1', 'AAPL,'])('%j is no id of one', async (id) => {
    expect(await refused('order', { id })).toMatch(/order id|is missing/);
    expect(seen()).toEqual([]);
  });

  test('for money has the amount that it traded', async () => {
    const id = await place({ price: -1, amount: '100' });
    expect(await ok('order', { id })).toMatchObject({ status: 'filled', amount: 0.434763705, price: 0 });
  });
});

describe('a cancellation', () => {
  test('is sent once, and waits until it has come about', async () => {
    double().market.delays.change = 700;
    const id = await place();
    expect(await ok('cancel', { id })).toBe(true);
    expect(deletes()).toEqual([`DELETE /v2/orders/${nativeOf(id)}`]);
    expect(await ok('order', { id })).toMatchObject({ status: 'canceled' });
  });

  test('that came too late is told as that', async () => {
    double().market.delays.change = 60_000;
    const id = await place();
    const canceled = refused('cancel', { id });
    await expect.poll(() => deletes().length).toBe(1);
    double().fill(nativeOf(id));
    expect(await canceled).toMatch(/the order is filled already/);
    expect(deletes()).toHaveLength(1);
  });

  test('of an order that is done is refused', async () => {
    const id = await place();
    double().fill(nativeOf(id));
    expect(await refused('cancel', { id })).toMatch(/order is already in "filled" state \(.*GetOrder/);
    expect(deletes()).toHaveLength(1);
  });

  test('whose answer is lost is looked up', async () => {
    const id = await place();
    double().live.fault({ match: `DELETE /v2/orders/${nativeOf(id)}`, kind: 'reset-after' });
    expect(await ok('cancel', { id })).toBe(true);
    expect(deletes()).toHaveLength(1);
  });
});

describe('a change', () => {
  const change = { price: '201', amount: '5' };

  test('goes on under a new id, and under the old one as well', async () => {
    double().market.delays.change = 500;
    const id = await place();
    const { id: next } = await ok('modifyorder', { id, ...change });
    expect(next).not.toBe(id);
    expect(patches().map(({ body }) => JSON.parse(body))).toEqual([{ limit_price: '201', qty: '5' }]);
    expect(await ok('order', { id: next })).toMatchObject({
      id: next,
      price: 201,
      amount: 5,
      status: 'pending',
    });
    expect(await ok('order', { id })).toMatchObject({ id, price: 201, amount: 5, status: 'pending' });
    expect((await ok('orders')).map((row: { id: string }) => row.id)).toEqual([next]);
    expect(await ok('cancel', { id })).toBe(true);
    expect(await ok('order', { id: next })).toMatchObject({ status: 'canceled' });
    expect(await ok('historyorders')).toHaveLength(1);
  });

  test('keeps what is not to change', async () => {
    const id = await place();
    const { id: next } = await ok('modifyorder', { id, price: '201', amount: -1 });
    expect(patches().map(({ body }) => JSON.parse(body))).toEqual([{ limit_price: '201' }]);
    expect(await ok('order', { id: next })).toMatchObject({ price: 201, amount: 4 });
  });

  test('that came too late is no change', async () => {
    double().market.delays.change = 60_000;
    const id = await place();
    const changed = refused('modifyorder', { id, ...change });
    await expect.poll(() => patches().length).toBe(1);
    double().fill(nativeOf(id));
    expect(await changed).toMatch(/the order is filled already/);
    expect(patches()).toHaveLength(1);
  });

  test('whose answer is lost is looked up', async () => {
    const id = await place();
    double().live.fault({ match: `PATCH /v2/orders/${nativeOf(id)}`, kind: 'reset-after' });
    const { id: next } = await ok('modifyorder', { id, ...change });
    expect(await ok('order', { id: next })).toMatchObject({ price: 201 });
    expect(patches()).toHaveLength(1);
  });

  test.each([
    [{ price: '200', amount: '4' }, /no parameters changed/],
    [{ price: '200.001', amount: -1 }, /tick size 0.01/],
  ])('of %j is refused', async (terms, message) => {
    const id = await place();
    expect(await refused('modifyorder', { id, ...terms })).toMatch(message);
  });

  test('of an order that is not routed yet is refused, with what to do', async () => {
    double().market.delays.route = 60_000;
    const placed = ok('trade', stock);
    await expect.poll(() => double().orders().length).toBe(1);
    const id = `AAPL,${double().orders()[0]?.id}`;
    expect(await refused('modifyorder', { id, ...change })).toMatch(
      /cannot replace order in pending_new status \(/,
    );
    double().clockOffset += 60_000;
    expect(await placed).toEqual({ id });
    expect(patches()).toHaveLength(1);
  });
});
