import { expect, test } from 'vitest';
import { startWhitebit, whitebitKeys } from '../../doubles/ccxt/whitebit.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';
import { useCcxt } from './useCcxt.js';

const { double, plugin, call, dataOf } = useCcxt('whitebit', startWhitebit, whitebitKeys);

const target = 'POST /api/v4/order/new';
const lastBody = (path: string) => double().sent(path).at(-1)?.body ?? '';

test('market data', async () => {
  const { data, raw } = await call('ticker', { symbol: 'BTC_USDT' });
  expect(data).toMatchObject({ symbol: 'BTC_USDT', buy: '49999.99', sell: '50000.01', vol: '2810.267' });
  expect(raw).toMatchObject({ success: true, result: { bid: '49999.99' } });
  const depth = await dataOf('depth', { symbol: 'BTC_USDT' });
  expect(Object(depth.bids)[0]).toEqual([49999.99, 0.1]);
  const { data: bars } = await call('records', { symbol: 'BTC_USDT', period: '5', limit: '1500' });
  const rows: number[][] = Object(bars);
  expect(rows).toHaveLength(1500);
  expect(rows.every(([at = 0], index) => index === 0 || at - (rows[index - 1]?.[0] ?? 0) === 300)).toBe(true);
  expect(rows.every(([, open = 0, high = 0, low = 0]) => low < open && open < high)).toBe(true);
});

test('the amount of a trade is in base currency, though the exchange calls it quote_volume', async () => {
  const { data, raw } = await call('trades', { symbol: 'BTC_USDT' });
  expect(Object(data).at(-1)).toMatchObject({ id: '158056419', price: 50000, amount: 0.0021 });
  expect(Object(raw)[0]).toMatchObject({ price: '50000.00', quote_volume: '0.0021', base_volume: '105.00' });
});

test('all tickers have best prices, which another list tells', async () => {
  const best = { buy: '49999.99', sell: '50000.01', vol: '2810.267' };
  expect((await call('tickers')).data).toEqual([
    expect.objectContaining({ symbol: 'BTC_USDT', ...best }),
    expect.objectContaining({ symbol: 'ETH_USDT', ...best }),
    expect.objectContaining({ symbol: 'BTC_USDT.swap', buy: '49999.9', sell: '50000.1' }),
  ]);
  expect(double().sent('GET /api/v2/public/ticker')).toHaveLength(1);
});

test('there is one leverage for the whole account', async () => {
  expect((await call('setmarginlevel', { symbol: 'BTC_USDT.swap', margin_level: '10' })).error).toBe(
    'whitebit does not support SetMarginLevel',
  );
});

test('GetAccount', async () => {
  const { data } = await call('accounts');
  expect(data).toContainEqual({ currency: 'BTC', free: '1.00000001', frozen: '0' });
});

test('an id above 2^53 keeps its digits: in answers, in raw, in what is sent', async () => {
  const order = { symbol: 'BTC_USDT', type: 'buy', price: '40000.01', amount: '0.123456' };
  const neighbors = [(await dataOf('trade', order)).id, (await dataOf('trade', order)).id].map(String);
  const { data, raw } = await call('trade', order);
  expect(JSON.parse(lastBody(target))).toMatchObject({
    market: 'BTC_USDT',
    side: 'buy',
    amount: '0.123456',
    price: '40000.01',
    clientOrderId: expect.stringMatching(/^fmz[\da-f]{28}$/),
  });
  const id = String(Object(data).id);
  const exact = id.split(',')[1] ?? '';
  expect(neighbors[0]).toBe('BTC_USDT,9007199254740993');
  expect(exact).toBe('9007199254740997');
  expect(String(Object(raw).orderId)).toBe(exact);

  expect(await dataOf('order', { id: neighbors[0] })).toMatchObject({ id: neighbors[0], status: 'pending' });
  const { data: open, raw: openRaw } = await call('orders', { symbol: 'BTC_USDT' });
  expect(Object(open).map((row: { id: string }) => row.id)).toEqual(
    expect.arrayContaining([...neighbors, id]),
  );
  expect(JSON.stringify(openRaw)).toContain(exact);

  await dataOf('modifyorder', { id: neighbors[0], type: 'buy', price: '41000', amount: '-1' });
  expect(lastBody('POST /api/v4/order/modify')).toContain('9007199254740993');
  expect((await call('cancel', { id: neighbors[0] })).data).toBe(true);
  // 2^53 + 1 as a JavaScript number is 2^53.
  expect(lastBody('POST /api/v4/order/cancel')).toContain('"orderId":9007199254740993}');
  expect(double().orders.all.map(({ status }) => status)).toEqual(['canceled', 'open', 'open']);
  expect(await dataOf('order', { id: neighbors[0] })).toMatchObject({ status: 'canceled', price: 41000 });
  const { data: history } = await call('historyorders', { symbol: 'BTC_USDT', since: 0 });
  expect(history).toEqual([
    expect.objectContaining({ id: neighbors[0], status: 'canceled', deal_amount: 0 }),
  ]);

  expect((await call('cancel', { id: neighbors[0] })).error).toBe(
    '2 Inner validation failed: Unexecuted order was not found. (the exchange has no such order, or does not keep it any more)',
  );
});

