import { expect, test } from 'vitest';
import { kucoinKeys, startKucoin } from '../../doubles/ccxt/kucoin.js';
import { useCcxt } from './useCcxt.js';

const { double, plugin, call, callBriefly, dataOf } = useCcxt('kucoin', startKucoin, kucoinKeys);

const target = 'POST /api/v1/hf/orders';
const lastOrder = () => JSON.parse(double().sent(target).at(-1)?.body ?? '{}');

test('market data', async () => {
  const { data, raw } = await call('ticker', { symbol: 'BTC_USDT' });
  expect(data).toMatchObject({ symbol: 'BTC_USDT', buy: '49999.9', sell: '50000.1', vol: '2282.70993217' });
  expect(raw).toMatchObject({ code: '200000', data: { symbol: 'BTC-USDT', averagePrice: '49800.12345678' } });
  const depth = await dataOf('depth', { symbol: 'BTC_USDT', limit: '50' });
  expect(Object(depth.asks)[0]).toEqual([50000.1, 0.1]);
  const { data: bars } = await call('records', { symbol: 'BTC_USDT', period: '60', limit: '1600' });
  const rows: number[][] = Object(bars);
  expect(rows).toHaveLength(1600);
  expect(rows.every(([at = 0], index) => index === 0 || at - (rows[index - 1]?.[0] ?? 0) === 3600)).toBe(
    true,
  );
  expect(rows.every(([, open = 0, high = 0, low = 0]) => low < open && open < high)).toBe(true);
});

test('the ids of trades are those of the exchange, or the same in every answer', async () => {
  const idsOf = async () => {
    const { data } = await call('trades', { symbol: 'BTC_USDT' });
    return Object(data).map(({ id }: { id: string }) => id);
  };
  expect((await idsOf()).slice(-2)).toEqual(['1548764654234', '1548764654235']);

  const trade = (time: number, side: string) => ({ price: '50000.1', size: '0.01', side, time: time * 1e6 });
  const [first, second, third] = [
    trade(1_760_000_000_000, 'buy'),
    trade(1_760_000_000_000, 'buy'),
    trade(1_760_000_000_001, 'sell'),
  ];
  const answer = (data: unknown[]) =>
    double().fault({
      match: 'GET /api/v1/market/histories',
      kind: 'json',
      body: { code: '200000', data },
    });
  answer([second, first]);
  const before = await idsOf();
  double().clearFaults();
  answer([third, second, first]);
  expect(await idsOf()).toEqual([...before, '1760000000001-50000.1-0.01-sell-0']);
  expect(new Set(before).size).toBe(2);
});

test("GetAccount shows the account that KuCoin's orders are paid from", async () => {
  const { data } = await call('accounts');
  expect(data).toContainEqual({ currency: 'USDT', free: '100000.123456', frozen: '0' });
  expect(data).toContainEqual({ currency: 'BTC', free: '1.00000001', frozen: '0' });
});

test('place, list, change, cancel: every digit on the wire', async () => {
  const order = { symbol: 'BTC_USDT', type: 'buy', price: '40000.1', amount: '0.12345678' };
  const { id } = await dataOf('trade', order);
  expect(lastOrder()).toEqual({
    clientOid: expect.stringMatching(/^fmz[\da-f]{28}$/),
    symbol: 'BTC-USDT',
    side: 'buy',
    type: 'limit',
    price: '40000.1',
    size: '0.12345678',
  });
  expect(id).toBe(`BTC-USDT,${double().orders.all.at(-1)?.id}`);
  const { data: open } = await call('orders', { symbol: 'BTC_USDT' });
  expect(open).toEqual([expect.objectContaining({ id, amount: 0.12345678, status: 'pending' })]);

  // A changed order has another id.
  const { id: next } = await dataOf('modifyorder', { id, type: 'buy', price: '41000.5', amount: '0.2' });
  expect(next).not.toBe(id);
  expect(await dataOf('order', { id: next })).toMatchObject({
    price: 41000.5,
    amount: 0.2,
    status: 'pending',
  });
  expect((await call('cancel', { id: next })).data).toBe(true);
  expect(await dataOf('order', { id: next })).toMatchObject({ status: 'canceled' });
  expect((await call('cancel', { id: next })).error).toBe(
    '400100 order_not_exist_or_not_allow_to_cancel (the exchange has no such order, or does not keep it any more)',
  );
});

