import { describe, expect, it } from 'vitest';
import { useBybit } from './useBybit.js';

const DAY = 86_400_000;
const limited = {
  ...{ category: 'linear', symbol: 'BTCUSDT', side: 'Buy', orderType: 'Limit' },
  ...{ price: '59000', qty: '0.001' },
};

const { bybit, client } = useBybit();

const realtime = (query: string) => client.list(`/v5/order/realtime?${query}`);
const history = (query: string) => client.list(`/v5/order/history?${query}`);

describe('order history', () => {
  const seedAges = (...ages: number[]) => {
    for (const age of ages) {
      bybit().seedOrder({
        symbol: 'BTCUSDT',
        qty: `${age}`,
        createdTime: `${Date.now() - age * DAY + 60_000}`,
      });
    }
  };
  const ages = async (query: string) =>
    (await history(`category=linear${query}`)).rows.map(({ qty }) => Number(qty));

  it('holds what is closed of the last seven days', async () => {
    seedAges(100, 8, 7, 3, 1);
    await client.placed(limited);
    expect(await ages('')).toEqual([1, 3, 7]);
    expect(await ages('&symbol=ETHUSDT')).toEqual([]);
    expect((await history('category=spot')).rows).toEqual([]);
    expect(await history('')).toMatchObject({ retCode: 10001 });
  });

  it('looks seven days on from a start, and back from an end', async () => {
    seedAges(100, 30, 12, 9, 8, 3, 1);
    const now = Date.now();
    expect(await ages(`&startTime=${now - 13 * DAY}`)).toEqual([8, 9, 12]);
    expect(await ages(`&endTime=${now - 7 * DAY}`)).toEqual([8, 9, 12]);
    expect(await ages(`&startTime=${now - 10 * DAY}&endTime=${now - 8 * DAY + 120_000}`)).toEqual([8, 9]);
    const window = `category=linear&startTime=${now - 8 * DAY}`;
    expect(await history(`${window}&endTime=${now}`)).toMatchObject({ retCode: 10001 });
    expect(await history(`${window}&endTime=${now - 9 * DAY}`)).toMatchObject({ retCode: 10001 });
  });

  it('forgets after a day what was cancelled without a fill', async () => {
    const orderId = await client.placed(limited);
    const partly = await client.placed({ ...limited, qty: '0.002' });
    bybit().fill(partly, '0.001');
    for (const id of [orderId, partly]) {
      await client.signed('POST', '/v5/order/cancel', { category: 'linear', symbol: 'BTCUSDT', orderId: id });
    }
    const ids = async () => (await history('category=linear')).rows.map((row) => row.orderId);
    expect(await ids()).toEqual([partly, orderId]);
    bybit().clockOffset = DAY + 1000;
    expect(await ids()).toEqual([partly]);
    // The latest that are closed are still found by their id.
    expect((await realtime(`category=linear&symbol=BTCUSDT&orderId=${orderId}`)).rows).toHaveLength(1);
    bybit().clockOffset = 7 * DAY + 1000;
    expect(await ids()).toEqual([]);
  });

  it('comes in pages, and by status', async () => {
    seedAges(...Array.from({ length: 55 }, (_, index) => 1 + index / 100));
    bybit().seedOrder({ symbol: 'BTCUSDT', orderStatus: 'Cancelled' });
    const { found, pages } = await client.walk('/v5/order/history?category=linear&limit=50');
    expect([new Set(found).size, found.length, pages]).toEqual([56, 56, 3]);
    expect((await history('category=linear')).rows).toHaveLength(20);
    expect(await history('category=linear&limit=51')).toMatchObject({ retCode: 10001 });
    expect((await history('category=linear&orderStatus=Cancelled')).rows).toMatchObject([
      { orderStatus: 'Cancelled', avgPrice: '', cumExecQty: '0.000' },
    ]);
  });

  it('keeps 500 closed orders for the ids in realtime', async () => {
    const oldest = bybit().seedOrder({ symbol: 'BTCUSDT' });
    for (let index = 0; index < 500; index += 1) bybit().seedOrder({ symbol: 'BTCUSDT' });
    const { rows } = await realtime(`category=linear&symbol=BTCUSDT&orderId=${oldest.orderId}`);
    expect(rows).toEqual([]);
    expect((await history(`category=linear&orderId=${oldest.orderId}`)).rows).toHaveLength(1);
  });
});
