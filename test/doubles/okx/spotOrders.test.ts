import { describe, expect, it } from 'vitest';
import { spotOrder, useOkx } from './useOkx.js';

const { okx, client } = useOkx();

describe('spot orders', () => {
  it('rests, freezes, and gives back when cancelled', async () => {
    const { ordId = '', sCode } = await client.place({ ...spotOrder, clOrdId: 'mine1' });
    expect(sCode).toBe('0');
    expect(BigInt(ordId)).toBeGreaterThan(2n ** 53n);
    expect(await client.balanceOf('USDT')).toMatchObject({
      availBal: '9500',
      availEq: '',
      ordFrozen: '500',
      eq: '10000',
    });
    expect(await client.place({ ...spotOrder, clOrdId: 'mine1' })).toMatchObject({
      code: '1',
      sCode: '51016',
    });
    const cancelled = await client.signed('POST', '/api/v5/trade/cancel-order', {
      instId: 'BTC-USDT',
      clOrdId: 'mine1',
    });
    expect(cancelled.rows[0]).toMatchObject({ ordId, sCode: '0' });
    expect(await client.orderOf('BTC-USDT', ordId)).toMatchObject({
      state: 'canceled',
      avgPx: '',
      accFillSz: '0',
    });
    const again = await client.signed('POST', '/api/v5/trade/cancel-order', { instId: 'BTC-USDT', ordId });
    expect(again).toMatchObject({ status: 200, body: { code: '1' }, rows: [{ sCode: '51400' }] });
    expect(await client.balanceOf('USDT')).toMatchObject({ availBal: '10000' });
  });

  it('takes the size of a market purchase in quote currency', async () => {
    const { ordId = '' } = await client.place({
      instId: 'BTC-USDT',
      tdMode: 'cash',
      side: 'buy',
      ordType: 'market',
      sz: '100',
    });
    expect(await client.orderOf('BTC-USDT', ordId)).toMatchObject({
      ...{ state: 'filled', sz: '100', tgtCcy: 'quote_ccy', accFillSz: '0.00166666', avgPx: '60000', px: '' },
      ...{ fee: '-0.00000166666', feeCcy: 'BTC' },
    });
    expect(await client.balanceOf('BTC')).toMatchObject({ cashBal: '1.00166499334' });
    expect(await client.balanceOf('USDT')).toMatchObject({ cashBal: '9900.0004' });
  });

  it.each([
    ['51001', { instId: 'NO-USDT' }],
    ['51021', { instId: 'SOON-USDT' }],
    ['51022', { instId: 'HALT-USDT' }],
    ['51010', { instId: 'BTC-USDT-SWAP', tdMode: 'cross' }],
    ['51000', { posSide: 'long' }],
    ['51020', { sz: '0.000001' }],
    ['51121', { sz: '0.123456789' }],
    ['51000', { px: '50000.05' }],
    ['51000', { sz: 1 }],
    ['51000', { clOrdId: 'a-b' }],
    ['51008', { sz: '1' }],
  ])('refuses an order with %s for %o', async (sCode, change) => {
    const refused = await client.place({ ...spotOrder, ...change });
    expect(refused).toMatchObject({ code: '1', sCode, ordId: '' });
    expect(okx().orders()).toEqual([]);
  });

  it('fills in parts, amends, and fills what the price reaches', async () => {
    const { ordId = '' } = await client.place(spotOrder);
    okx().fill(ordId, '0.004');
    expect(await client.orderOf('BTC-USDT', ordId)).toMatchObject({
      state: 'partially_filled',
      accFillSz: '0.004',
      avgPx: '50000',
    });
    const amended = await client.signed('POST', '/api/v5/trade/amend-order', {
      instId: 'BTC-USDT',
      ordId,
      newSz: '0.02',
      newPx: '49000',
    });
    expect(amended.rows[0]).toMatchObject({ ordId, sCode: '0' });
    expect(await client.balanceOf('USDT')).toMatchObject({ cashBal: '9800', ordFrozen: '784' });
    okx().setPrice('BTC-USDT', '48999');
    expect(await client.orderOf('BTC-USDT', ordId)).toMatchObject({ state: 'filled', avgPx: '49200' });
    const late = await client.signed('POST', '/api/v5/trade/amend-order', {
      instId: 'BTC-USDT',
      ordId,
      newSz: '1',
    });
    expect(late).toMatchObject({ body: { code: '1' }, rows: [{ sCode: '51503' }] });
  });

  it('cancels what cannot be had at once', async () => {
    for (const ordType of ['ioc', 'fok']) {
      const { ordId = '' } = await client.place({ ...spotOrder, ordType });
      expect(await client.orderOf('BTC-USDT', ordId)).toMatchObject({ state: 'canceled' });
    }
    const { ordId = '' } = await client.place({ ...spotOrder, ordType: 'post_only', px: '61000' });
    expect(await client.orderOf('BTC-USDT', ordId)).toMatchObject({ state: 'canceled' });
  });

  it('drops an order that comes after its expTime', async () => {
    const { body } = await client.signed('POST', '/api/v5/trade/order', spotOrder, {
      headers: { expTime: `${Date.now() - 10}` },
    });
    expect(body.code).toBe('50036');
    okx().fault({ match: 'POST /api/v5/trade/order', kind: 'slow', ms: 4000, late: true });
    const slow = await client.signed('POST', '/api/v5/trade/order', spotOrder, {
      headers: { expTime: `${Date.now() + 2000}` },
    });
    expect(slow.body.code).toBe('50037');
    expect(okx().orders()).toEqual([]);
  });

  it('pages pending orders, newest first', async () => {
    for (const px of ['1000', '1001', '1002']) await client.place({ ...spotOrder, px });
    const pending = async (query: string) =>
      (await client.signed('GET', `/api/v5/trade/orders-pending?instType=SPOT${query}`)).rows.map(
        ({ px }) => px,
      );
    expect(await pending('')).toEqual(['1002', '1001', '1000']);
    expect(await pending(`&limit=2&after=${okx().orders()[2]?.ordId}`)).toEqual(['1001', '1000']);
    const { body } = await client.signed('GET', '/api/v5/trade/orders-pending?limit=101');
    expect(body.code).toBe('51000');
  });

  it('gives the page next to begin when there is no end', async () => {
    const now = Date.now();
    const ages = [100, 30, 8, 6, 5, 4, 3, 2, 1];
    for (const age of ages)
      okx().seedOrder({ instId: 'BTC-USDT', sz: `${age}`, cTime: `${now - age * 86_400_000 + 60_000}` });
    const list = async (path: string) =>
      (await client.signed('GET', `/api/v5/trade/${path}`)).rows.map(({ sz }) => Number(sz));
    expect(await list('orders-history?instType=SPOT')).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await list('orders-history-archive?instType=SPOT')).toEqual([1, 2, 3, 4, 5, 6, 8, 30]);
    expect(await list(`orders-history?instType=SPOT&begin=${now - 5 * 86_400_000}&limit=2`)).toEqual([4, 5]);
    expect(
      await list(`orders-history?instType=SPOT&begin=${now - 5 * 86_400_000}&end=${now}&limit=2`),
    ).toEqual([1, 2]);
    expect((await client.signed('GET', '/api/v5/trade/orders-history')).body.code).toBe('50014');
    okx().seedOrder({ instId: 'ETH-USDT', state: 'canceled', cTime: `${now - 3 * 3_600_000}` });
    expect(await list('orders-history?instType=SPOT&instId=ETH-USDT')).toEqual([]);
  });
});
