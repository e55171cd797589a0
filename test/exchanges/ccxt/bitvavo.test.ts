import { describe, expect, test } from 'vitest';
import { bitvavoKeys, startBitvavo } from '../../doubles/ccxt/bitvavo.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';
import { useCcxt } from './useCcxt.js';

const { double, plugin, call, callBriefly, dataOf } = useCcxt('bitvavo', startBitvavo, bitvavoKeys);

describe('market data', () => {
  test('a ticker keeps its digits, and raw is what the exchange sent', async () => {
    const { data, raw } = await call('ticker', { symbol: 'btc_eur' });
    expect(data).toMatchObject({ symbol: 'BTC_EUR', buy: '49999.0000000001', sell: '50001', last: '50000' });
    expect(raw).toMatchObject({ market: 'BTC-EUR', bid: '49999.0000000001' });
  });

  test('bars are in seconds, oldest first, page by page', async () => {
    const { data } = await call('records', { symbol: 'BTC_EUR', period: '60', limit: '2000' });
    const times = Object(data).map((bar: number[]) => Number(bar[0]));
    expect(times).toHaveLength(2000);
    expect(
      times.every((time: number, index: number) => index === 0 || time - times[index - 1] === 3600),
    ).toBe(true);
  });

  test('a period that the exchange lacks names those it has', async () => {
    expect((await call('records', { symbol: 'BTC_EUR', period: '3' })).error).toContain(
      'there are no bars of 3 minutes',
    );
  });

  test('GetMarkets has the steps', async () => {
    expect((await dataOf('markets')).BTC_EUR).toMatchObject({
      tick_size: 1,
      amount_size: 1e-8,
      min_qty: 0.000061,
    });
  });

  test('what the exchange lacks is not supported, a symbol that it lacks is named', async () => {
    expect((await call('positions')).error).toBe('bitvavo does not support GetPositions');
    expect((await call('ticker', { symbol: 'NOPE_EUR' })).error).toBe(
      'bitvavo has no "NOPE_EUR": GetMarkets lists what is available',
    );
  });

  test('ccxt/bitvavo is the same exchange', async () => {
    const { data } = await plugin().call('ccxt/bitvavo', 'ticker', { symbol: 'BTC_EUR' });
    expect(data).toMatchObject({ symbol: 'BTC_EUR' });
  });
});

test('markets are loaded once when ten requests arrive together, and shared by all keys', async () => {
  const other = await startCcxtPlugin({ bitvavo: double().url });
  const before = double().sent('GET /v2/markets').length;
  const calls = Array.from({ length: 10 }, (_, index) =>
    index % 2
      ? other.call('bitvavo', 'ticker', { symbol: 'BTC_EUR' })
      : other.call('bitvavo', 'accounts', {}, bitvavoKeys),
  );
  const answers = await Promise.all(calls);
  await other.stop();
  expect(answers.map(({ error }) => error)).toEqual(Array(10).fill(undefined));
  expect(double().sent('GET /v2/markets')).toHaveLength(before + 1);
});

