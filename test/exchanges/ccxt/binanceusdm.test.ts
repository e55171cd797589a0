import { expect, test } from 'vitest';
import { binanceKeys, startBinanceusdm } from '../../doubles/ccxt/binanceusdm.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';
import { useCcxt } from './useCcxt.js';

const { double, plugin, call, dataOf } = useCcxt('binanceusdm', startBinanceusdm, binanceKeys);

const QUANTO = 'ETH_USDT.ETHUSDT_QUANTO';

const lastOrder = () => {
  const { search = '', body = '' } = double().sent('POST /fapi/v1/order').at(-1) ?? {};
  return Object.fromEntries(new URLSearchParams(`${search}&${body}`));
};

test('symbols both ways', async () => {
  expect(Object.keys(await dataOf('markets'))).toEqual([
    'BTC_USDT.swap',
    'ETH_USDT.swap',
    'BTC_USDC.swap',
    QUANTO,
  ]);
  expect(await dataOf('ticker', { symbol: 'BTC_USDT.BTCUSDT' })).toMatchObject({ last: '50000.00' });
  expect((await call('ticker', { symbol: 'BTC_USDT' })).error).toContain('has no "BTC_USDT"');
});

test('a ticker that does not tell the best prices has those of the order book', async () => {
  expect(await dataOf('ticker', { symbol: 'BTC_USDT.swap' })).toMatchObject({
    buy: '49999.9',
    sell: '50000.1',
  });
});

test('all tickers have best prices, from one list of them', async () => {
  const { data } = await call('tickers');
  expect(data).toEqual(
    ['BTC_USDT.swap', 'ETH_USDT.swap', 'BTC_USDC.swap', QUANTO].map((symbol) =>
      expect.objectContaining({ symbol, buy: '49999.90', sell: '50000.10', open: '49500.00' }),
    ),
  );
  expect(double().sent('GET /fapi/v1/ticker/bookTicker')).toHaveLength(1);
});

test('without the list of best prices there is an error, not an empty list', async () => {
  double().fault({ match: 'GET /fapi/v1/ticker/bookTicker', kind: 'json', body: [] });
  expect((await call('tickers')).error).toBe(
    'no best prices of all markets: the best prices are told of one market at a time, ask GetTicker',
  );
});

test('positions of both sides, by symbol and by range', async () => {
  const { data } = await call('positions', { symbol: 'USDT.swap' });
  expect(data).toEqual([
    expect.objectContaining({
      symbol: 'BTC_USDT.swap',
      type: 'long',
      amount: 0.5,
      profit: 500,
      margin_level: 20,
    }),
    expect.objectContaining({ symbol: 'BTC_USDT.swap', type: 'short', amount: 0.2, price: 49000 }),
  ]);
  expect((await call('positions', { symbol: 'USDC.swap' })).data).toEqual([]);
});

test('a range holds orders and positions of a contract that only its own id names', async () => {
  const market = 'ETHUSDT_QUANTO';
  const order = double().orders.place({
    ...{ market, side: 'buy', type: 'limit', amount: '0.1', price: '2000', clientId: undefined },
  });
  const position = {
    ...{ symbol: market, positionSide: 'LONG', positionAmt: '0.700', entryPrice: '2000.0' },
    ...{ markPrice: '2000', unRealizedProfit: '0', liquidationPrice: '0', notional: '1400' },
    ...{ isolatedMargin: '0', isolatedWallet: '0', initialMargin: '70', maintMargin: '7' },
  };
  const tellPosition = () =>
    double().fault({ match: 'GET /fapi/v3/positionRisk', kind: 'json', body: [position] });
  for (const params of [{}, { symbol: 'USDT.swap' }]) {
    tellPosition();
    expect((await call('positions', params)).data).toMatchObject([{ symbol: QUANTO, amount: 0.7 }]);
    expect((await call('orders', params)).data).toMatchObject([
      { id: `${market},${order.id}`, symbol: QUANTO },
    ]);
  }
  tellPosition();
  expect((await call('positions', { symbol: 'USDC.swap' })).data).toEqual([]);
  expect((await call('orders', { symbol: 'USDC.swap' })).data).toEqual([]);
  order.status = 'canceled';
});

test('ids above 2^53 keep their digits', async () => {
  const { data, raw } = await call('trade', {
    symbol: 'BTC_USDT.swap',
    type: 'buy',
    price: '40000',
    amount: '0.5',
  });
  const { id } = Object(data);
  expect(id).toBe(`BTCUSDT,${double().orders.all.at(-1)?.id}`);
  expect(Object(raw).orderId).toBe(double().orders.all.at(-1)?.id);
  expect(await dataOf('order', { id })).toMatchObject({ id, symbol: 'BTC_USDT.swap', amount: 0.5 });
  expect((await call('cancel', { id })).data).toBe(true);
});

