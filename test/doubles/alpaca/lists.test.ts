import { describe, expect, it } from 'vitest';
import { useAlpaca } from './useAlpaca.js';

const { alpaca, client } = useAlpaca();
const limit = {
  ...{ symbol: 'AAPL', qty: '1', side: 'buy', type: 'limit', time_in_force: 'gtc', limit_price: '20' },
};

/** Places orders, so many ms apart. */
async function place(count: number, apart = 10): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push(await client.placed(limit));
    alpaca().clockOffset += apart;
  }
  return ids;
}

describe('orders', () => {
  it('come 50 at a time, 500 at most, newest first', async () => {
    const ids = (await place(60)).reverse();
    const found = async (query: string) => (await client.rows(`/v2/orders?${query}`)).map(({ id }) => id);
    expect(await found('')).toEqual(ids.slice(0, 50));
    expect(await found('limit=500')).toEqual(ids);
    expect(await client.get('/v2/orders?limit=501')).toMatchObject({ status: 422 });
    expect(await found('direction=asc&limit=2')).toEqual(ids.slice(-2).reverse());
    expect(await found(`before_order_id=${ids[1]}&limit=2`)).toEqual(ids.slice(2, 4));
    expect(await found(`after_order_id=${ids[59]}&direction=asc&limit=2`)).toEqual([ids[58], ids[57]]);
  });

  it('are cut at a time of submission that is not in the page', async () => {
    const ids = (await place(4)).reverse();
    const [row] = (await client.rows('/v2/orders')).slice(1);
    const until = encodeURIComponent(`${row?.submitted_at}`);
    expect((await client.rows(`/v2/orders?until=${until}`)).map(({ id }) => id)).toEqual(ids.slice(2));
    expect((await client.rows(`/v2/orders?after=${until}`)).map(({ id }) => id)).toEqual(ids.slice(0, 1));
    const both = `/v2/orders?until=${until}&before_order_id=${ids[0]}`;
    expect(await client.get(both)).toMatchObject({ status: 422 });
  });

  it('are open or closed, of a symbol or a class', async () => {
    const [first = '', second] = await place(2);
    await client.send('DELETE', `/v2/orders/${first}`);
    const coin = await client.placed({ ...limit, symbol: 'BTC/USD', qty: '0.01', limit_price: '50000' });
    const found = async (query: string) => (await client.rows(`/v2/orders?${query}`)).map(({ id }) => id);
    expect(await found('status=closed')).toEqual([first]);
    expect(await found('')).toEqual([coin, second]);
    expect(await found('status=all&symbols=AAPL')).toEqual([second, first]);
    expect(await found('asset_class=crypto')).toEqual([coin]);
  });
});

describe('assets', () => {
  it('come whole, by class', async () => {
    const stocks = await client.rows('/v2/assets?status=active');
    expect(stocks.map(({ symbol }) => symbol)).toEqual(
      expect.arrayContaining(['AAPL', 'BRK.B', 'BTC', 'HALT']),
    );
    expect(stocks.map(({ symbol }) => symbol)).not.toContain('GONE');
    const [coin] = await client.rows('/v2/assets?asset_class=crypto');
    expect(coin).toMatchObject({ symbol: 'BTC/USD', min_order_size: '0.000011731', price_increment: '0.01' });
    expect((await client.get('/v2/assets/BTC%2FUSD')).body).toEqual(coin);
  });
});
