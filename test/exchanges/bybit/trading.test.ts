import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BybitDouble, defaultAccount, startBybitDouble } from '../../doubles/bybit/startBybitDouble.js';
import { type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';

const keys: Keys = { access_key: defaultAccount.accessKey, secret_key: defaultAccount.secret };
let bybit: BybitDouble;
let plugin: Plugin;

beforeEach(async () => {
  bybit = await startBybitDouble();
  plugin = await startPlugin({ baseUrls: { Bybit: bybit.url } });
});
afterEach(async () => {
  await plugin.stop();
  await bybit.close();
});

const call = (method: string, params?: object, headers?: Record<string, string>) =>
  plugin.call('Bybit', method, params, keys, headers);
const sent = (path: string) => bybit.requests.filter((request) => request.path === path);
const ok = async (method: string, params?: object) => {
  const { data, error } = await call(method, params);
  expect(error).toBeUndefined();
  return Object(data);
};

describe('accounts', () => {
  test('are those of the unified account, digits as they are', async () => {
    const { data, raw } = await call('accounts');
    expect(data).toEqual(
      expect.arrayContaining([
        { currency: 'USDT', free: '10000', frozen: '0' },
        { currency: 'BTC', free: '1', frozen: '0' },
      ]),
    );
    expect(raw).toMatchObject({ retCode: 0 });
    expect(await call('assets')).toEqual(expect.objectContaining({ data }));
    expect(sent('/v5/account/wallet-balance').map(({ query }) => query)).toEqual([
      'accountType=UNIFIED',
      'accountType=UNIFIED',
    ]);
  });

  test('what a spot order locks is frozen', async () => {
    await ok('trade', { symbol: 'BTC_USDT', type: 'buy', price: '1000.1', amount: '0.1' });
    expect((await call('accounts')).data).toContainEqual({
      currency: 'USDT',
      free: '9899.99',
      frozen: '100.01',
    });
  });

  test.each([
    ['nothing taken', { walletBalance: '5.10' }, '5.10', '0'],
    ['spot orders', { walletBalance: '100', locked: '0.1' }, '99.9', '0.1'],
    [
      'orders and positions of contracts',
      { walletBalance: '100', locked: '1', totalOrderIM: '2.5', totalPositionIM: '3.00000001' },
      '93.49999999',
      '6.50000001',
    ],
    [
      'portfolio margin',
      { walletBalance: '7', locked: '0', totalOrderIM: '', totalPositionIM: '' },
      '7',
      '0',
    ],
    ['margin that other coins stand in for', { walletBalance: '10', totalPositionIM: '25' }, '0', '10'],
    ['a debt', { walletBalance: '-3', locked: '0' }, '0', '0'],
    ['binary noise', { walletBalance: '0.6612664522199999', locked: '0' }, '0.6612664522199999', '0'],
  ])('%s', async (_what, amounts, free, frozen) => {
    const list = [{ accountType: 'UNIFIED', coin: [{ coin: 'USDT', ...amounts }] }];
    const body = { retCode: 0, retMsg: 'OK', result: { list }, retExtInfo: {}, time: 1690872862481 };
    bybit.fault({ match: 'GET /v5/account/wallet-balance', kind: 'json', body });
    expect((await call('accounts')).data).toEqual([{ currency: 'USDT', free, frozen }]);
  });

  test('an empty account', async () => {
    const list = [{ accountType: 'UNIFIED', coin: [] }];
    const body = { retCode: 0, retMsg: 'OK', result: { list }, retExtInfo: {}, time: 1690872862481 };
    bybit.fault({ match: 'GET /v5/account/wallet-balance', kind: 'json', body });
    expect((await call('accounts')).data).toEqual([]);
  });
});

describe('trade', () => {
  test('a limit order: the digits that FMZ sent are the digits that Bybit gets', async () => {
    const { data, raw } = await call('trade', {
      symbol: 'BTC_USDT',
      type: 'buy',
      price: '1000.10',
      amount: '0.100000',
    });
    const [request] = sent('/v5/order/create');
    expect(request?.body).toMatch(
      /^\{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","price":"1000\.10","qty":"0\.100000","orderLinkId":"[A-Za-z0-9]{1,36}"\}$/,
    );
    expect(Object(data).id).toBe(`spot:BTCUSDT,${bybit.orders()[0]?.orderId}`);
    expect(raw).toMatchObject({ retCode: 0 });
    expect(await ok('order', { id: Object(data).id, symbol: 'BTC_USDT' })).toEqual({
      id: Object(data).id,
      symbol: 'BTC_USDT',
      amount: 0.1,
      price: 1000.1,
      deal_amount: 0,
      avg_price: 0,
      type: 'buy',
      status: 'pending',
      time: expect.any(Number),
    });
  });

  test('a number with an exponent is written out', async () => {
    await call('trade', { symbol: 'BTC_USDT', type: 'sell', price: 2e5, amount: 2e-5 });
    expect(sent('/v5/order/create')[0]?.body).toContain('"price":"200000","qty":"0.00002"');
  });

  test.each(['-1', -1, '0', undefined])('price %j: a market buy spends quote currency', async (price) => {
    const { id } = await ok('trade', { symbol: 'BTC_USDT', type: 'buy', price, amount: '100' });
    expect(sent('/v5/order/create')[0]?.body).toContain(
      '"orderType":"Market","marketUnit":"quoteCoin","qty":"100"',
    );
    const order = await ok('order', { id });
    expect(order).toMatchObject({ status: 'filled', price: 0, type: 'buy' });
    expect(order.amount).toBe(order.deal_amount);
    expect(order.deal_amount * order.avg_price).toBeGreaterThan(99);
    expect(order.deal_amount * order.avg_price).toBeLessThanOrEqual(100.0001);
  });

  test('a market sell gives base currency', async () => {
    const { id } = await ok('trade', { symbol: 'BTC_USDT', type: 'sell', price: '-1', amount: '0.5' });
    expect(sent('/v5/order/create')[0]?.body).toContain(
      '"side":"Sell","orderType":"Market","marketUnit":"baseCoin","qty":"0.5"',
    );
    expect(await ok('order', { id })).toMatchObject({
      status: 'filled',
      amount: 0.5,
      deal_amount: 0.5,
      type: 'sell',
    });
  });

  test.each([
    [{ type: 'buy', price: '1000', amount: '-0.1' }, 'amount must be above 0, not "-0.1"'],
    [{ type: 'buy', price: 'cheap', amount: '1' }, 'price must be a decimal number'],
    [{ type: 'buy', price: '1000' }, 'amount is missing'],
    [
      { type: 'buy', price: '', amount: '1' },
      'price must be a decimal number, -1 for a market order, not ""',
    ],
    [
      { type: 'buy', price: '1000.05', amount: '1' },
      'price 1000.05 is not a multiple of the tick size 0.1 of BTC_USDT',
    ],
    [
      { type: 'buy', price: '1000', amount: '0.0000001' },
      'amount 0.0000001 is not a multiple of the lot size 0.000001 of BTC_USDT',
    ],
    [
      { type: 'closebuy', price: '1000', amount: '1' },
      'type closebuy closes a futures position: on spot use buy or sell',
    ],
  ])('%j places nothing', async (params, message) => {
    expect((await call('trade', { symbol: 'BTC_USDT', ...params })).error).toContain(
      `Bybit CreateOrder: ${message}`,
    );
    expect(sent('/v5/order/create')).toEqual([]);
  });

  test.each([
    [
      { price: '50000', amount: '5' },
      /^Bybit CreateOrder: 170131 .*\(not enough money in the unified account/,
    ],
    [{ price: '1000', amount: '0.001' }, /^Bybit CreateOrder: 170140 .*\(the amount is below the minimum/],
    [
      { price: '70000', amount: '0.01' },
      /^Bybit CreateOrder: 170372 .*\(the price is too far from the market\)/,
    ],
  ])('%j: what Bybit refuses is said in its words, with what to do', async (params, message) => {
    expect((await call('trade', { symbol: 'BTC_USDT', type: 'buy', ...params })).error).toMatch(message);
    expect(bybit.orders()).toEqual([]);
  });
});

describe('orders', () => {
  test('of one pair and of all pairs, every page, oldest first', async () => {
    const start = Date.now() - 300_000;
    const seed = (index: number, more: object) =>
      bybit.seedOrder({ symbol: 'ETHUSDT', orderStatus: 'New', createdTime: `${start + index}`, ...more });
    for (let index = 0; index < 130; index += 1)
      seed(index, { category: 'spot', price: '1000', qty: '0.001' });
    seed(135, { symbol: 'BTCUSD', category: 'inverse' });
    seed(134, { symbol: 'BTCPERP' });
    seed(133, { symbol: 'ETHUSDT' });
    const partly = { orderStatus: 'PartiallyFilled', price: '20000', qty: '0.01', cumExecQty: '0.004' };
    seed(140, { symbol: 'BTCUSDT', category: 'spot', ...partly, avgPrice: '19999' });
    const all = await ok('orders');
    expect(all).toHaveLength(134);
    expect(all.slice(130).map(({ symbol }: { symbol: string }) => symbol)).toEqual([
      'ETH_USDT.swap',
      'BTC_USDC.swap',
      'BTC_USD.swap',
      'BTC_USDT',
    ]);
    expect(all.at(-1)).toMatchObject({
      status: 'partial-filled',
      amount: 0.01,
      deal_amount: 0.004,
      avg_price: 19999,
    });
    const times = all.map((order: { time: number }) => order.time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const eth = await call('orders', { symbol: 'ETH_USDT' });
    expect(eth.data).toHaveLength(130);
    expect(eth.raw).toHaveLength(3);
    expect(new Set(Object(eth.data).map((order: { id: string }) => order.id)).size).toBe(130);
    expect(await ok('orders', { symbol: 'ETH_USDT.swap' })).toHaveLength(1);
  });

  test('fifty orders are one full page and an empty one', async () => {
    for (let index = 0; index < 50; index += 1)
      bybit.seedOrder({ symbol: 'ETHUSDT', category: 'spot', orderStatus: 'New', qty: '0.001' });
    expect(await ok('orders', { symbol: 'ETH_USDT' })).toHaveLength(50);
    expect(sent('/v5/order/realtime')).toHaveLength(2);
  });

  test('an incomplete symbol is refused', async () => {
    expect((await call('orders', { symbol: 'USDT' })).error).toContain('incomplete');
  });
});

describe('order and cancel', () => {
  test('place, find, fill in part, cancel', async () => {
    const { id } = await ok('trade', { symbol: 'LTC_USDT', type: 'buy', price: '10', amount: '2' });
    bybit.fill(id.split(',')[1], '0.5');
    expect(await ok('order', { id })).toMatchObject({
      status: 'partial-filled',
      deal_amount: 0.5,
      amount: 2,
    });
    expect(await ok('orders', { symbol: 'LTC_USDT' })).toHaveLength(1);
    expect((await call('cancel', { id, symbol: 'LTC_USDT' })).data).toBe(true);
    expect(await ok('order', { id })).toMatchObject({ status: 'partial-canceled', deal_amount: 0.5 });
    expect(await ok('orders', { symbol: 'LTC_USDT' })).toEqual([]);
    expect((await call('cancel', { id })).error).toMatch(
      /^Bybit CancelOrder: 170142 .*\(the order is done already, or never was\)$/,
    );
  });

  test('an id of the old dialect takes the symbol of the request', async () => {
    const { id } = await ok('trade', { symbol: 'LTC_USDT', type: 'buy', price: '10', amount: '2' });
    const [, bare] = id.split(',');
    expect(await ok('order', { id: bare, symbol: 'ltc_usdt' })).toMatchObject({ id });
    const login = `"access_key":${JSON.stringify(keys.access_key)},"secret_key":${JSON.stringify(keys.secret_key)}`;
    const body = `{${login},"method":"Cancel","params":{"id":${bare},"symbol":"LTC_USDT"}}`;
    expect((await plugin.post('/bybit/', body)).envelope).toMatchObject({ data: true });
  });

  test("the id's own symbol counts, whatever the strategy's current pair is", async () => {
    const { id } = await ok('trade', { symbol: 'LTC_USDT', type: 'buy', price: '10', amount: '2' });
    expect(await ok('order', { id, symbol: 'BTC_USDT.swap' })).toMatchObject({ id, symbol: 'LTC_USDT' });
  });

  test.each([
    ...[
      'BTCUSDT,5',
      'option:BTCUSDT,5',
      'spot:BTCUSDT,abc-def',
      'spot:,5',
      'not an id',
      'spot:BTCUSDT,',
      ',5',
    ],
    '12345',
  ])("%j is none of Bybit's ids", async (id) => {
    for (const method of ['order', 'cancel']) {
      expect((await call(method, { id })).error).toContain(
        "is none of Bybit's: use the id that CreateOrder gave",
      );
    }
    expect(bybit.requests).toEqual([]);
  });

  test('an order that does not exist', async () => {
    expect((await call('order', { id: 'spot:BTCUSDT,1' })).error).toMatch(
      /^Bybit GetOrder: 110001 Order does not exist/,
    );
  });

  test('an order that is on no list yet is found all the same', async () => {
    await plugin.stop();
    await bybit.close();
    bybit = await startBybitDouble({ hiddenFor: 200 });
    plugin = await startPlugin({ baseUrls: { Bybit: bybit.url } });
    const { id } = await ok('trade', { symbol: 'LTC_USDT', type: 'buy', price: '10', amount: '2' });
    expect(await ok('order', { id })).toMatchObject({ id, status: 'pending' });
  });

  test('an order of two months ago is found', async () => {
    const createdTime = `${Date.now() - 60 * 86_400_000}`;
    const { orderId } = bybit.seedOrder({ symbol: 'BTCUSDT', createdTime });
    for (let index = 0; index < 510; index += 1) bybit.seedOrder({ symbol: 'BTCUSDT' });
    expect(await ok('order', { id: `linear:BTCUSDT,${orderId}` })).toMatchObject({
      status: 'filled',
      time: Number(createdTime),
    });
  });
});

describe('historyorders', () => {
  const day = 86_400_000;
  const seed = (age: number, more: object = {}) =>
    bybit.seedOrder({
      symbol: 'BTCUSDT',
      category: 'spot',
      price: '20000',
      qty: '0.01',
      createdTime: String(Math.round(Date.now() - age)),
      ...more,
    });
  const amounts = (rows: { amount: number }[]) => rows.map(({ amount }) => amount);

  test('the latest ones, across pages and weeks, oldest first', async () => {
    for (let index = 0; index < 130; index += 1) seed(index * 3_600_000);
    for (let index = 0; index < 140; index += 1) seed(10 * day + index * 3_600_000);
    const latest = await ok('historyorders', { symbol: 'BTC_USDT', since: 0, limit: 250 });
    expect(latest).toHaveLength(250);
    const times = latest.map((order: { time: number }) => order.time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(latest.map((order: { id: string }) => order.id)).size).toBe(250);
    expect(Date.now() - times.at(-1)).toBeLessThan(60_000);
    bybit.requests.length = 0;
    expect(await ok('historyorders', { symbol: 'BTC_USDT', since: 0, limit: 0 })).toHaveLength(100);
    expect(sent('/v5/order/history')).toHaveLength(2);
  });

  test('without a time the search ends after three months', async () => {
    seed(80 * day, { qty: '3' });
    seed(100 * day, { qty: '4' });
    expect(amounts(await ok('historyorders', { symbol: 'BTC_USDT' }))).toEqual([3]);
    expect(sent('/v5/order/history')).toHaveLength(13);
  });

  test('since gives the oldest ones from then on, two years back', async () => {
    for (let index = 0; index < 250; index += 1)
      seed(20 * day - index * 1.5 * 3_600_000, { qty: String(index + 1) });
    const since = Date.now() - 20 * day - 1000;
    expect(amounts(await ok('historyorders', { symbol: 'BTC_USDT', since, limit: 3 }))).toEqual([1, 2, 3]);
    expect(await ok('historyorders', { symbol: 'BTC_USDT', since, limit: 0 })).toHaveLength(250);
    const later = await ok('historyorders', {
      symbol: 'BTC_USDT',
      since: String(Date.now() - 6 * day),
      limit: '2',
    });
    expect(later).toHaveLength(2);
    expect(later[0].time - (Date.now() - 6 * day)).toBeLessThan(3 * 3_600_000);
    seed(700 * day, { qty: '999' });
    seed(800 * day, { qty: '998' });
    const oldest = await ok('historyorders', { symbol: 'BTC_USDT', since: 1_600_000_000_000, limit: 2 });
    expect(amounts(oldest)).toEqual([999, 1]);
  });

  test('of all categories, canceled ones too, open ones not', async () => {
    seed(5 * day, { orderStatus: 'PartiallyFilledCanceled', cumExecQty: '0.004' });
    seed(60_000, { orderStatus: 'Cancelled' });
    seed(50_000, { orderStatus: 'New' });
    seed(40_000, { symbol: 'BTCUSDT', category: 'linear', orderStatus: 'Cancelled', cumExecQty: '0.005' });
    seed(30_000, { symbol: 'BTCUSD', category: 'inverse', qty: '100' });
    const rows = await ok('historyorders');
    expect(
      rows.map(({ symbol, status }: { symbol: string; status: string }) => `${symbol} ${status}`),
    ).toEqual([
      'BTC_USDT partial-canceled',
      'BTC_USDT canceled',
      'BTC_USDT.swap partial-canceled',
      'BTC_USD.swap filled',
    ]);
    expect(await ok('historyorders', { symbol: 'USD.swap' })).toHaveLength(1);
  });
});

describe('io', () => {
  test('GET: the params are the query, signed, and data is the whole reply', async () => {
    await ok('trade', { symbol: 'ETH_USDT', type: 'buy', price: '10', amount: '2' });
    const { data, error } = await call(
      '__api_/v5/order/realtime',
      { category: 'spot', symbol: 'ETHUSDT' },
      { 'Http-Method': 'GET' },
    );
    expect(error).toBeUndefined();
    expect(data).toMatchObject({ retCode: 0, result: { list: [{ symbol: 'ETHUSDT', price: '10' }] } });
    expect(bybit.requests.at(-1)).toMatchObject({ method: 'GET', query: 'category=spot&symbol=ETHUSDT' });
  });

  test('the signature covers what is percent-encoded', async () => {
    const { error } = await call(
      '__api_/v5/account/wallet-balance',
      { accountType: 'UNIFIED', coin: 'BTC,ETH', note: 'ä b' },
      { 'Http-Method': 'GET' },
    );
    expect(error).toBeUndefined();
    expect(bybit.requests.at(-1)?.query).toBe('accountType=UNIFIED&coin=BTC%2CETH&note=%C3%A4%20b');
  });

  test('POST: the params are the body', async () => {
    const order = {
      category: 'spot',
      symbol: 'ETHUSDT',
      side: 'Buy',
      orderType: 'Limit',
      price: '10.50',
      qty: '1.0',
    };
    const { data } = await call('__api_/v5/order/create', order, { 'Http-Method': 'POST' });
    expect(data).toMatchObject({ retCode: 0 });
    expect(bybit.requests.at(-1)?.body).toBe(JSON.stringify(order));
  });

  test('without keys it is not signed', async () => {
    const answer = await plugin.call('Bybit', '__api_/v5/market/time', {}, undefined, {
      'Http-Method': 'GET',
    });
    expect(answer.data).toMatchObject({ retCode: 0 });
    expect(bybit.requests.at(-1)?.headers).not.toHaveProperty('x-bapi-api-key');
  });

  test('an unknown path', async () => {
    expect((await call('__api_/v5/nothing', {}, { 'Http-Method': 'GET' })).error).toBe(
      "Bybit IO: 10017 Route not found. (Bybit has no such path: look it up in Bybit's API documentation)",
    );
  });
});
