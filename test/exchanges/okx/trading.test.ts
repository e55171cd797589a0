import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultAccount } from '../../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import { type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';

const keys: Keys = {
  access_key: defaultAccount.accessKey,
  secret_key: `${defaultAccount.secret},${defaultAccount.passphrase}`,
};
let okx: OkxDouble;
let plugin: Plugin;

beforeEach(async () => {
  okx = await startOkxDouble();
  plugin = await startPlugin({ baseUrls: { OKX: okx.url } });
});
afterEach(async () => {
  await plugin.stop();
  await okx.close();
});

const call = (method: string, params?: object, headers?: Record<string, string>) =>
  plugin.call('OKX', method, params, keys, headers);
const sent = (path: string) => okx.requests.filter((request) => request.path === path);
const ok = async (method: string, params?: object) => {
  const { data, error } = await call(method, params);
  expect(error).toBeUndefined();
  return Object(data);
};

describe('accounts', () => {
  test('free is availBal in spot mode, frozen is frozenBal, digits as they are', async () => {
    const { data, raw } = await call('accounts');
    expect(data).toEqual(
      expect.arrayContaining([
        { currency: 'USDT', free: '10000', frozen: '0' },
        { currency: 'BTC', free: '1', frozen: '0' },
      ]),
    );
    expect(raw).toMatchObject({ code: '0' });
    expect(await call('assets')).toEqual(expect.objectContaining({ data }));
  });

  test.each([
    [
      'availEq where there is one',
      { availBal: '4834.317093622894', availEq: '94.4261', frozenBal: '5.4686', ordFrozen: '0' },
      '94.4261',
      '5.4686',
    ],
    ['availBal in spot mode', { availBal: '29.177378306', availEq: '', frozenBal: '0' }, '29.177378306', '0'],
    ['availEq of zero is zero', { availBal: '5', availEq: '0', frozenBal: '441.02' }, '0', '441.02'],
    [
      'binary noise',
      { availBal: '', availEq: '0.6612664522199999', frozenBal: '0' },
      '0.6612664522199999',
      '0',
    ],
  ])('%s', async (_what, amounts, free, frozen) => {
    const body = { code: '0', data: [{ details: [{ ccy: 'USDT', ...amounts }], totalEq: '0' }], msg: '' };
    okx.fault({ match: 'GET /api/v5/account/balance', kind: 'json', body });
    expect((await call('accounts')).data).toEqual([{ currency: 'USDT', free, frozen }]);
  });

  test('an empty account', async () => {
    okx.fault({
      match: 'GET /api/v5/account/balance',
      kind: 'json',
      body: { code: '0', data: [{ details: [], totalEq: '0' }], msg: '' },
    });
    expect((await call('accounts')).data).toEqual([]);
  });
});

