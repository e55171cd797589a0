import { describe, expect, it } from 'vitest';
import type { Row } from './createTestClient.js';
import { useBybit } from './useBybit.js';

const { bybit, client } = useBybit();

const named = { category: 'spot', symbol: 'BTCUSDT' };
const limited = { ...named, side: 'Buy', orderType: 'Limit', price: '50000', qty: '0.01' };

const post = (operation: string, body: Row) => client.signed('POST', `/v5/order/${operation}`, body);

describe('refusals', () => {
  it.each([
    [170121, { symbol: 'NOUSDT' }],
    [170121, { symbol: 'BTCUSD' }],
    [10001, { category: 'Spot' }],
    [10001, { category: 'option' }],
    [170116, { orderType: 'limit' }],
    [170117, { side: 'buy' }],
    [170115, { timeInForce: 'GTX' }],
    [10001, { qty: 0.01 }],
    [10001, { price: 50000 }],
    [170105, { qty: '' }],
    [170105, { price: undefined }],
    [170130, { qty: '-1' }],
    [170130, { price: '1e4' }],
    [170133, { price: '0.01' }],
    [170134, { price: '50000.05' }],
    [170371, { side: 'Sell', price: '56999.9' }],
    [170372, { price: '63000.1' }],
    [170137, { qty: '0.0100001' }],
    [170140, { qty: '0.00009' }],
    [170381, { qty: '84' }],
    [170131, { qty: '0.3' }],
    [10001, { orderLinkId: 'a.b' }],
    [10001, { orderLinkId: 'a'.repeat(37) }],
    [170140, { orderType: 'Market', qty: '4.99' }],
    [170148, { orderType: 'Market', qty: '10.00000001' }],
    [170124, { orderType: 'Market', qty: '9000000' }],
    [10001, { orderType: 'Market', marketUnit: 'USDT' }],
  ])('%i for %o', async (retCode, change) => {
    expect(await client.place({ ...limited, ...change })).toMatchObject({ status: 200, retCode, result: {} });
    expect(bybit().orders()).toEqual([]);
  });

  it('does not check the least quantity, only the least worth', async () => {
    // SHIB has a least quantity of 100000, which is worth 1.2.
    const shib = { ...limited, symbol: 'SHIBUSDT', price: '0.00001234' };
    expect(await client.place({ ...shib, qty: '100000' })).toMatchObject({ retCode: 170140 });
    bybit().setPrice('SHIBUSDT', '0.001');
    const cheap = { ...shib, side: 'Buy', price: '0.001', qty: '5000' };
    expect(await client.place(cheap)).toMatchObject({ retCode: 0 });
  });

  it('takes an id of the user once, for good', async () => {
    const orderId = await client.placed({ ...limited, orderLinkId: 'once' });
    expect(await client.place({ ...limited, orderLinkId: 'once' })).toMatchObject({ retCode: 170141 });
    await post('cancel', { ...named, orderId });
    expect(await client.place({ ...limited, orderLinkId: 'once' })).toMatchObject({ retCode: 170141 });
    const contract = { category: 'linear', symbol: 'BTCUSDT', side: 'Buy', orderType: 'Market', qty: '0.01' };
    expect(await client.place({ ...contract, orderLinkId: 'once' })).toMatchObject({ retCode: 0 });
  });

  it('says that there is no such order', async () => {
    expect(await post('cancel', { ...named, orderId: '1' })).toMatchObject({ retCode: 170213 });
    expect(await post('cancel', named)).toMatchObject({ retCode: 10001 });
    const orderId = await client.placed(limited);
    expect(await post('cancel', { ...named, symbol: 'ETHUSDT', orderId })).toMatchObject({ retCode: 170213 });
  });
});
