import { describe, expect, it } from 'vitest';
import { useBybit } from './useBybit.js';

const limited = {
  ...{ category: 'linear', symbol: 'BTCUSDT', side: 'Buy', orderType: 'Limit' },
  ...{ price: '59000', qty: '0.001' },
};

const { bybit, client, open } = useBybit();

const realtime = (query: string) => client.list(`/v5/order/realtime?${query}`);

describe('open orders', () => {
  it('of linear want a symbol, a base coin or a settle coin', async () => {
    expect(await realtime('category=linear')).toMatchObject({ retCode: 10001 });
    expect(await realtime('category=linear&orderId=1')).toMatchObject({ retCode: 10001 });
    for (const name of ['symbol=BTCUSDT', 'baseCoin=BTC', 'settleCoin=USDT']) {
      expect(await realtime(`category=linear&${name}`)).toMatchObject({ retCode: 0, rows: [] });
    }
    expect(await realtime('category=spot')).toMatchObject({ retCode: 0 });
    expect(await realtime('category=inverse')).toMatchObject({ retCode: 0 });
    expect(await realtime('category=linear&symbol=NOUSDT')).toMatchObject({ retCode: 10001 });
    expect(await realtime('category=spot&symbol=NOUSDT')).toMatchObject({ retCode: 170121 });
  });

  it('come 20 at a time, 50 at most, newest first, with a cursor until a page is empty', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 60; index += 1) ids.push(await client.placed(limited));
    ids.reverse();
    const query = 'category=linear&settleCoin=USDT';
    expect((await realtime(query)).rows.map(({ orderId }) => orderId)).toEqual(ids.slice(0, 20));
    expect(await client.walk(`/v5/order/realtime?${query}&limit=50`)).toEqual({ found: ids, pages: 3 });
    expect(await realtime(`${query}&limit=51`)).toMatchObject({ retCode: 10001 });
    for (const wrong of ['nonsense', 'page_args%3Dnone%26', '%25zz']) {
      expect(await realtime(`${query}&cursor=${wrong}`)).toMatchObject({ retCode: 10001 });
    }
  });

  it('keep their place while others close', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 6; index += 1) ids.push(await client.placed(limited));
    ids.reverse();
    const query = 'category=linear&symbol=BTCUSDT&limit=2';
    const { result } = await realtime(query);
    bybit().fill(`${ids[1]}`);
    bybit().fill(`${ids[2]}`);
    const { rows } = await realtime(`${query}&cursor=${result.nextPageCursor}`);
    expect(rows.map(({ orderId }) => orderId)).toEqual([ids[3], ids[4]]);
  });

  it('are found by either id, closed ones as well', async () => {
    const orderId = await client.placed({ ...limited, orderLinkId: 'mine' });
    const other = await client.placed(limited);
    const find = async (query: string) =>
      (await realtime(`category=linear&symbol=BTCUSDT&${query}`)).rows.map((row) => row.orderId);
    expect(await find('')).toEqual([other, orderId]);
    expect(await find('orderLinkId=mine')).toEqual([orderId]);
    bybit().fill(orderId);
    expect(await find('')).toEqual([other]);
    expect(await find(`orderId=${orderId}`)).toEqual([orderId]);
    expect(await find('orderLinkId=mine')).toEqual([orderId]);
    expect(await find('openOnly=1')).toEqual([orderId]);
    // The own id goes before the user's.
    expect(await find(`orderId=${other}&orderLinkId=mine`)).toEqual([other]);
    expect(await find('orderId=none')).toEqual([]);
  });

  it('are told apart by coin and category', async () => {
    const perpetual = await client.placed(limited);
    const spot = await client.placed({ ...limited, category: 'spot' });
    const inverse = await client.placed({ ...limited, category: 'inverse', symbol: 'BTCUSD', qty: '10' });
    const find = async (query: string) => (await realtime(query)).rows.map(({ orderId }) => orderId);
    expect(await find('category=linear&baseCoin=BTC')).toEqual([perpetual]);
    expect(await find('category=linear&settleCoin=USDC')).toEqual([]);
    expect(await find('category=spot')).toEqual([spot]);
    expect(await find('category=spot&symbol=ETHUSDT')).toEqual([]);
    expect(await find('category=inverse&settleCoin=BTC')).toEqual([inverse]);
  });

  it('can show later than they are made', async () => {
    await open({ hiddenFor: 150 });
    const orderId = await client.placed(limited);
    const query = `category=linear&symbol=BTCUSDT&orderId=${orderId}`;
    expect((await realtime(query)).rows).toEqual([]);
    expect(bybit().orders()).toHaveLength(1);
    await expect.poll(async () => (await realtime(query)).rows.length).toBe(1);
    // What is hidden can be cancelled all the same.
    const second = await client.placed(limited);
    const cancel = { category: 'linear', symbol: 'BTCUSDT', orderId: second };
    expect(await client.signed('POST', '/v5/order/cancel', cancel)).toMatchObject({ retCode: 0 });
  });
});
