import { beforeEach, describe, expect, it } from 'vitest';
import type { Row } from './createTestClient.js';
import { type BybitAccount, defaultAccount } from './startBybitDouble.js';
import { useBybit } from './useBybit.js';

const { bybit, client } = useBybit();

const market = { category: 'linear', symbol: 'BTCUSDT', side: 'Buy', orderType: 'Market', qty: '0.1' };

const account = (): BybitAccount => bybit().accounts[0] ?? defaultAccount;
const positions = async (query = 'category=linear&settleCoin=USDT') =>
  (await client.list(`/v5/position/list?${query}`)).rows;
const post = (path: string, body: Row) => client.signed('POST', `/v5/${path}`, body);
const order = async (orderId: string) =>
  (await client.list(`/v5/order/realtime?category=linear&symbol=BTCUSDT&orderId=${orderId}`)).rows[0];

describe('positions', () => {
  it('open, grow, turn and close in one-way mode', async () => {
    await client.placed(market);
    bybit().setPrice('BTCUSDT', '60150', 'linear');
    await client.placed(market);
    expect(await positions()).toMatchObject([
      {
        ...{ positionIdx: 0, side: 'Buy', size: '0.200', avgPrice: '60100', positionValue: '12020' },
        ...{ unrealisedPnl: '10', positionIM: '1202', leverage: '10', markPrice: '60150.00', tradeMode: 0 },
      },
    ]);
    const orderId = await client.placed({ ...market, side: 'Sell', qty: '0.3' });
    expect(await positions()).toMatchObject([{ side: 'Sell', size: '0.100', avgPrice: '60150' }]);
    expect(await order(orderId)).toMatchObject({ orderStatus: 'Filled', cumExecQty: '0.300' });
    await client.placed({ ...market, qty: '0.5', reduceOnly: true });
    expect(await positions()).toEqual([]);
    const fees = 0.1 * 60_050 + 0.1 * 60_150 + 0.3 * 60_150 + 0.1 * 60_150;
    const { walletBalance, cumRealisedPnl } = await client.coin('USDT');
    expect(Number(walletBalance)).toBeCloseTo(10_000 + 10 - fees * 0.00055, 6);
    expect(Number(cumRealisedPnl)).toBeCloseTo(10 - fees * 0.00055, 6);
  });

  it('are listed empty when their symbol is asked for', async () => {
    expect(await positions('category=linear&symbol=BTCUSDT')).toMatchObject([
      {
        ...{ positionIdx: 0, side: '', size: '0.000', avgPrice: '0', positionValue: '', liqPrice: '' },
        ...{ unrealisedPnl: '', positionIM: '', seq: -1, leverage: '10' },
      },
    ]);
    account().hedge = true;
    const both = await positions('category=linear&symbol=BTCUSDT');
    expect(both.map(({ positionIdx, side }) => [positionIdx, side])).toEqual([
      [1, ''],
      [2, ''],
    ]);
    expect(await positions('category=linear&symbol=BTCPERP')).toMatchObject([{ positionIdx: 0 }]);
    expect(await positions('category=inverse')).toEqual([]);
  });

  it('of linear want a symbol or a settle coin', async () => {
    const code = async (query: string) => (await client.list(`/v5/position/list?${query}`)).retCode;
    expect(await code('category=linear')).toBe(10001);
    expect(await code('category=linear&baseCoin=BTC')).toBe(10001);
    expect(await code('category=spot&symbol=BTCUSDT')).toBe(10001);
    expect(await code('category=linear&symbol=NOUSDT')).toBe(10001);
    expect(await code('category=linear&settleCoin=USDT&limit=201')).toBe(10001);
    expect(await code('category=inverse')).toBe(0);
  });

  it('come in pages', async () => {
    for (const symbol of ['BTCUSDT', 'ETHUSDT', 'LTCUSDT']) await client.placed({ ...market, symbol });
    const list = (cursor: string) =>
      client.list(`/v5/position/list?category=linear&settleCoin=USDT&limit=2&cursor=${cursor}`);
    const first = await list('');
    const second = await list(`${first.result.nextPageCursor}`);
    expect([...first.rows, ...second.rows].map(({ symbol }) => symbol)).toEqual([
      'BTCUSDT',
      'ETHUSDT',
      'LTCUSDT',
    ]);
    expect(second.result.nextPageCursor).toBe('');
  });

  it('of USDC and of inverse contracts are margined in their own coins', async () => {
    bybit().setBalance('USDC', '1000');
    await client.placed({ ...market, symbol: 'BTCPERP' });
    await client.placed({ ...market, category: 'inverse', symbol: 'BTCUSD', qty: '6004' });
    bybit().setPrice('BTCUSD', '60100');
    expect(await positions('category=linear&settleCoin=USDC')).toMatchObject([{ symbol: 'BTCPERP' }]);
    const [row] = await positions('category=inverse');
    expect(row).toMatchObject({ size: '6004', positionValue: '0.1', positionIM: '0.01', avgPrice: '60040' });
    expect(Number(row?.unrealisedPnl)).toBeCloseTo(6004 * (1 / 60_040 - 1 / 60_100), 8);
    expect(await client.coin('BTC')).toMatchObject({ totalPositionIM: '0.01' });
    expect(await client.coin('USDC')).toMatchObject({ totalPositionIM: '599.95' });
  });
});