describe('orders', () => {
  test('place, find, list, change, cancel', async () => {
    const { id } = await dataOf('trade', { symbol: 'BTC_EUR', type: 'buy', price: '40000', amount: '0.1' });
    expect(id).toMatch(/^BTC-EUR,[\da-f-]{36}$/);
    expect(await dataOf('order', { id })).toMatchObject({
      id,
      symbol: 'BTC_EUR',
      amount: 0.1,
      price: 40000,
      status: 'pending',
    });
    expect(await dataOf('orders')).toEqual([expect.objectContaining({ id })]);
    await dataOf('modifyorder', { id, type: 'buy', price: '41000', amount: '-1' });
    expect(await dataOf('order', { id })).toMatchObject({ price: 41000, amount: 0.1 });
    expect((await call('cancel', { id })).data).toBe(true);
    expect(await dataOf('order', { id })).toMatchObject({ status: 'canceled' });
    expect((await call('cancel', { id })).error).toContain('240 No order found');
  });

  test('done orders of all markets, asked one by one where there are few', async () => {
    const ids: unknown[] = [];
    for (const symbol of ['BTC_EUR', 'ETH_BTC']) {
      const { id } = await dataOf('trade', { symbol, type: 'sell', price: '-1', amount: '0.1' });
      ids.push(id);
    }
    const { data } = await call('historyorders');
    expect(data).toEqual(expect.arrayContaining(ids.map((id) => expect.objectContaining({ id }))));
  });

  test.each([
    ['0.1', '0.1'],
    ['1e-4', '0.0001'],
    ['0.12345678', '0.12345678'],
    ['12.50000000', '12.5'],
  ])('an amount of %s is sent as %s', async (amount, sent) => {
    await dataOf('trade', { symbol: 'BTC_EUR', type: 'sell', price: '90000', amount });
    expect(JSON.parse(double().sent('POST /v2/order').at(-1)?.body ?? '')).toMatchObject({
      amount: sent,
      price: '90000',
    });
  });

  test('seventeen digits arrive', async () => {
    await dataOf('trade', { symbol: 'ETH_EUR', type: 'buy', price: '1234.5', amount: '123456789.12345678' });
    expect(double().sent('POST /v2/order').at(-1)?.body).toContain('"amount":"123456789.12345678"');
  });

  test('a price that ccxt would blur is refused', async () => {
    const order = { symbol: 'ETH_BTC', type: 'buy', price: '12345678901.123456', amount: '1' };
    expect((await call('trade', order)).error).toContain('price 12345678901.123456 cannot be sent exactly');
  });

  test.each([
    [{ price: '40000.5', amount: '0.1' }, 'price 40000.5 is not a multiple of the tick size 1.00 of BTC_EUR'],
    [{ price: '40000', amount: '0.123456789' }, 'amount 0.123456789 is not a multiple of the lot size 1e-8'],
    [{ price: '40000', amount: '0.00001' }, 'amount 0.00001 is below the minimum 0.00006100 of BTC_EUR'],
    [{ price: '-1', amount: '12.345' }, 'amount 12.345 cannot be sent exactly'],
  ])('nothing is rounded: %j', async (order, message) => {
    const before = double().sent('POST /v2/order').length;
    const { error } = await call('trade', { symbol: 'BTC_EUR', type: 'buy', ...order });
    expect(error).toContain(message.replace('1e-8', '0.00000001'));
    expect(double().sent('POST /v2/order')).toHaveLength(before);
  });

  test('a market buy is in quote currency', async () => {
    const { id } = await dataOf('trade', { symbol: 'BTC_EUR', type: 'buy', price: '-1', amount: '100.25' });
    expect(JSON.parse(double().sent('POST /v2/order').at(-1)?.body ?? '')).toMatchObject({
      amountQuote: '100.25',
    });
    expect(await dataOf('order', { id })).toMatchObject({
      status: 'filled',
      amount: 0.002005,
      deal_amount: 0.002005,
    });
  });

  test("the exchange's no: its code, its text, what to do", async () => {
    const { error } = await call('trade', { symbol: 'BTC_EUR', type: 'buy', price: '40000', amount: '1000' });
    expect(error).toBe(
      '216 You do not have sufficient balance to complete this operation. (not enough funds)',
    );
  });
});

describe('IO', () => {
  test.each(['__api_/v2/balance', '__api_privateGetBalance', '__api_private_get_balance'])(
    '%s',
    async (method) => {
      expect(await dataOf(method)).toEqual(
        expect.arrayContaining([expect.objectContaining({ symbol: 'EUR' })]),
      );
    },
  );

  test('the verb is in the header', async () => {
    const { data } = await call(
      '__api_/v2/order',
      { market: 'BTC-EUR', side: 'sell', orderType: 'limit', amount: '0.2', price: '95000', operatorId: 7 },
      bitvavoKeys,
      { 'Http-Method': 'POST' },
    );
    expect(data).toMatchObject({ amount: '0.2', status: 'new' });
  });

  test.each([
    '/v2/nothing',
    '/balance',
    '/foo/balance',
    '//v2/balance',
    '/v2/../v2/balance',
    '/v2/%',
    '/v2/order%2F',
  ])('a path that ccxt does not know is refused, and nothing sent: %s', async (path) => {
    const before = double().requests.length;
    expect((await call(`__api_${path}`)).error).toBe(
      `bitvavo has no GET "${path}" that ccxt knows: use the path of the exchange's own API`,
    );
    expect(double().requests).toHaveLength(before);
  });
});

describe('a lost answer to an order', () => {
  const order = { symbol: 'BTC_EUR', type: 'buy', price: '30000', amount: '0.3' };
  const target = 'POST /v2/order';

  test.each([
    [{ match: target, kind: 'reset-after' }],
    [{ match: target, kind: 'broken-json' }],
    [{ match: target, kind: 'never', carriedOut: true }],
    [{ match: target, kind: 'status-after', status: 503, body: 'busy' }],
    [{ match: target, kind: 'status-after', status: 429, body: { errorCode: 110, error: 'rate' } }],
  ] as const)('%j: it is found by its client order id, and sent once', async (fault) => {
    const before = double().sent(target).length;
    double().fault(fault);
    // An answer is waited for half of the time.
    const { data, error } = await (fault.kind === 'never' ? callBriefly : call)('trade', order);
    expect(error).toBeUndefined();
    expect(Object(data).id).toBe(`BTC-EUR,${double().orders.all.at(-1)?.id}`);
    expect(double().sent(target)).toHaveLength(before + 1);
  });

  test.each([
    [{ match: target, kind: 'reset-before' }],
    [{ match: target, kind: 'html', status: 502 }],
    [{ match: target, kind: 'never' }],
  ] as const)('%j: nothing is there, so that the outcome is unknown', async (fault) => {
    const before = double().sent(target).length;
    double().fault(fault);
    const { error } = await callBriefly('trade', order);
    expect(error).toMatch(/^outcome unknown: .*client order id .* may have been carried out/);
    expect(double().sent(target)).toHaveLength(before + 1);
  });

  test('a cancellation is found in the order', async () => {
    const { id } = await dataOf('trade', order);
    double().fault({ match: 'DELETE /v2/order', kind: 'reset-after' });
    expect((await call('cancel', { id })).data).toBe(true);
    expect(
      double()
        .sent('DELETE /v2/order')
        .filter(({ search }) => search.includes(String(id).split(',')[1] ?? '')),
    ).toHaveLength(1);
  });
});