describe('trade', () => {
  test('a limit order: the digits that FMZ sent are the digits that OKX gets', async () => {
    const { data, raw } = await call('trade', {
      symbol: 'BTC_USDT',
      type: 'buy',
      price: '1000.10',
      amount: '0.10000000',
    });
    const [request] = sent('/api/v5/trade/order');
    expect(request?.body).toMatch(
      /^\{"instId":"BTC-USDT","tdMode":"cash","side":"buy","ordType":"limit","px":"1000\.10","sz":"0\.10000000","clOrdId":"[A-Za-z0-9]{1,32}"\}$/,
    );
    expect(Object(data).id).toBe(`BTC-USDT,${okx.orders()[0]?.ordId}`);
    expect(raw).toMatchObject({ data: [{ sCode: '0' }] });
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
    expect(sent('/api/v5/trade/order')[0]?.body).toContain('"px":"200000","sz":"0.00002"');
  });

  test.each(['-1', -1, '0', undefined])('price %j: a market buy spends quote currency', async (price) => {
    const { id } = await ok('trade', { symbol: 'BTC_USDT', type: 'buy', price, amount: '100' });
    expect(sent('/api/v5/trade/order')[0]?.body).toContain(
      '"ordType":"market","tgtCcy":"quote_ccy","sz":"100"',
    );
    const order = await ok('order', { id });
    expect(order).toMatchObject({ status: 'filled', price: 0, type: 'buy' });
    expect(order.amount).toBe(order.deal_amount);
    expect(order.deal_amount * order.avg_price).toBeGreaterThan(99);
    expect(order.deal_amount * order.avg_price).toBeLessThanOrEqual(100);
  });

  test('a market sell gives base currency', async () => {
    const { id } = await ok('trade', { symbol: 'BTC_USDT', type: 'sell', price: '-1', amount: '0.5' });
    expect(sent('/api/v5/trade/order')[0]?.body).toContain(
      '"side":"sell","ordType":"market","tgtCcy":"base_ccy","sz":"0.5"',
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
    [{ type: 'buy', price: '1000', amount: 'much' }, 'amount must be a decimal number'],
    [{ type: 'buy', price: 'cheap', amount: '1' }, 'price must be a decimal number'],
    [{ type: 'buy', price: '1000' }, 'amount is missing'],
    [
      { type: 'buy', price: '', amount: '1' },
      'price must be a decimal number, -1 for a market order, not ""',
    ],
    [
      { type: 'buy', price: null, amount: '1' },
      'price must be a decimal number, -1 for a market order, not null',
    ],
    [
      { type: 'closebuy', price: '1000', amount: '1' },
      'type closebuy closes a futures position: on spot use buy or sell',
    ],
    [{ type: 'borrow', price: '1000', amount: '1' }, 'type must be one of buy, sell, closebuy, closesell'],
  ])('%j places nothing', async (params, message) => {
    expect((await call('trade', { symbol: 'BTC_USDT', ...params })).error).toContain(
      `OKX CreateOrder: ${message}`,
    );
    expect(sent('/api/v5/trade/order')).toEqual([]);
  });

  test('what OKX refuses is said in its words, with what to do', async () => {
    expect(
      (await call('trade', { symbol: 'BTC_USDT', type: 'buy', price: '50000', amount: '5' })).error,
    ).toMatch(
      /^OKX CreateOrder: 51008 .*\(not enough money in the trading account: it may sit in the funding account, transfer it on OKX\)$/,
    );
    expect(okx.orders()).toEqual([]);
  });
});

describe('orders', () => {
  test('of one pair and of all pairs, every page, oldest first', async () => {
    for (let index = 0; index < 230; index += 1)
      okx.seedOrder({ instId: 'ETH-USDT', state: 'live', px: '1000', sz: '0.001' });
    okx.seedOrder({
      instId: 'BTC-USDT',
      state: 'partially_filled',
      px: '20000',
      sz: '0.01',
      accFillSz: '0.004',
      avgPx: '19999',
    });
    const all = await ok('orders');
    expect(all).toHaveLength(231);
    expect(all.at(-1)).toMatchObject({
      symbol: 'BTC_USDT',
      status: 'partial-filled',
      amount: 0.01,
      deal_amount: 0.004,
      avg_price: 19999,
    });
    const times = all.map((order: { time: number }) => order.time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const eth = await call('orders', { symbol: 'ETH_USDT' });
    expect(eth.data).toHaveLength(230);
    expect(eth.raw).toHaveLength(3);
    expect(new Set(Object(eth.data).map((order: { id: string }) => order.id)).size).toBe(230);
  });

  test('a hundred orders are one full page and an empty one', async () => {
    for (let index = 0; index < 100; index += 1)
      okx.seedOrder({ instId: 'ETH-USDT', state: 'live', px: '1000', sz: '0.001' });
    expect(await ok('orders', { symbol: 'ETH_USDT' })).toHaveLength(100);
    expect(sent('/api/v5/trade/orders-pending')).toHaveLength(2);
  });

  test('an incomplete symbol is refused', async () => {
    expect((await call('orders', { symbol: 'USDT' })).error).toContain('incomplete');
  });
});

describe('order and cancel', () => {
  test('place, find, fill in part, cancel', async () => {
    const { id } = await ok('trade', { symbol: 'LTC_USDT', type: 'buy', price: '10', amount: '2' });
    okx.fill(id.split(',')[1], '0.5');
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
      /^OKX CancelOrder: 51400 .*\(the order is done already, or never was\)$/,
    );
  });

  test('an id of the old dialect takes the symbol of the request', async () => {
    const { id } = await ok('trade', { symbol: 'LTC_USDT', type: 'buy', price: '10', amount: '2' });
    const [, bare] = id.split(',');
    expect(await ok('order', { id: bare, symbol: 'ltc_usdt' })).toMatchObject({ id });
    expect(
      (
        await plugin.post(
          '/okx/',
          `{"access_key":${JSON.stringify(keys.access_key)},"secret_key":${JSON.stringify(keys.secret_key)},"method":"Cancel","params":{"id":${bare},"symbol":"LTC_USDT"}}`,
        )
      ).envelope,
    ).toMatchObject({ data: true });
  });

  test("the id's own symbol counts, whatever the strategy's current pair is", async () => {
    const { id } = await ok('trade', { symbol: 'LTC_USDT', type: 'buy', price: '10', amount: '2' });
    expect(await ok('order', { id, symbol: 'BTC_USDT' })).toMatchObject({ id, symbol: 'LTC_USDT' });
  });

  test.each(['BTCUSDT,abc-def', 'BTC-USDT,0f2c-uuid', 'not an id', 'BTC-USDT,', ',5', '12345'])(
    "%j is none of OKX's ids",
    async (id) => {
      for (const method of ['order', 'cancel']) {
        expect((await call(method, { id })).error).toContain(
          "is none of OKX's: use the id that CreateOrder gave",
        );
      }
      expect(okx.requests).toEqual([]);
    },
  );

  test('an order that does not exist', async () => {
    expect((await call('order', { id: 'BTC-USDT,1' })).error).toMatch(
      /^OKX GetOrder: 51603 Order does not exist/,
    );
  });
});

describe('historyorders', () => {
  const day = 86_400_000;
  const seed = (age: number, more: object = {}) =>
    okx.seedOrder({
      instId: 'BTC-USDT',
      state: 'filled',
      px: '20000',
      sz: '0.01',
      accFillSz: '0.01',
      avgPx: '20000',
      cTime: String(Math.round(Date.now() - age)),
      ...more,
    });

  test('the latest ones from both stores, oldest first', async () => {
    for (let index = 0; index < 130; index += 1) seed(index * 3_600_000);
    for (let index = 0; index < 140; index += 1) seed(10 * day + index * 3_600_000);
    const latest = await ok('historyorders', { symbol: 'BTC_USDT', since: 0, limit: 250 });
    expect(latest).toHaveLength(250);
    const times = latest.map((order: { time: number }) => order.time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(latest.map((order: { id: string }) => order.id)).size).toBe(250);
    expect(Date.now() - times.at(-1)).toBeLessThan(60_000);
    expect(await ok('historyorders', { symbol: 'BTC_USDT', since: 0, limit: 0 })).toHaveLength(100);
  });

  test('since gives the oldest ones from then on, across the stores', async () => {
    for (let index = 0; index < 250; index += 1)
      seed(20 * day - index * 1.5 * 3_600_000, { sz: String(index + 1) });
    const since = Date.now() - 20 * day - 1000;
    const first = await ok('historyorders', { symbol: 'BTC_USDT', since, limit: 3 });
    expect(first.map((order: { amount: number }) => order.amount)).toEqual([1, 2, 3]);
    expect(await ok('historyorders', { symbol: 'BTC_USDT', since, limit: 0 })).toHaveLength(250);
    const later = await ok('historyorders', {
      symbol: 'BTC_USDT',
      since: String(Date.now() - 6 * day),
      limit: '2',
    });
    expect(later).toHaveLength(2);
    expect(later[0].time - (Date.now() - 6 * day)).toBeLessThan(3 * 3_600_000);
  });

  test('the archive, which lacks the latest cancellations, does not hide them', async () => {
    seed(8 * day);
    for (let index = 1; index <= 120; index += 1) seed(3_600_000 - index * 1000);
    seed(3_600_000, { state: 'canceled', accFillSz: '0', avgPx: '' });
    const rows = await ok('historyorders', { symbol: 'BTC_USDT', since: Date.now() - 9 * day, limit: 2 });
    expect(rows.map((order: { status: string }) => order.status)).toEqual(['filled', 'canceled']);
  });

  test('canceled ones are there, too', async () => {
    seed(5 * day, { state: 'canceled', accFillSz: '0.004' });
    seed(60_000, { state: 'canceled', accFillSz: '0', avgPx: '' });
    expect((await ok('historyorders')).map((order: { status: string }) => order.status)).toEqual([
      'partial-canceled',
      'canceled',
    ]);
  });
});

describe('io', () => {
  test('GET: the params are the query, signed, and data is the whole reply', async () => {
    await ok('trade', { symbol: 'ETH_USDT', type: 'buy', price: '10', amount: '2' });
    const { data, error } = await call(
      '__api_/api/v5/trade/orders-pending',
      { instType: 'SPOT', instId: 'ETH-USDT' },
      { 'Http-Method': 'GET' },
    );
    expect(error).toBeUndefined();
    expect(data).toMatchObject({ code: '0', data: [{ instId: 'ETH-USDT', px: '10' }] });
    expect(okx.requests.at(-1)).toMatchObject({ method: 'GET', query: 'instType=SPOT&instId=ETH-USDT' });
  });

  test('the signature covers what is percent-encoded', async () => {
    const { error } = await call(
      '__api_/api/v5/account/balance',
      { ccy: 'BTC,ETH', note: 'ä b' },
      { 'Http-Method': 'GET' },
    );
    expect(error).toBeUndefined();
    expect(okx.requests.at(-1)?.query).toBe('ccy=BTC%2CETH&note=%C3%A4%20b');
  });

  test('POST: the params are the body', async () => {
    const order = {
      instId: 'ETH-USDT',
      tdMode: 'cash',
      side: 'buy',
      ordType: 'limit',
      px: '10.50',
      sz: '1.0',
    };
    const { data } = await call('__api_/api/v5/trade/order', order, { 'Http-Method': 'POST' });
    expect(data).toMatchObject({ code: '0', data: [{ sCode: '0' }] });
    expect(okx.requests.at(-1)?.body).toBe(JSON.stringify(order));
  });

  test('without keys it is not signed', async () => {
    const answer = await plugin.call('OKX', '__api_/api/v5/public/time', {}, undefined, {
      'Http-Method': 'GET',
    });
    expect(answer.data).toMatchObject({ code: '0' });
    expect(okx.requests.at(-1)?.headers).not.toHaveProperty('ok-access-key');
  });

  test.each([
    ['//evil.example/api', /the path must start with one \//],
    ['http://evil.example/api', /the path must start with one \//],
    ['@evil.example/', /the path must start with one \//],
    ['/\\evil.example', /^OKX IO: 404 Not Found/],
    ['', /path is empty/],
  ])('the path %j goes nowhere else', async (path, message) => {
    const { error } = await call(`__api_${path}`, {}, { 'Http-Method': 'GET' });
    expect(error).toMatch(message);
  });

  test('an unknown verb', async () => {
    expect((await call('__api_/api/v5/public/time', {}, { 'Http-Method': 'TRACE' })).error).toBe(
      'OKX IO: verb must be one of GET, POST, PUT, DELETE, PATCH',
    );
  });

  test('an unknown path', async () => {
    expect((await call('__api_/api/v5/nothing', {}, { 'Http-Method': 'GET' })).error).toBe(
      "OKX IO: 404 Not Found (OKX has no such path: look it up in OKX's API documentation)",
    );
  });

  test('every method can be called under /fmz/', async () => {
    const { data } = await call('__api_/fmz/GetTicker', { symbol: 'LTC_USDT' }, { 'Http-Method': 'GET' });
    expect(data).toMatchObject({ symbol: 'LTC_USDT' });
  });
});
