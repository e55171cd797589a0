import { describe, expect, test } from 'vitest';
import { startUpbit, upbitKeys } from '../../doubles/ccxt/upbit.js';
import { useCcxt } from './useCcxt.js';

const { double, plugin, call, callBriefly, dataOf } = useCcxt('upbit', startUpbit, upbitKeys);

const lastBody = (target: string) => JSON.parse(double().sent(target).at(-1)?.body ?? '');

describe('market data', () => {
  const quotes = { buy: '149999000', sell: '150001000', last: '150000000' };

  test('a ticker has the best prices of the order book, and markets are named base first', async () => {
    expect(await dataOf('ticker', { symbol: 'BTC_KRW' })).toMatchObject({
      ...quotes,
      symbol: 'BTC_KRW',
      vol: '2094.39510239',
    });
    expect(double().sent('GET /v1/ticker').at(-1)?.search).toBe('markets=KRW-BTC');
  });

  test('so have all tickers', async () => {
    expect(await dataOf('tickers')).toEqual(
      ['BTC_KRW', 'ETH_KRW', 'ETH_BTC'].map((symbol) => expect.objectContaining({ ...quotes, symbol })),
    );
    expect(double().sent('GET /v1/orderbook').at(-1)?.query.get('markets')).toBe('KRW-BTC,KRW-ETH,BTC-ETH');
  });

  test('steps that ccxt has for all markets are left out, and what it would round is refused all the same', async () => {
    const { BTC_KRW } = await dataOf('markets');
    expect(BTC_KRW).toEqual({ symbol: 'BTC_KRW', base_asset: 'BTC', quote_asset: 'KRW' });
    const order = { symbol: 'BTC_KRW', type: 'buy', price: '100000000', amount: '0.000123456' };
    expect((await call('trade', order)).error).toBe(
      'amount 0.000123456 cannot be sent exactly: BTC_KRW takes 0.00012345; use fewer digits',
    );
  });

  test('depth', async () => {
    const { asks, bids } = await dataOf('depth', { symbol: 'BTC_KRW', limit: '2' });
    expect(asks).toEqual([
      [150_001_000, 0.1],
      [150_002_000, 0.11],
    ]);
    expect(bids).toEqual([
      [149_999_000, 0.2],
      [149_998_000, 0.21],
    ]);
  });

  test('bars come 200 at a time, newest first, and go out oldest first', async () => {
    const times = Object(await dataOf('records', { symbol: 'BTC_KRW', period: '15', limit: '450' })).map(
      ([time]: number[]) => Number(time),
    );
    expect(times).toHaveLength(450);
    expect(times.at(-1)).toBe(Math.floor(Date.now() / 900_000) * 900);
    expect(times.every((time: number, at: number) => at === 0 || time - times[at - 1] === 900)).toBe(true);
  });

  test('ids of trades keep their digits', async () => {
    const rows = Object.values(await dataOf('trades', { symbol: 'BTC_KRW' }));
    expect(rows.at(-1)).toMatchObject({ id: '17000000000000001', type: 'sell', amount: 0.00123456 });
  });
});

