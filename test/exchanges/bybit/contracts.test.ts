import { expect, test } from 'vitest';
import { useBench } from '../native/createBench.js';
import { bybit } from './bybit.js';

const bench = useBench(bybit);
const { call, ok, asked } = bench;
const { ticker } = bybit.paths;

test.each([
  ...['this_week', 'next_week', 'month', 'quarter', 'next_quarter'].map((code) => `BTC_USDT.${code}`),
  ...['BTC_USDC.quarter', 'BTC_USD.quarter'],
])('%s is on the list, and has its own id', async (symbol) => {
  expect(await ok('ticker', { symbol })).toMatchObject({ symbol });
  const id = /symbol=(.+)/.exec(asked(ticker)[0]?.query ?? '')?.[1];
  expect(id).toMatch(symbol.startsWith('BTC_USD.') ? /^BTCUSD[HMUZ]\d\d$/ : /^BTC(USDT)?-\d\d[A-Z]{3}\d\d$/);
  expect(await ok('ticker', { symbol: `${symbol.split('.')[0]}.${id}` })).toMatchObject({
    last: expect.any(String),
  });
});

test('two perpetuals of one pair: the one that is named like it is meant, the other has its id', async () => {
  const row = (symbol: string) => ({
    ...{ symbol, contractType: 'LinearPerpetual', status: 'Trading', baseCoin: 'PEPE', quoteCoin: 'USDT' },
    ...{ settleCoin: 'USDT', deliveryTime: '0', fundingInterval: 480, leverageFilter: {} },
    ...{ priceFilter: { tickSize: '0.1' }, lotSizeFilter: { qtyStep: '1', minOrderQty: '1' } },
  });
  bench.double.fault({
    match: 'GET /v5/market/instruments-info',
    kind: 'json',
    times: 3,
    body: bybit.rows([row('1000PEPEUSDT'), row('PEPEUSDT')]),
  });
  expect(Object.keys(await ok('markets'))).toEqual(
    expect.arrayContaining(['PEPE_USDT.swap', 'PEPE_USDT.1000PEPEUSDT']),
  );
  await call('ticker', { symbol: 'PEPE_USDT.swap' });
  expect(asked(ticker)[0]?.query).toBe('category=linear&symbol=PEPEUSDT');
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
  bench.double.fault({ match: 'GET /v5/order/realtime', kind: 'json', body });
  expect(await ok('order', { id: `${category}:${native},5` })).toMatchObject({
    id: `${category}:${native},5`,
    symbol,
  });
});