describe('hedge mode', () => {
  beforeEach(() => {
    account().hedge = true;
  });

  it('keeps two sides apart', async () => {
    const refused = await client.place(market);
    expect(refused).toMatchObject({ retCode: 10001, retMsg: 'position idx not match position mode' });
    await client.placed({ ...market, positionIdx: 1 });
    await client.placed({ ...market, side: 'Sell', qty: '0.05', positionIdx: 2 });
    expect(await positions()).toMatchObject([
      { positionIdx: 1, side: 'Buy', size: '0.100' },
      { positionIdx: 2, side: 'Sell', size: '0.050' },
    ]);
    // Against its own side an order can only close.
    const orderId = await client.placed({ ...market, side: 'Sell', qty: '0.3', positionIdx: 1 });
    expect(await order(orderId)).toMatchObject({ qty: '0.100', reduceOnly: true, positionIdx: 1 });
    expect(await client.place({ ...market, side: 'Sell', positionIdx: 1 })).toMatchObject({
      retCode: 110017,
    });
    expect(await positions()).toMatchObject([{ positionIdx: 2 }]);
  });

  it('is of USDT perpetuals alone', async () => {
    bybit().setBalance('USDC', '1000');
    const inverse = { ...market, category: 'inverse', symbol: 'BTCUSD', qty: '100' };
    expect(await client.place({ ...market, symbol: 'BTCPERP', positionIdx: 1 })).toMatchObject({
      retCode: 10001,
    });
    expect(await client.place({ ...inverse, positionIdx: 1 })).toMatchObject({ retCode: 10001 });
    await client.placed({ ...market, symbol: 'BTCPERP' });
    await client.placed({ ...inverse, positionIdx: 0 });
  });
});

describe('leverage', () => {
  const set = (buyLeverage: string, sellLeverage = buyLeverage, symbol = 'BTCUSDT') =>
    post('position/set-leverage', { category: 'linear', symbol, buyLeverage, sellLeverage });

  it('is set for a symbol, and changes the margin', async () => {
    await client.placed(market);
    expect(await set('20')).toMatchObject({ retCode: 0, result: {} });
    expect(await positions()).toMatchObject([{ leverage: '20', positionIM: '300.25' }]);
    expect(await set('20.0')).toMatchObject({ retCode: 110043 });
    expect(await set('10', '10', 'ETHUSDT')).toMatchObject({ retCode: 110043 });
  });

  it.each([
    [110013, '100.01', '100.01'],
    [10001, '0.5', '0.5'],
    [10001, '5', '6'],
    [10001, '', ''],
  ])('is refused with %i at %s and %s', async (retCode, buy, sell) => {
    expect(await set(buy, sell)).toMatchObject({ retCode });
  });

  it('differs by side when the sides are apart and isolated', async () => {
    Object.assign(account(), { hedge: true, marginMode: 'ISOLATED_MARGIN' });
    expect(await set('5', '6')).toMatchObject({ retCode: 0 });
    const rows = await positions('category=linear&symbol=BTCUSDT');
    expect(rows.map(({ leverage }) => leverage)).toEqual(['5', '6']);
  });

  it('is not set in portfolio margin', async () => {
    account().marginMode = 'PORTFOLIO_MARGIN';
    expect(await set('5')).toMatchObject({ retCode: 110038 });
    await client.placed(market);
    expect(await positions()).toMatchObject([{ leverage: '', positionIM: '', liqPrice: '', riskId: 0 }]);
    expect(await client.coin('USDT')).toMatchObject({ totalPositionIM: '', totalOrderIM: '' });
  });
});