describe('orders', () => {
  const order = { symbol: 'BTC_KRW', type: 'buy', price: '100000000', amount: '0.00012345' };

  test('place, find, list, cancel', async () => {
    const { id } = await dataOf('trade', order);
    expect(id).toMatch(/^KRW-BTC,[\da-f-]{36}$/);
    expect(lastBody('POST /v1/orders')).toEqual({
      market: 'KRW-BTC',
      side: 'bid',
      ord_type: 'limit',
      price: '100000000',
      volume: '0.00012345',
      identifier: expect.stringMatching(/^fmz[\da-f]{28}$/),
    });
    const row = { id, symbol: 'BTC_KRW', amount: 0.00012345, price: 100_000_000, status: 'pending' };
    expect(await dataOf('order', { id })).toMatchObject(row);
    expect(await dataOf('orders')).toEqual([expect.objectContaining(row)]);
    expect(await dataOf('accounts')).toEqual([
      { currency: 'KRW', free: '1000000000', frozen: '12345' },
      { currency: 'BTC', free: '1.25', frozen: '0' },
    ]);
    expect((await call('cancel', { id })).data).toBe(true);
    expect(await dataOf('order', { id })).toMatchObject({ status: 'canceled' });
    expect(await dataOf('orders')).toEqual([]);
    expect(await dataOf('historyorders', { symbol: 'BTC_KRW' })).toEqual([expect.objectContaining({ id })]);
  });

  test('a market buy is in won, and filled though it is canceled for what is left of them', async () => {
    const { id } = await dataOf('trade', { ...order, price: '-1', amount: '10000.5' });
    expect(lastBody('POST /v1/orders')).toMatchObject({ ord_type: 'price', price: '10000.5', side: 'bid' });
    expect(lastBody('POST /v1/orders')).not.toHaveProperty('volume');
    expect(double().orders.all.at(-1)).toMatchObject({ amount: '0.00006667' });
    expect(await dataOf('order', { id })).toMatchObject({
      status: 'filled',
      amount: 0.00006667,
      deal_amount: 0.00006667,
      price: 0,
    });
  });

  test('what was paid for the coins, without the fee, is what they cost on average', async () => {
    const average = { status: 'filled', price: 0, avg_price: 150_000_000 };
    for (const [type, amount] of [
      ['buy', '100000'],
      ['sell', '0.5'],
    ]) {
      const { id } = await dataOf('trade', { ...order, type, price: '-1', amount });
      expect(await dataOf('order', { id })).toMatchObject(average);
      const { data } = await call('historyorders', { symbol: 'BTC_KRW' });
      expect(data).toContainEqual(expect.objectContaining({ id, ...average }));
    }
  });

  test('orders of one and the same second come oldest first', async () => {
    const placed: unknown[] = [];
    for (let count = 0; count < 5; count += 1) placed.push((await dataOf('trade', order)).id);
    const second = Math.floor(Date.now() / 1000) * 1000;
    for (const row of double().orders.open()) row.time = second;
    const ids = (rows: unknown) => Object(rows).map(({ id }: { id: string }) => id);
    expect(ids((await call('orders')).data)).toEqual(placed);
    for (const id of placed) await dataOf('cancel', { id });
    const { data } = await call('historyorders', { symbol: 'BTC_KRW', since: 0 });
    expect(ids(data).filter((id: string) => placed.includes(id))).toEqual(placed);
  });

  test('a market sell is in coins', async () => {
    await dataOf('trade', { ...order, type: 'sell', price: '-1', amount: '0.5' });
    expect(lastBody('POST /v1/orders')).toMatchObject({ ord_type: 'market', volume: '0.5', side: 'ask' });
  });

  test('a change orders anew no more than what is left, and hands out the new id', async () => {
    const { id } = await dataOf('trade', { ...order, amount: '1' });
    Object.assign(double().orders.all.at(-1) ?? {}, { filled: '0.4' });
    const changed = await dataOf('modifyorder', { id, type: 'buy', price: '101000000', amount: '-1' });
    expect(changed.id).not.toBe(id);
    expect(await dataOf('order', { id: changed.id })).toMatchObject({ price: 101_000_000, amount: 0.6 });
    expect(await dataOf('order', { id })).toMatchObject({ status: 'partial-canceled' });
    await dataOf('cancel', { id: changed.id });
  });

  test("the exchange's no in Korean: its code, its text, what to do", async () => {
    const { error } = await call('trade', { ...order, amount: '1000' });
    expect(error).toBe('insufficient_funds_bid 주문가능한 금액(KRW)이 부족합니다. (not enough funds)');
    expect((await call('trade', { ...order, price: '100000500' })).error).toBe(
      'invalid_price_bid 주문가격 단위를 잘못 입력하셨습니다.',
    );
  });

  test.each([
    { match: 'POST /v1/orders', kind: 'reset-after' },
    { match: 'POST /v1/orders', kind: 'broken-json' },
  ] as const)('a lost answer, %j: it is found by its identifier, and sent once', async (fault) => {
    const before = double().sent('POST /v1/orders').length;
    double().fault(fault);
    const { id } = await dataOf('trade', order);
    expect(id).toBe(`KRW-BTC,${double().orders.all.at(-1)?.id}`);
    expect(double().sent('POST /v1/orders')).toHaveLength(before + 1);
  });

  test('nothing is there: the outcome is unknown', async () => {
    double().fault({ match: 'POST /v1/orders', kind: 'reset-before' });
    expect((await callBriefly('trade', order)).error).toMatch(/^outcome unknown: .*client order id fmz/);
  });

  test('the lost answer to a change is no refusal: the order is gone, and another one there', async () => {
    const { id } = await dataOf('trade', order);
    const target = 'POST /v1/orders/cancel_and_new';
    const before = double().sent(target).length;
    double().fault({ match: target, kind: 'reset-after' });
    const { error } = await callBriefly('modifyorder', {
      ...{ id, type: 'buy', price: '102000000', amount: '-1' },
    });
    expect(error).toMatch(/^outcome unknown: /);
    expect(double().sent(target)).toHaveLength(before + 1);
  });
});

test('a wrong secret is refused', async () => {
  const keys = { ...upbitKeys, secret_key: 'another-secret-key' };
  expect((await plugin().call('upbit', 'accounts', {}, keys)).error).toBe(
    'jwt_verification Jwt 토큰 검증에 실패했습니다. (check the keys)',
  );
});

test('no key and no token is in the log', () => {
  const tokens = double().requests.flatMap(({ headers }) => headers.authorization?.split(' ')[1] ?? []);
  expect(tokens.length).toBeGreaterThan(10);
  for (const secret of [upbitKeys.access_key, upbitKeys.secret_key, ...tokens])
    expect(plugin().log()).not.toContain(secret);
});
