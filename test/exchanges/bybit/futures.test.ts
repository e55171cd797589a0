import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type BybitAccount,
  type BybitDouble,
  defaultAccount,
  startBybitDouble,
} from '../../doubles/bybit/startBybitDouble.js';
import { type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';

const keys: Keys = { access_key: defaultAccount.accessKey, secret_key: defaultAccount.secret };
let bybit: BybitDouble;
let plugin: Plugin;

async function open(account: Partial<BybitAccount> = {}): Promise<void> {
  const balances = { USDT: '100000', BTC: '2', USDC: '50000' };
  bybit = await startBybitDouble({ accounts: [{ ...defaultAccount, balances, ...account }] });
  plugin = await startPlugin({ baseUrls: { Bybit: bybit.url } });
}

beforeEach(() => open());
afterEach(async () => {
  await plugin.stop();
  await bybit.close();
});

const call = (method: string, params: object = {}) => plugin.call('Bybit', method, params, keys);
const ok = async (method: string, params: object = {}) => {
  const { data, error } = await call(method, params);
  expect(error).toBeUndefined();
  return Object(data);
};
const refused = async (method: string, params: object = {}) => {
  const { data, error } = await call(method, params);
  expect(data).toBeUndefined();
  return error ?? '';
};
const asked = (path: string) => bybit.requests.filter((request) => request.path === path);
const bodies = (path: string) => asked(path).map(({ body }) => JSON.parse(body));
const placed = () => bodies('/v5/order/create');
const symbolsOf = (rows: { symbol: string }[]) => rows.map(({ symbol }) => symbol).sort();

describe('symbols', () => {
  test.each([
    ['BTC_USDT.swap', 'linear', 'BTCUSDT'],
    ['btc_usd.SWAP', 'inverse', 'BTCUSD'],
    ['BTC_USDC.swap', 'linear', 'BTCPERP'],
    ['BTC_USDC.btcperp', 'linear', 'BTCPERP'],
    ['BTC_USDT.BTCUSDT', 'linear', 'BTCUSDT'],
  ])('%s is %s %s', async (symbol, category, id) => {
    const data = await ok('ticker', { symbol });
    expect(asked('/v5/market/tickers')[0]?.query).toBe(`category=${category}&symbol=${id}`);
    expect(data.symbol.toLowerCase()).toBe(symbol.toLowerCase());
    expect((await ok('depth', { symbol, limit: 5 })).asks).toHaveLength(5);
    expect((await ok('trades', { symbol })).length).toBeGreaterThan(10);
    expect(await ok('records', { symbol, period: 60, limit: 50 })).toHaveLength(50);
  });

  test.each([
    ...['this_week', 'next_week', 'month', 'quarter', 'next_quarter'].map((code) => `BTC_USDT.${code}`),
    ...['BTC_USDC.quarter', 'BTC_USD.quarter'],
  ])('%s is on the list, and has its own id', async (symbol) => {
    expect(await ok('ticker', { symbol })).toMatchObject({ symbol });
    const id = /symbol=(.+)/.exec(asked('/v5/market/tickers')[0]?.query ?? '')?.[1];
    expect(id).toMatch(
      symbol.startsWith('BTC_USD.') ? /^BTCUSD[HMUZ]\d\d$/ : /^BTC(USDT)?-\d\d[A-Z]{3}\d\d$/,
    );
    expect(await ok('ticker', { symbol: `${symbol.split('.')[0]}.${id}` })).toMatchObject({
      last: expect.any(String),
    });
  });

  test.each([
    ['BTC_USDT.BTCUSDT-27MAR20', /Bybit has no "BTC_USDT\.BTCUSDT-27MAR20", it may have expired/],
    ['BTC_USDT.ETHUSDT', /Bybit has no "BTC_USDT\.ETHUSDT"/],
    ['USDT.swap', /is a range: name one instrument/],
    ['BTC_USDT.decade', /Bybit has no "BTC_USDT\.DECADE"/],
  ])('%s is refused', async (symbol, message) => {
    expect(await refused('ticker', { symbol })).toMatch(message);
    expect(asked('/v5/market/tickers')).toEqual([]);
  });

  test('two perpetuals of one pair: the one that is named like it is meant, the other has its id', async () => {
    const row = (symbol: string) => ({
      ...{ symbol, contractType: 'LinearPerpetual', status: 'Trading', baseCoin: 'PEPE', quoteCoin: 'USDT' },
      ...{ settleCoin: 'USDT', deliveryTime: '0', fundingInterval: 480, leverageFilter: {} },
      ...{ priceFilter: { tickSize: '0.1' }, lotSizeFilter: { qtyStep: '1', minOrderQty: '1' } },
    });
    const list = [row('1000PEPEUSDT'), row('PEPEUSDT')];
    bybit.fault({
      match: 'GET /v5/market/instruments-info',
      kind: 'json',
      times: 3,
      body: { retCode: 0, retMsg: 'OK', result: { list, nextPageCursor: '' }, retExtInfo: {}, time: 1 },
    });
    expect(Object.keys(await ok('markets'))).toEqual(
      expect.arrayContaining(['PEPE_USDT.swap', 'PEPE_USDT.1000PEPEUSDT']),
    );
    await call('ticker', { symbol: 'PEPE_USDT.swap' });
    expect(asked('/v5/market/tickers')[0]?.query).toBe('category=linear&symbol=PEPEUSDT');
  });
});

describe('fundings', () => {
  test('of one contract', async () => {
    const [row, ...more] = await ok('fundings', { symbol: 'LTC_USDT.swap' });
    expect(more).toEqual([]);
    expect(row).toMatchObject({ symbol: 'LTC_USDT.swap', rate: expect.any(Number), interval: 4 * 3_600_000 });
    expect(row.time).toBeGreaterThan(Date.now());
    expect(asked('/v5/market/tickers').map(({ query }) => query)).toEqual(['category=linear&symbol=LTCUSDT']);
  });

  test.each([
    ['USDC.swap', ['BTC_USDC.swap', 'ETH_USDC.swap']],
    ['USD.swap', ['BTC_USD.swap', 'ETH_USD.swap']],
    ['USDT.futures', []],
  ])('of the range %s', async (symbol, names) => {
    expect(symbolsOf(await ok('fundings', { symbol }))).toEqual(names);
  });

  test('of everything', async () => {
    const rows = await ok('fundings');
    expect(symbolsOf(rows)).toEqual(
      expect.arrayContaining(['BTC_USD.swap', 'BTC_USDC.swap', 'BTC_USDT.swap']),
    );
    expect(new Set(symbolsOf(rows)).size).toBe(rows.length);
    expect(asked('/v5/market/tickers')).toHaveLength(2);
  });

  test.each(['BTC_USDT', 'BTC_USDT.this_week'])('%s has none', async (symbol) => {
    expect(await refused('fundings', { symbol })).toMatch(
      /has no funding rate: only perpetual contracts have/,
    );
  });
});

describe.each([false, true])('trading with both sides apart: %s', (hedge) => {
  beforeEach(async () => {
    await plugin.stop();
    await bybit.close();
    await open({ hedge });
  });

  test('open a long, close half, close the rest', async () => {
    const { id } = await ok('trade', { symbol: 'BTC_USDT.swap', type: 'buy', price: '-1', amount: '0.3' });
    expect(id).toMatch(/^linear:BTCUSDT,[0-9a-f-]{36}$/);
    expect(placed()[0]).toEqual({
      category: 'linear',
      symbol: 'BTCUSDT',
      side: 'Buy',
      positionIdx: hedge ? 1 : 0,
      orderType: 'Market',
      qty: '0.3',
      orderLinkId: expect.stringMatching(/^[A-Za-z0-9]{1,36}$/),
    });
    expect(await ok('order', { id })).toMatchObject({
      symbol: 'BTC_USDT.swap',
      type: 'buy',
      offset: 'open',
      contract_type: 'swap',
      amount: 0.3,
      deal_amount: 0.3,
      price: 0,
      status: 'filled',
    });
    expect(await ok('positions', { symbol: 'BTC_USDT.swap' })).toEqual([
      {
        symbol: 'BTC_USDT.swap',
        type: 'long',
        amount: 0.3,
        frozen_amount: 0,
        price: expect.any(Number),
        profit: expect.any(Number),
        margin: expect.any(Number),
        margin_level: expect.any(Number),
        contract_type: 'swap',
      },
    ]);
    const closing = await ok('trade', {
      symbol: 'BTC_USDT.swap',
      type: 'closebuy',
      price: '-1',
      amount: '0.15',
    });
    expect(placed()[1]).toMatchObject({
      side: 'Sell',
      qty: '0.15',
      positionIdx: hedge ? 1 : 0,
      reduceOnly: true,
    });
    expect(await ok('order', closing)).toMatchObject({ type: 'sell', offset: 'close' });
    expect(await ok('positions', { symbol: 'BTC_USDT.swap' })).toMatchObject([
      { amount: 0.15, type: 'long' },
    ]);
    await ok('trade', { symbol: 'BTC_USDT.swap', type: 'closebuy', price: '-1', amount: '0.15' });
    expect(await ok('positions', { symbol: 'BTC_USDT.swap' })).toEqual([]);
    expect(await ok('positions')).toEqual([]);
  });

  test('a short in coin margin, in dollars, beside a long in USDC', async () => {
    await ok('trade', { symbol: 'BTC_USD.swap', type: 'sell', price: '-1', amount: '200' });
    expect(placed()[0]).toMatchObject({
      category: 'inverse',
      symbol: 'BTCUSD',
      side: 'Sell',
      positionIdx: 0,
    });
    await ok('trade', { symbol: 'BTC_USDC.swap', type: 'buy', price: '-1', amount: '0.01' });
    expect(placed()[1]).toMatchObject({ category: 'linear', symbol: 'BTCPERP', side: 'Buy', positionIdx: 0 });
    expect(await ok('positions', { symbol: 'USD.swap' })).toMatchObject([
      { symbol: 'BTC_USD.swap', type: 'short', amount: 200 },
    ]);
    expect(await ok('positions', { symbol: 'USDT.swap' })).toEqual([]);
    expect(symbolsOf(await ok('positions'))).toEqual(['BTC_USD.swap', 'BTC_USDC.swap']);
    await ok('trade', { symbol: 'BTC_USD.swap', type: 'closesell', price: '-1', amount: '200' });
    expect(await ok('positions', { symbol: 'BTC_USD.swap' })).toEqual([]);
  });

  test('a dated contract is found again by its word, in orders and in history', async () => {
    const { id } = await ok('trade', {
      symbol: 'BTC_USDT.quarter',
      type: 'buy',
      price: '50000',
      amount: '0.1',
    });
    expect(await ok('orders', { symbol: 'BTC_USDT.quarter' })).toMatchObject([
      { id, symbol: 'BTC_USDT.quarter', contract_type: 'quarter', status: 'pending', offset: 'open' },
    ]);
    expect(await ok('orders', { symbol: 'USDT.futures' })).toHaveLength(1);
    expect(await ok('orders', { symbol: 'USDT.swap' })).toEqual([]);
    expect(await ok('orders')).toHaveLength(1);
    expect(
      await ok('modifyorder', { id, symbol: 'BTC_USDT.quarter', price: '50001', amount: '0.2' }),
    ).toEqual({
      id,
    });
    expect(await ok('order', { id })).toMatchObject({ price: 50001, amount: 0.2 });
    expect(await ok('modifyorder', { id, price: '-1', amount: '0.3' })).toEqual({ id });
    expect(await ok('order', { id })).toMatchObject({ price: 50001, amount: 0.3 });
    expect(bodies('/v5/order/amend').at(-1)).toEqual({
      category: 'linear',
      symbol: expect.stringMatching(/^BTCUSDT-/),
      orderId: id.split(',')[1],
      qty: '0.3',
    });
    expect(await ok('cancel', { id })).toEqual(Object(true));
    expect(await ok('historyorders', { symbol: 'BTC_USDT.quarter' })).toMatchObject([
      { id, status: 'canceled' },
    ]);
    expect(await ok('historyorders')).toMatchObject([{ id }]);
  });

  test('leverage is set for both sides, and again without a fuss', async () => {
    const params = { symbol: 'BTC_USDT.swap', margin_level: '12.5' };
    expect(await ok('setmarginlevel', params)).toEqual(Object(true));
    expect(bodies('/v5/position/set-leverage')).toEqual([
      { category: 'linear', symbol: 'BTCUSDT', buyLeverage: '12.5', sellLeverage: '12.5' },
    ]);
    const again = await call('setmarginlevel', params);
    expect(again).toMatchObject({ data: true, raw: { retCode: 110043 } });
    await ok('trade', { symbol: 'BTC_USDT.swap', type: 'buy', price: '-1', amount: '0.1' });
    expect(await ok('positions', { symbol: 'BTC_USDT.swap' })).toMatchObject([{ margin_level: 12.5 }]);
  });

  test.each([
    [{ type: 'closebuy', price: '-1', amount: '1' }, /there is no long position in BTC_USDT\.swap to close/],
    [
      { type: 'closesell', price: '-1', amount: '1' },
      /there is no short position in BTC_USDT\.swap to close/,
    ],
    [
      { type: 'buy', price: '-1', amount: '0.0015' },
      /amount 0\.0015 is not a multiple of the lot size 0\.001 of BTC_USDT\.swap/,
    ],
    [
      { type: 'buy', price: '-1', amount: '0.0005' },
      /amount 0\.0005 is below the minimum 0\.001 of BTC_USDT\.swap/,
    ],
    [
      { type: 'buy', price: '60000.05', amount: '1' },
      /price 60000\.05 is not a multiple of the tick size 0\.10 of BTC_USDT\.swap/,
    ],
    [{ price: '60000', amount: '1' }, /type is missing/],
  ])('%j places nothing', async (params, message) => {
    expect(await refused('trade', { symbol: 'BTC_USDT.swap', ...params })).toMatch(message);
    expect(placed()).toEqual([]);
  });

  test('closing more than there is places nothing', async () => {
    await ok('trade', { symbol: 'BTC_USDT.swap', type: 'buy', price: '-1', amount: '0.1' });
    expect(
      await refused('trade', { symbol: 'BTC_USDT.swap', type: 'closebuy', price: '-1', amount: '0.2' }),
    ).toMatch(/amount 0\.2 is more than the long position in BTC_USDT\.swap: 0\.100 contracts/);
    expect(placed()).toHaveLength(1);
  });
});

describe('modes', () => {
  const order = { symbol: 'BTC_USDT.swap', type: 'buy', price: '-1', amount: '0.1' };

  test('whether sides are apart is read once for each contract, and anew after it was changed', async () => {
    await ok('trade', order);
    await ok('trade', { ...order, type: 'sell', amount: '0.2' });
    await ok('trade', { ...order, symbol: 'ETH_USDT.swap' });
    expect(asked('/v5/position/list').map(({ query }) => query)).toEqual([
      'category=linear&symbol=BTCUSDT&limit=200',
      'category=linear&symbol=ETHUSDT&limit=200',
    ]);
    await ok('trade', { ...order, type: 'closesell' });
    const [account] = bybit.accounts;
    if (account) account.hedge = true;
    await ok('trade', order);
    expect(placed().map(({ positionIdx }) => positionIdx)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  test('a refusal that has another reason is told as it is', async () => {
    const body = { retCode: 10001, retMsg: 'Qty invalid', result: {}, retExtInfo: {}, time: 1 };
    bybit.fault({ match: 'POST /v5/order/create', kind: 'json', body });
    expect(await refused('trade', order)).toBe('Bybit CreateOrder: 10001 Qty invalid');
    expect(placed()).toHaveLength(1);
  });

  test('portfolio margin has no leverage', async () => {
    await plugin.stop();
    await bybit.close();
    await open({ marginMode: 'PORTFOLIO_MARGIN' });
    expect(await refused('setmarginlevel', { symbol: 'BTC_USDT.swap', margin_level: '5' })).toMatch(
      /^Bybit SetMarginLevel: 110038 .*\(not possible in this margin mode/,
    );
    await ok('trade', order);
    expect(await ok('positions', { symbol: 'BTC_USDT.swap' })).toMatchObject([
      { margin_level: 0, amount: 0.1 },
    ]);
  });
});

describe('bad input', () => {
  test.each([
    ['positions', { symbol: 'BTC_USDT' }, /BTC_USDT is a spot symbol: name a contract, like BTC_USDT\.swap/],
    ['setmarginlevel', { symbol: 'BTC_USDT', margin_level: '5' }, /is a spot symbol/],
    [
      'setmarginlevel',
      { symbol: 'BTC_USDT.swap', margin_level: '1000' },
      /margin_level 1000 is above the highest leverage 100\.00/,
    ],
    ['setmarginlevel', { symbol: 'USDT.swap', margin_level: '5' }, /is a range/],
    ['modifyorder', { id: 'linear:BTCUSDT,1', price: '-1', amount: '-1' }, /changes nothing/],
    ['modifyorder', { id: 'linear:BTCUSDT,1', price: '1.05', amount: '-1' }, /tick size/],
    [
      'modifyorder',
      { id: 'linear:BTCUSDT,1', price: '1.1', amount: '-1' },
      /110001 .*the order is done already/,
    ],
    ['cancel', { id: '1', symbol: 'USDT.swap' }, /is a range: name one instrument/],
  ])('%s %j', async (method, params, message) => {
    expect(await refused(method, params)).toMatch(message);
    expect(bybit.orders()).toEqual([]);
  });

  test.each([
    ['linear', 'BTCUSDT-27MAR20', 'BTC_USDT.BTCUSDT-27MAR20'],
    ['linear', 'BTC-27MAR20', 'BTC_USDC.BTC-27MAR20'],
    ['linear', 'GONEPERP', 'GONE_USDC.GONEPERP'],
    ['linear', 'GONEUSDT', 'GONE_USDT.GONEUSDT'],
    ['inverse', 'BTCUSDH20', 'BTC_USD.BTCUSDH20'],
    ['inverse', 'GONEUSD', 'GONE_USD.GONEUSD'],
    ['spot', 'GONEUSDT', 'GONE_USDT'],
    ['spot', 'GONEBTC', 'GONE_BTC'],
  ])('an order of %s %s, which is on no list any more, is one of %s', async (category, native, symbol) => {
    const row = {
      ...{ symbol: native, orderId: '5', orderType: 'Limit', side: 'Buy', orderStatus: 'Filled', qty: '1' },
      ...{ price: '6000', cumExecQty: '1', avgPrice: '6000', createdTime: '1585200000000' },
    };
    const body = { retCode: 0, retMsg: 'OK', result: { category, list: [row] }, retExtInfo: {}, time: 1 };
    bybit.fault({ match: 'GET /v5/order/realtime', kind: 'json', body });
    expect(await ok('order', { id: `${category}:${native},5` })).toMatchObject({
      id: `${category}:${native},5`,
      symbol,
    });
  });
});
