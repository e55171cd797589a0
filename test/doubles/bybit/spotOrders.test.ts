import { describe, expect, it } from 'vitest';
import type { Row } from './createTestClient.js';
import { useBybit } from './useBybit.js';

const { bybit, client } = useBybit();

const named = { category: 'spot', symbol: 'BTCUSDT' };
const limited = { ...named, side: 'Buy', orderType: 'Limit', price: '50000', qty: '0.01' };
const market = { ...named, side: 'Buy', orderType: 'Market', qty: '100' };

const open = async () => (await client.list('/v5/order/realtime?category=spot')).rows;
const closed = async () => (await client.list('/v5/order/history?category=spot')).rows;
const post = (operation: string, body: Row) => client.signed('POST', `/v5/order/${operation}`, body);

describe('orders that rest', () => {
  it('lock what they need, and give it back when cancelled', async () => {
    const { retCode, result } = await client.place({ ...limited, orderLinkId: 'mine-1' });
    expect(retCode).toBe(0);
    expect(result).toEqual({ orderId: expect.stringMatching(/^\d{19}$/), orderLinkId: 'mine-1' });
    expect(BigInt(`${result.orderId}`)).toBeGreaterThan(2n ** 53n);
    expect(await client.coin('USDT')).toMatchObject({
      ...{ walletBalance: '10000', locked: '500', totalOrderIM: '0', availableToWithdraw: '' },
    });
    expect(await open()).toMatchObject([
      {
        ...{
          symbol: 'BTCUSDT',
          side: 'Buy',
          price: '50000',
          qty: '0.01',
          orderType: 'Limit',
          timeInForce: 'GTC',
        },
        ...{
          orderStatus: 'New',
          avgPrice: '',
          cumExecQty: '0',
          leavesQty: '0.01',
          marketUnit: '',
          isLeverage: '0',
        },
      },
    ]);
    expect(await post('cancel', { ...named, orderId: null, orderLinkId: 'mine-1' })).toMatchObject({
      retCode: 0,
      result,
    });
    expect(await client.coin('USDT')).toMatchObject({ locked: '0' });
    expect(await open()).toEqual([]);
    expect(await closed()).toMatchObject([
      { orderStatus: 'Cancelled', cancelType: 'CancelByUser', leavesQty: '0' },
    ]);
    expect(await post('cancel', { ...named, orderId: result.orderId })).toMatchObject({ retCode: 170142 });
  });

  it('of spot have no tpslMode', async () => {
    await client.placed(limited);
    expect((await open())[0]).not.toHaveProperty('tpslMode');
  });

  it('fill in parts, are amended, and fill when the price reaches them', async () => {
    const orderId = await client.placed(limited);
    bybit().fill(orderId, '0.004');
    expect(await open()).toMatchObject([
      { orderStatus: 'PartiallyFilled', cumExecQty: '0.004', cumExecValue: '200', avgPrice: '50000' },
    ]);
    const amended = await post('amend', { ...named, orderId, qty: '0.02', price: '49000' });
    expect(amended).toMatchObject({ retCode: 0, result: { orderId, orderLinkId: '' } });
    expect(await client.coin('USDT')).toMatchObject({ walletBalance: '9800', locked: '784' });
    bybit().setPrice('BTCUSDT', '48999');
    expect(await open()).toEqual([]);
    expect(await closed()).toMatchObject([{ orderStatus: 'Filled', avgPrice: '49200', leavesQty: '0' }]);
    expect(await post('amend', { ...named, orderId, qty: '1' })).toMatchObject({ retCode: 170213 });
    expect(await post('cancel', { ...named, orderId })).toMatchObject({ retCode: 170139 });
  });

  it('tell in their status that they were filled in part', async () => {
    const orderId = await client.placed(limited);
    bybit().fill(orderId, '0.004');
    await post('cancel', { ...named, orderId });
    expect(await closed()).toMatchObject([{ orderStatus: 'PartiallyFilledCanceled', cumExecQty: '0.004' }]);
    expect(await client.coin('BTC')).toMatchObject({ walletBalance: '1.003996' });
  });

  it('are not amended to the same, nor to less than is filled', async () => {
    const orderId = await client.placed(limited);
    expect(await post('amend', { ...named, orderId, price: '50000.0' })).toMatchObject({ retCode: 10001 });
    expect(await post('amend', { ...named, orderId })).toMatchObject({ retCode: 10001 });
    bybit().fill(orderId, '0.004');
    expect(await post('amend', { ...named, orderId, qty: '0.004' })).toMatchObject({ retCode: 170313 });
    expect(await post('amend', { ...named, orderId, qty: '1' })).toMatchObject({ retCode: 170131 });
  });
});

describe('market orders', () => {
  it('buy for money unless told otherwise, and give back what buys less than a step', async () => {
    await client.placed(market);
    expect(await closed()).toMatchObject([
      {
        ...{ qty: '100', price: '0', marketUnit: 'quoteCoin', orderStatus: 'PartiallyFilledCanceled' },
        ...{ cumExecQty: '0.001666', cumExecValue: '99.96', avgPrice: '60000', timeInForce: 'IOC' },
        ...{ cumExecFee: '0.000001666', cumFeeDetail: { BTC: '0.000001666' } },
      },
    ]);
    expect(await client.coin('USDT')).toMatchObject({ walletBalance: '9900.04', locked: '0' });
    expect(await client.coin('BTC')).toMatchObject({ walletBalance: '1.001664334' });
  });

  it('are filled whole when the money divides', async () => {
    await client.placed({ ...market, qty: '120' });
    expect(await closed()).toMatchObject([{ orderStatus: 'Filled', cumExecQty: '0.002' }]);
  });

  it('sell coins unless told otherwise', async () => {
    await client.placed({ ...market, side: 'Sell', qty: '0.002' });
    await client.placed({ ...market, side: 'Sell', qty: '120', marketUnit: 'quoteCoin' });
    await client.placed({ ...market, qty: '0.002', marketUnit: 'baseCoin' });
    expect(await closed()).toMatchObject([
      { marketUnit: 'baseCoin', side: 'Buy', cumExecQty: '0.002', orderStatus: 'Filled' },
      { marketUnit: 'quoteCoin', side: 'Sell', cumExecQty: '0.002', orderStatus: 'Filled' },
      { marketUnit: 'baseCoin', side: 'Sell', cumExecQty: '0.002', cumFeeDetail: { USDT: '0.12' } },
    ]);
  });
});

describe('times in force', () => {
  it.each([
    ['IOC', '50000', 'EC_NoImmediateQtyToFill'],
    ['FOK', '50000', 'EC_NoEnoughQtyToFill'],
    ['PostOnly', '60100', 'EC_PostOnlyWillTakeLiquidity'],
  ])('%s is accepted and cancelled', async (timeInForce, price, rejectReason) => {
    await client.placed({ ...limited, timeInForce, price });
    expect(await open()).toEqual([]);
    expect(await closed()).toMatchObject([{ orderStatus: 'Cancelled', rejectReason, timeInForce }]);
    expect(await client.coin('USDT')).toMatchObject({ locked: '0' });
  });

  it.each([
    ['IOC', '60100', 'Filled'],
    ['FOK', '60100', 'Filled'],
    ['GTC', '60100', 'Filled'],
    ['PostOnly', '50000', 'New'],
    ['GTC', '50000', 'New'],
  ])('%s at %s is %s', async (timeInForce, price, orderStatus) => {
    await client.placed({ ...limited, timeInForce, price });
    expect([...(await open()), ...(await closed())]).toMatchObject([{ orderStatus }]);
  });
});