describe('an answer about another order than the one that was asked for', () => {
  const other = {
    ...{
      orderId: 'ffffffff-0000-4000-8000-000000000000',
      market: 'BTC-EUR',
      status: 'canceled',
      side: 'buy',
    },
    ...{ orderType: 'limit', amount: '0.3', amountRemaining: '0.3', price: '30000', created: 1700000000000 },
    ...{ filledAmount: '0', filledAmountQuote: '0', feePaid: '0', feeCurrency: 'EUR' },
  };

  test('is not told as its state, and no proof that it was canceled', async () => {
    const order = { symbol: 'BTC_EUR', type: 'buy', price: '30000', amount: '0.3' };
    const { id } = await dataOf('trade', order);
    double().fault({ match: 'GET /v2/order', kind: 'json', times: 99, body: other });
    expect((await call('order', { id })).error).toContain(
      'answered with another order than the one asked for',
    );
    double().fault({ match: 'DELETE /v2/order', kind: 'reset-before' });
    expect((await callBriefly('cancel', { id })).error).toMatch(/^outcome unknown: /);
  });
});

describe('an exchange that does not answer as it should', () => {
  test.each([
    [{ match: 'GET /v2/ticker/24h', kind: 'html', times: 2 }, 'an HTML page "502 Bad Gateway"'],
    [{ match: 'GET /v2/ticker/24h', kind: 'html', status: 200, times: 2 }, 'an HTML page "502 Bad Gateway"'],
    [{ match: 'GET /v2/ticker/24h', kind: 'never' }, 'did not answer in time'],
    [{ match: 'GET /v2/ticker/24h', kind: 'reset-before', times: 2 }, 'closed the connection'],
    [{ match: 'GET /v2/ticker/24h', kind: 'json', body: 'null', times: 2 }, 'nothing but null'],
    [{ match: 'GET /v2/ticker/24h', kind: 'json', body: '[]' }, ''],
    [{ match: 'GET /v2/ticker/24h', kind: 'json', body: '{"market":7,"bid":{}}' }, ''],
    [{ match: 'GET /v2/ticker/24h', kind: 'broken-json', times: 2 }, 'not JSON'],
  ] as const)('%j: one line', async (fault, text) => {
    double().fault(fault);
    const ask = fault.kind === 'never' ? callBriefly : call;
    const { data, error = '' } = await ask('ticker', { symbol: 'BTC_EUR' });
    expect(data).toBeUndefined();
    expect(error).toMatch(/^.+$/);
    expect(error).toContain(text);
    expect(error).not.toContain('http');
  });
});

test('no key and no signature is in the log', async () => {
  double().fault({
    match: 'GET /v2/balance',
    kind: 'status',
    status: 400,
    body: { errorCode: 300, error: `no ${bitvavoKeys.access_key} ${bitvavoKeys.secret_key}` },
  });
  const { error } = await call('accounts');
  expect(error).toBe('300 no *** *** (check the keys)');
  const signatures = double().requests.flatMap(({ headers }) => headers['bitvavo-access-signature'] ?? []);
  expect(signatures.length).toBeGreaterThan(10);
  for (const secret of [bitvavoKeys.access_key, bitvavoKeys.secret_key, ...signatures].map(String)) {
    expect(plugin().log()).not.toContain(secret);
  }
});

test('Paper on its prices', async () => {
  const keys = { access_key: 'me', secret_key: '' };
  const { data } = await plugin().call('paper/bitvavo', 'ticker', { symbol: 'BTC_EUR' }, keys);
  expect(data).toMatchObject({ symbol: 'BTC_EUR', sell: '50001' });
  const order = { symbol: 'BTC_EUR', type: 'sell', price: '-1', amount: '0.01' };
  const { error, data: placed } = await plugin().call('paper/bitvavo', 'trade', order, keys);
  expect(error).toBeUndefined();
  const { data: filled } = await plugin().call('paper/bitvavo', 'order', { id: Object(placed).id }, keys);
  expect(filled).toMatchObject({ status: 'filled', deal_amount: 0.01 });
});
