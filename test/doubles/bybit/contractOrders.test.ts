import { describe, expect, it } from 'vitest';
import type { Row } from './createTestClient.js';
import { useBybit } from './useBybit.js';

const { bybit, client } = useBybit();

const named = { category: 'linear', symbol: 'BTCUSDT' };
const market = { ...named, side: 'Buy', orderType: 'Market', qty: '0.1' };
const limited = { ...market, orderType: 'Limit', price: '59000' };

const post = (path: string, body: Row) => client.signed('POST', `/v5/${path}`, body);
const order = async (orderId: string) =>
  (await client.list(`/v5/order/realtime?category=linear&symbol=BTCUSDT&orderId=${orderId}`)).rows[0];

describe('orders of contracts', () => {
  it('rest with their margin held', async () => {
    const orderId = await client.placed(limited);
    expect(orderId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(await order(orderId)).toMatchObject({
      ...{ price: '59000.00', qty: '0.100', orderStatus: 'New', avgPrice: '0', positionIdx: 0, tpslMode: '' },
    });
    expect(await client.coin('USDT')).toMatchObject({ totalOrderIM: '590', locked: '0' });
    bybit().setPrice('BTCUSDT', '58990', 'linear');
    expect(await order(orderId)).toMatchObject({ orderStatus: 'Filled', avgPrice: '59000' });
  });

  it('keep the status Cancelled when a part was filled', async () => {
    const orderId = await client.placed(limited);
    bybit().fill(orderId, '0.04');
    expect(await post('order/cancel', { ...named, orderId })).toMatchObject({
      retCode: 0,
      result: { orderId },
    });
    expect(await order(orderId)).toMatchObject({
      orderStatus: 'Cancelled',
      cumExecQty: '0.040',
      leavesQty: '0.000',
    });
    expect(await post('order/cancel', { ...named, orderId })).toMatchObject({ retCode: 110001 });
    expect(await post('order/amend', { ...named, orderId, qty: '0.2' })).toMatchObject({ retCode: 110001 });
  });

  it('of the market carry the worst price that they may have', async () => {
    const [buy, sell] = [await client.placed(market), await client.placed({ ...market, side: 'Sell' })];
    expect(await order(buy)).toMatchObject({ price: '63052.50', avgPrice: '60050', timeInForce: 'IOC' });
    expect(await order(sell)).toMatchObject({ price: '57047.50', avgPrice: '60050' });
  });

  it('that only reduce are cut to the position, and to what others leave of it', async () => {
    await client.placed(market);
    const close = { ...limited, side: 'Sell', price: '62000', reduceOnly: true };
    const first = await client.placed({ ...close, qty: '0.06' });
    const second = await client.placed({ ...close, qty: '0.06' });
    expect(await order(first)).toMatchObject({ qty: '0.060', reduceOnly: true });
    expect(await order(second)).toMatchObject({ qty: '0.040' });
    expect(await client.place(close)).toMatchObject({ retCode: 110017 });
    expect(await client.place({ ...market, reduceOnly: true })).toMatchObject({ retCode: 110017 });
    expect(await client.coin('USDT')).toMatchObject({ totalOrderIM: '0' });
    await client.placed({ ...market, side: 'Sell' });
    bybit().setPrice('BTCUSDT', '62001', 'linear');
    expect(await order(first)).toMatchObject({ orderStatus: 'Cancelled', cancelType: 'CancelByReduceOnly' });
  });

  it.each([
    [10001, { symbol: 'NOUSDT' }],
    [10001, { symbol: 'BTCUSD' }],
    [110066, { symbol: 'SOONUSDT', qty: '10' }],
    [110042, { symbol: 'OUTUSDT', qty: '10' }],
    [110074, { symbol: 'GONEUSDT', qty: '10' }],
    [10001, { orderType: 'market' }],
    [10001, { side: 'long' }],
    [10001, { timeInForce: 'GTX' }],
    [10001, { positionIdx: 1 }],
    [10001, { positionIdx: '0' }],
    [10001, { reduceOnly: 'true' }],
    [10001, { qty: 0.1 }],
    [10001, { qty: '0.0005' }],
    [10001, { qty: '0' }],
    [10001, { qty: '1191' }],
    [10001, { price: '' }],
    [10001, { price: '59000.05' }],
    [110003, { price: '9999999' }],
    [110121, { price: '66055.1' }],
    [110120, { side: 'Sell', price: '54044.9' }],
    [110094, { symbol: 'DOGEUSDT', price: '0.12', qty: '10' }],
    [110007, { qty: '2' }],
    [110017, { reduceOnly: true }],
    [10001, { orderLinkId: 'a b' }],
  ])('are refused with %i for %o', async (retCode, change) => {
    expect(await client.place({ ...limited, ...change })).toMatchObject({ status: 200, retCode, result: {} });
    expect(bybit().orders()).toEqual([]);
  });

  it('take an id of the user once, for good', async () => {
    await client.placed({ ...market, orderLinkId: 'once' });
    expect(await client.place({ ...market, orderLinkId: 'once' })).toMatchObject({ retCode: 110072 });
    expect(await post('order/cancel', { ...named, orderId: 'none' })).toMatchObject({ retCode: 110001 });
  });

  it('are amended in quantity and price', async () => {
    const orderId = await client.placed(limited);
    bybit().fill(orderId, '0.04');
    const amend = (change: Row) => post('order/amend', { ...named, orderId, ...change });
    expect(await amend({ qty: '0.04' })).toMatchObject({ retCode: 110064 });
    expect(await amend({ qty: '100' })).toMatchObject({ retCode: 110007 });
    expect(await amend({ qty: '0.2', price: '61000' })).toMatchObject({ retCode: 0 });
    expect(await order(orderId)).toMatchObject({ orderStatus: 'Filled', qty: '0.200', price: '61000.00' });
  });
});