test.each([
  ['buy', { side: 'BUY', positionSide: 'LONG' }],
  ['sell', { side: 'SELL', positionSide: 'SHORT' }],
  ['closebuy', { side: 'SELL', positionSide: 'LONG' }],
  ['closesell', { side: 'BUY', positionSide: 'SHORT' }],
])('hedge mode: %s', async (type, fields) => {
  const { id } = await dataOf('trade', { symbol: 'BTC_USDT.swap', type, price: '-1', amount: '0.1' });
  expect(lastOrder()).toMatchObject({ ...fields, type: 'MARKET', quantity: '0.1' });
  expect(lastOrder()).not.toHaveProperty('reduceOnly');
  const offset = type.startsWith('close') ? 'close' : 'open';
  expect(await dataOf('order', { id })).toMatchObject({ type: fields.side.toLowerCase(), offset });
  const { data } = await call('historyorders', { symbol: 'BTC_USDT.swap' });
  expect(data).toContainEqual(expect.objectContaining({ id, offset, avg_price: 50_000 }));
});

test.each([
  ['buy', { side: 'BUY' }],
  ['closebuy', { side: 'SELL', reduceOnly: 'true' }],
])('net mode: %s', async (type, fields) => {
  const net = await startBinanceusdm({ hedged: false });
  const other = await startCcxtPlugin({ binanceusdm: net.url });
  const order = { symbol: 'BTC_USDT.swap', type, price: '-1', amount: '0.1' };
  const { data, error } = await other.call('binanceusdm', 'trade', order, binanceKeys);
  const placed = await other.call('binanceusdm', 'order', { id: Object(data).id }, binanceKeys);
  await other.stop();
  await net.close();
  expect(error).toBeUndefined();
  expect(placed.data).toMatchObject({ offset: type === 'closebuy' ? 'close' : 'open' });
  const { search = '', body = '' } = net.sent('POST /fapi/v1/order')[0] ?? {};
  expect(Object.fromEntries(new URLSearchParams(search + body))).toMatchObject(fields);
});

test('no broker: the client order id is ours', async () => {
  await dataOf('trade', { symbol: 'BTC_USDT.swap', type: 'buy', price: '40000', amount: '0.1' });
  expect(lastOrder().newClientOrderId).toMatch(/^fmz[\da-f]{28}$/);
});

test('a lost answer: found by the client order id', async () => {
  double().fault({ match: 'POST /fapi/v1/order', kind: 'reset-after' });
  const before = double().sent('POST /fapi/v1/order').length;
  const { id } = await dataOf('trade', {
    symbol: 'BTC_USDT.swap',
    type: 'buy',
    price: '30000',
    amount: '0.1',
  });
  expect(id).toBe(`BTCUSDT,${double().orders.all.at(-1)?.id}`);
  expect(double().sent('POST /fapi/v1/order')).toHaveLength(before + 1);
});

test('SetMarginLevel and GetFundings', async () => {
  expect((await call('setmarginlevel', { symbol: 'BTC_USDT.swap', margin_level: '10' })).data).toBe(true);
  expect((await call('setmarginlevel', { symbol: 'BTC_USDT.swap', margin_level: '126' })).error).toContain(
    'leverage should be between 1 and 125',
  );
  const { data } = await call('fundings', { symbol: 'USDT.swap' });
  expect(data).toHaveLength(2);
  expect(Object(data)[0]).toMatchObject({ symbol: 'BTC_USDT.swap', rate: 0.0001, interval: 28_800_000 });
});

test('GetAccount is the futures wallet', async () => {
  const { data } = await call('accounts');
  expect(data).toContainEqual({ currency: 'USDT', free: '9900.00000000', frozen: '100.00000000' });
});

test('IO signs, and leaves orders without a tag', async () => {
  const fields = { symbol: 'BTCUSDT', side: 'BUY', positionSide: 'LONG', type: 'MARKET', quantity: '0.003' };
  const { error } = await plugin().call('binanceusdm', '__api_/fapi/v1/order', fields, binanceKeys, {
    'Http-Method': 'POST',
  });
  expect(error).toBeUndefined();
  expect(lastOrder()).toMatchObject({ quantity: '0.003' });
  expect(lastOrder().newClientOrderId).not.toMatch(/^x-/);
});

test('wrong keys', async () => {
  const { error } = await call('accounts', {}, { access_key: 'nobody', secret_key: 'nothing' });
  expect(error).toBe('-2015 Invalid API-key, IP, or permissions for action. (check the keys)');
});
