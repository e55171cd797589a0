import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/protocol/json.js';
import { methodNames, methods } from '../../src/protocol/methods.js';
import { parseWith } from '../../src/protocol/parseWith.js';
import { resolveMethod } from '../../src/protocol/resolveMethod.js';

describe('resolveMethod', () => {
  test.each(methodNames)('%s is found under its own name and under that of its FMZ function', (name) => {
    expect(resolveMethod(name)?.name).toBe(name);
    expect(resolveMethod(name.toUpperCase())?.name).toBe(name);
    expect(resolveMethod(methods[name].fmz)?.name).toBe(name);
  });

  test.each([
    ['GetPositions', 'positions'],
    ['get_positions', 'positions'],
    ['position', 'positions'],
    ['margin_level', 'setmarginlevel'],
    ['leverage', 'setmarginlevel'],
    ['account', 'accounts'],
    ['history_orders', 'historyorders'],
    ['Funding-Rate', 'fundings'],
    ['getorder', 'order'],
    ['getorders', 'orders'],
    ['CancelOrder', 'cancel'],
  ])('%s is %s', (spelling, name) => {
    expect(resolveMethod(spelling)).toEqual({ name, preset: {} });
  });

  test('Buy and Sell fix the type', () => {
    expect(resolveMethod('Buy')).toEqual({ name: 'trade', preset: { type: 'buy' } });
    expect(resolveMethod('sell')).toEqual({ name: 'trade', preset: { type: 'sell' } });
  });

  test.each(['', 'foo', 'constructor', '__proto__', 'toString', 'get', 'hasOwnProperty'])(
    '%j is no method',
    (spelling) => {
      expect(resolveMethod(spelling)).toBeUndefined();
    },
  );

  test('no spelling names two methods', () => {
    const spellings = methodNames.flatMap((name) => [
      name,
      ...(methods[name].aliases ?? []),
      ...Object.keys(methods[name].presets ?? {}),
    ]);
    expect(new Set(spellings).size).toBe(spellings.length);
  });
});

describe('params are lenient on the way in', () => {
  test('strings and numbers alike', () => {
    const parsed = { symbol: { name: 'ETH_USDT', base: 'ETH', quote: 'USDT' }, period: 60, limit: 500 };
    expect(
      parseWith(methods.records.params, { symbol: 'eth_usdt', period: '60', limit: '500' }),
    ).toMatchObject(parsed);
    expect(
      parseWith(methods.records.params, { symbol: 'ETH_USDT', period: 60, limit: 500, more: 1 }),
    ).toEqual(parsed);
    expect(parseWith(methods.records.params, { symbol: 'ETH_USDT', period: '60' })).toEqual({
      ...parsed,
      limit: 500,
    });
  });

  test.each(['1e-400', '1E-330', '0.1e-399', '1e400', '1e99999999999'])(
    'a price of %s, which no double holds, is never a market order',
    (price) => {
      const params = parseJson(`{"symbol":"BTC_USDT","type":"buy","price":${price},"amount":1}`);
      expect(() => parseWith(methods.trade.params, params)).toThrow('price must be a decimal number');
    },
  );

  test('a price at or below zero, or none, is a market order', () => {
    const order = { symbol: 'BTC_USDT', type: 'BUY', amount: '0.10' };
    for (const price of ['-1', -1, '0', 0]) {
      expect(parseWith(methods.trade.params, { ...order, price }).price).toBeUndefined();
    }
    expect(parseWith(methods.trade.params, order).price).toBeUndefined();
    expect(parseWith(methods.trade.params, { ...order, price: '1000.50' })).toMatchObject({
      type: 'buy',
      price: '1000.50',
      amount: '0.10',
    });
  });

  test.each([
    [{ symbol: 'BTC_USDT', type: 'buy', price: '1', amount: '-1' }, 'amount must be above 0, not "-1"'],
    [{ symbol: 'BTC_USDT', type: 'buy', price: '1', amount: '0.0' }, 'amount must be above 0'],
    [
      { symbol: 'BTC_USDT', type: 'buy', price: '1', amount: 'ten' },
      'amount must be a decimal number like 0.1, not "ten"',
    ],
    [{ symbol: 'BTC_USDT', type: 'buy', price: '1' }, 'amount is missing'],
    [
      { symbol: 'BTC_USDT', type: 'hold', price: '1', amount: '1' },
      'type must be one of buy, sell, closebuy, closesell',
    ],
    [{ symbol: 'BTC_USDT', type: 'buy', price: {}, amount: '1' }, 'price must be a decimal number'],
    [
      { symbol: 'BTC_USDT', type: 'buy', price: '', amount: '1' },
      'price must be a decimal number, -1 for a market order',
    ],
    [{ symbol: 'BTC_USDT', type: 'buy', price: null, amount: '1' }, 'price must be a decimal number'],
    [{ type: 'buy', price: '1', amount: '1' }, 'symbol is missing'],
  ])('%j: %s', (params, message) => {
    expect(() => parseWith(methods.trade.params, params)).toThrow(message);
  });

  test('figures with exponents are plain inside', () => {
    const order = { symbol: 'PEPE_USDT', type: 'buy' };
    expect(parseWith(methods.trade.params, { ...order, price: '1.2e-8', amount: 1e-7 })).toMatchObject({
      price: '0.000000012',
      amount: '0.0000001',
    });
    expect(
      parseWith(methods.setmarginlevel.params, { symbol: 'A_B.swap', margin_level: '1e1' }),
    ).toMatchObject({ margin_level: '10' });
    expect(
      parseWith(methods.historyorders.params, { since: '1.731028903911e+12', limit: '1e2' }),
    ).toMatchObject({ since: 1_731_028_903_911, limit: 100 });
  });

  test.each([-1, 1.5, '5001', 'many', true, {}])('a limit of %j is refused', (limit) => {
    expect(() => parseWith(methods.records.params, { symbol: 'BTC_USDT', period: 1, limit })).toThrow(
      'limit must be a whole number from 0 to 5000',
    );
  });
});

test('data is strict on the way out', () => {
  const ticker = {
    symbol: 'A_B',
    buy: '1',
    sell: '2',
    high: '3',
    low: '0',
    open: '1',
    last: '1',
    vol: '0',
    time: '1731028903911',
  };
  expect(parseWith(methods.ticker.data, ticker)).toEqual(ticker);
  expect(() => parseWith(methods.ticker.data, { ...ticker, sell: '' })).toThrow(
    'sell must be a decimal string',
  );
  expect(() => parseWith(methods.ticker.data, { ...ticker, time: '1731028903' })).toThrow('time must be');
  expect(() => parseWith(methods.records.data, [[1_731_028_903_911, 1, 1, 1, 1, 1]])).toThrow(
    'must be in seconds',
  );
  expect(() => parseWith(methods.cancel.data, false)).toThrow();
});