test('the open orders of all markets: of the pairs that have any, and of contracts', async () => {
  const contract = 'XBTUSDTM,273516413264240640';
  const listed = async (params: object = {}) => {
    const { data, error } = await call('orders', params);
    expect(error).toBeUndefined();
    const rows: { id: string }[] = Object(data);
    return rows.map(({ id }) => id);
  };
  expect(await listed()).toEqual([contract]);
  const order = { symbol: 'ETH_USDT', type: 'buy', price: '1000', amount: '0.5' };
  const { id } = await dataOf('trade', order);
  expect(await listed()).toEqual([contract, id]);
  expect(double().sent('GET /api/v1/hf/orders/active').at(-1)?.query.get('symbol')).toBe('ETH-USDT');
  expect(await listed({ symbol: 'USDT.swap' })).toEqual([contract]);
  await call('cancel', { id });
});

test('the done orders of all markets cannot be asked for at once', async () => {
  expect((await call('historyorders')).error).toBe(
    'kucoin does not support GetHistoryOrders of all markets at once: name one',
  );
});

test('a market buy is in quote currency', async () => {
  const { id } = await dataOf('trade', {
    symbol: 'BTC_USDT',
    type: 'buy',
    price: '-1',
    amount: '100.123456',
  });
  expect(lastOrder()).toMatchObject({ type: 'market', funds: '100.123456' });
  expect(lastOrder()).not.toHaveProperty('size');
  expect(await dataOf('order', { id })).toMatchObject({ status: 'filled', deal_amount: 0.00200247 });
});

test('a lost answer: found by the client order id, sent once', async () => {
  double().fault({ match: target, kind: 'reset-after' });
  const before = double().sent(target).length;
  const { id } = await dataOf('trade', { symbol: 'ETH_USDT', type: 'sell', price: '9000', amount: '0.5' });
  expect(id).toBe(`ETH-USDT,${double().orders.all.at(-1)?.id}`);
  expect(double().sent(target)).toHaveLength(before + 1);
});

test('a lost request: the outcome is unknown, sent once', async () => {
  double().fault({ match: target, kind: 'reset-before' });
  const before = double().sent(target).length;
  const order = { symbol: 'ETH_USDT', type: 'sell', price: '9000', amount: '0.5' };
  expect((await callBriefly('trade', order)).error).toMatch(/^outcome unknown: .*client order id/);
  expect(double().sent(target)).toHaveLength(before + 1);
});

test('a refusal under HTTP 200', async () => {
  const order = { symbol: 'BTC_USDT', type: 'buy', price: '40000', amount: '1000' };
  expect((await call('trade', order)).error).toBe('200004 Balance insufficient! (not enough funds)');
});

test('a passphrase that is wrong, and one that is missing', async () => {
  const [secret = ''] = kucoinKeys.secret_key.split(',');
  const { error } = await call('accounts', {}, { ...kucoinKeys, secret_key: `${secret},wrong` });
  expect(error).toBe('400004 Invalid KC-API-PASSPHRASE (check the keys)');
  const { error: missing } = await call('accounts', {}, { ...kucoinKeys, secret_key: secret });
  expect(missing).toBe("kucoin needs password (its passphrase): add password=... to FMZ's secret key box");
});

test('no partner in any request, and no key in the log', () => {
  const [secret = '', ...passphrase] = kucoinKeys.secret_key.split(',');
  const signed = double().requests.filter(({ headers }) => headers['kc-api-sign'] !== undefined);
  expect(signed.length).toBeGreaterThan(10);
  for (const { headers, body, search } of signed) {
    expect(Object.keys(headers).join()).not.toMatch(/partner|broker/);
    expect(`${JSON.stringify(headers)} ${body} ${search}`).not.toMatch(/ccxt|partner/i);
    for (const value of [
      secret,
      passphrase.join(','),
      kucoinKeys.access_key,
      headers['kc-api-sign'],
      headers['kc-api-passphrase'],
    ].map(String))
      expect(plugin().log()).not.toContain(value);
  }
});