test('a market buy is in quote currency', async () => {
  const { id } = await dataOf('trade', { symbol: 'BTC_USDT', type: 'buy', price: '-1', amount: '100.25' });
  expect(JSON.parse(lastBody('POST /api/v4/order/market'))).toMatchObject({ side: 'buy', amount: '100.25' });
  expect(await dataOf('order', { id })).toMatchObject({ status: 'filled', deal_amount: 0.002005 });
});

test('many requests at once have a nonce each', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => call('accounts')));
  expect(answers.map(({ error }) => error)).toEqual(Array(40).fill(undefined));
});

test('a lost answer: found by the client order id, sent once', async () => {
  double().fault({ match: target, kind: 'reset-after' });
  const before = double().sent(target).length;
  const { id } = await dataOf('trade', { symbol: 'ETH_USDT', type: 'sell', price: '9000', amount: '0.5' });
  expect(id).toBe(`ETH_USDT,${double().orders.all.at(-1)?.id}`);
  expect(double().sent(target)).toHaveLength(before + 1);
});

test('a lost answer to a cancellation: found in the order, sent once', async () => {
  const { id } = await dataOf('trade', { symbol: 'ETH_USDT', type: 'sell', price: '9000', amount: '0.5' });
  double().fault({ match: 'POST /api/v4/order/cancel', kind: 'reset-after' });
  const before = double().sent('POST /api/v4/order/cancel').length;
  expect((await call('cancel', { id })).data).toBe(true);
  expect(double().sent('POST /api/v4/order/cancel')).toHaveLength(before + 1);
});

test('a refusal', async () => {
  const order = { symbol: 'BTC_USDT', type: 'buy', price: '40000', amount: '99999' };
  expect((await call('trade', order)).error).toBe(
    '10 Inner validation failed: Not enough balance. (not enough funds)',
  );
});

test('positions whose size ccxt does not tell are not taken for none', async () => {
  expect((await call('positions', { symbol: 'BTC_USDT.swap' })).data).toEqual([]);
  const position = { positionId: 479975679, market: 'BTC_PERP', amount: '-0.001', basePrice: '82498.7' };
  double().fault({ match: 'POST /api/v4/collateral-account/positions/open', kind: 'json', body: [position] });
  expect((await call('positions', { symbol: 'BTC_USDT.swap' })).error).toBe(
    'ccxt does not say how large the position of BTC_USDT.swap is: ask with IO',
  );
});

test('wrong keys, and no key in the log', async () => {
  const { error } = await call('accounts', {}, { access_key: 'nobody', secret_key: 'nothing' });
  expect(error).toBe('10 Unauthorized request. (check the keys)');
  const signed = double().requests.filter(({ headers }) => headers['x-txc-signature'] !== undefined);
  expect(signed.length).toBeGreaterThan(10);
  for (const { headers, body } of signed) {
    expect(body).not.toContain('ccxt');
    for (const value of [
      ...Object.values(whitebitKeys),
      headers['x-txc-signature'],
      headers['x-txc-payload'],
    ])
      expect(plugin().log()).not.toContain(String(value));
  }
});

test.each(['12abc', '0x10', '9007199254740993x'])(
  'an id of which ccxt would make the number of another order is not sent: %s',
  async (id) => {
    const before = double().sent('POST /api/v4/order/cancel').length;
    expect((await call('cancel', { id: `BTC_USDT,${id}` })).error).toMatch(
      new RegExp(`order id ${id} cannot be sent exactly`),
    );
    expect(double().sent('POST /api/v4/order/cancel')).toHaveLength(before);
  },
);

test('more open orders than the exchange tells at once are no shorter list', async () => {
  const other = await startWhitebit();
  const second = await startCcxtPlugin({ whitebit: other.url });
  for (let count = 0; count < 113; count += 1)
    other.orders.place({
      market: 'BTC_USDT',
      side: 'buy',
      type: 'limit',
      amount: '1',
      price: '1',
      clientId: '',
    });
  const { data, error } = await second.call('whitebit', 'orders', { symbol: 'BTC_USDT' }, whitebitKeys);
  await second.stop();
  await other.close();
  expect(data).toBeUndefined();
  expect(error).toBe('the exchange returns no more than 100 orders: name a market, or cancel some');
});
