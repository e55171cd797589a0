import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type StartedDocker, startDocker } from '../../support/startDocker.js';

let started: StartedDocker;

beforeEach(async () => {
  started = await startDocker();
});

afterEach(() => started.close());

const symbol = 'BTC_USDT';

describe('what goes over the wire', () => {
  test.each<[string, unknown[], string, object]>([
    ['GetTicker', [], 'ticker', { symbol }],
    ['GetTicker', ['ETH_USDT.swap'], 'ticker', { symbol: 'ETH_USDT.swap' }],
    ['GetTicker', [''], 'ticker', { symbol }],
    ['GetDepth', [], 'depth', { symbol, limit: '30' }],
    ['GetTrades', ['LTC_USDT'], 'trades', { symbol: 'LTC_USDT' }],
    ['GetRecords', [], 'records', { symbol, period: '5', limit: '500' }],
    ['GetRecords', [60], 'records', { symbol, period: '1', limit: '500' }],
    ['GetRecords', [3600, 10], 'records', { symbol, period: '60', limit: '10' }],
    ['GetRecords', ['LTC_USDT'], 'records', { symbol: 'LTC_USDT', period: '5', limit: '500' }],
    ['GetRecords', ['LTC_USDT', 86400, 7], 'records', { symbol: 'LTC_USDT', period: '1440', limit: '7' }],
    ['GetTickers', [], 'tickers', {}],
    ['GetMarkets', [], 'markets', {}],
    ['GetAccount', [], 'accounts', {}],
    ['GetAssets', [], 'assets', {}],
    ['Buy', [100.5, 0.1], 'trade', { symbol, type: 'buy', price: '100.5', amount: '0.1' }],
    ['Buy', [1e-7, '2'], 'trade', { symbol, type: 'buy', price: '0.0000001', amount: '2' }],
    ['Buy', [-1, 50], 'trade', { symbol, type: 'buy', price: '-1', amount: '50' }],
    ['Buy', [50], 'trade', { symbol, type: 'buy', price: '-1', amount: '50' }],
    ['Sell', [100, 1, 'why', { a: 1 }], 'trade', { symbol, type: 'sell', price: '100', amount: '1' }],
    [
      'CreateOrder',
      ['ETH_USDT.swap', 'closebuy', -1, 3],
      'trade',
      { symbol: 'ETH_USDT.swap', type: 'closebuy', price: '-1', amount: '3' },
    ],
    [
      'CreateOrder',
      ['', 'buy;postOnly=true', 9, 1],
      'trade',
      { symbol, type: 'buy;postOnly=true', price: '9', amount: '1' },
    ],
    [
      'ModifyOrder',
      ['BTC-USDT,7', 'buy', 99, 2],
      'modifyorder',
      { id: 'BTC-USDT,7', symbol, type: 'buy', price: '99', amount: '2' },
    ],
    ['CancelOrder', ['BTC-USDT,7', 'too far'], 'cancel', { id: 'BTC-USDT,7', symbol }],
    ['CancelOrder', [7], 'cancel', { id: 7, symbol }],
    ['GetOrder', ['BTC-USDT,7'], 'order', { id: 'BTC-USDT,7', symbol }],
    ['GetOrders', [], 'orders', { symbol }],
    ['GetOrders', ['USDT.swap'], 'orders', { symbol: 'USDT.swap' }],
    ['GetOrders', ['BTC-USDT,1795863539675'], 'orders', { symbol }],
    ['GetHistoryOrders', [], 'historyorders', { symbol, since: 0, limit: 0 }],
    ['GetHistoryOrders', ['', 1700000000000, 5], 'historyorders', { symbol, since: 1700000000000, limit: 5 }],
    ['GetHistoryOrders', [1700000000000, 5], 'historyorders', { symbol, since: 1700000000000, limit: 5 }],
    ['GetPositions', [], 'positions', {}],
    ['GetPositions', ['USDT.swap'], 'positions', { symbol: 'USDT.swap' }],
    ['GetPosition', [], 'positions', {}],
    ['GetPosition', ['this_week'], 'positions', { symbol: 'BTC_USDT.this_week' }],
    ['GetPosition', ['XBTUSD'], 'positions', { symbol: 'BTC_USDT.XBTUSD' }],
    ['GetPosition', ['ETH_USDT.swap'], 'positions', { symbol: 'ETH_USDT.swap' }],
    ['SetMarginLevel', [10], 'setmarginlevel', { symbol, margin_level: '10' }],
    [
      'SetMarginLevel',
      ['ETH_USDT.swap', 2.5],
      'setmarginlevel',
      { symbol: 'ETH_USDT.swap', margin_level: '2.5' },
    ],
    ['GetFundings', ['BTC_USDT.swap'], 'fundings', { symbol: 'BTC_USDT.swap' }],
    ['IO', ['api', 'GET', '/api/v5/x', 'a=1&b=%20'], '__api_/api/v5/x', { a: '1', b: ' ' }],
    [
      'IO',
      ['api', 'POST', '/x', '', '{"id":12345678901234567890}'],
      '__api_/x',
      { id: Number('12345678901234567890') },
    ],
    ['IO', ['api', 'POST', '/x', 'a=1', '{"b":2}'], '__api_/x', { a: '1', b: 2 }],
    ['IO', ['api', 'POST', '/x', '[{"b":2}]'], '__api_/x', [{ b: 2 }]],
    ['IO', ['/api/v5/x'], '__api_/api/v5/x', {}],
  ])('%s(%j)', async (fn, args, method, params) => {
    await started.docker.call(fn, args);
    expect(started.sent()).toEqual([{ method, params }]);
    expect(started.plugin.requests[0]).toMatchObject({
      access_key: 'access',
      secret_key: 'secret,passphrase',
    });
  });

  test('the verb of IO is in its header, and every digit of a body arrives', async () => {
    await started.docker.call('IO', ['api', 'delete', '/x', '{"id":12345678901234567890}']);
    expect(started.plugin.requests[0]?.verb).toBe('DELETE');
    expect(started.plugin.requests[0]?.body).toContain('"params":{"id":12345678901234567890}');
  });
});

describe('what is refused here is not sent', () => {
  test.each<[string, unknown[], unknown, string]>([
    ['Buy', ['NaN', 1], null, 'the price must be a number, not "NaN"'],
    ['Buy', [null, 1], null, 'the price must be a number, not null'],
    ['Sell', [1, null], null, 'the amount must be a number, not null'],
    ['CreateOrder', ['BTC_USDT', null, 1, 1], null, 'the side must be a text, not null'],
    ['CancelOrder', [], false, 'the order id is missing: it is what Buy, Sell or CreateOrder returned'],
    ['CancelOrder', [null], false, 'the order id is missing: it is what Buy, Sell or CreateOrder returned'],
    ['GetOrder', [''], null, 'the order id is missing: it is what Buy, Sell or CreateOrder returned'],
    [
      'GetRecords',
      [777],
      null,
      'the period is a number of seconds, in whole minutes: PERIOD_M1 (60), PERIOD_M5 (300) and so on, not 777',
    ],
    ['GetRecords', ['BTC_USDT', '1m'], null, 'the period must be a number, not "1m"'],
    ['SetCurrency', ['USDT'], null, 'the currency is a pair like BTC_USDT, not "USDT"'],
    ['SetDirection', ['up'], null, 'the direction is one of buy, sell, closebuy, closesell, not "up"'],
    ['SetRate', [0], null, 'the rate must be above 0, not 0'],
    ['SetContractType', [], null, 'the contract type must be a text, not nothing'],
    ['IO', ['dance'], null, 'IO has no command "dance" for exchanges behind the general protocol'],
    ['IO', ['api', 'GET'], null, 'the path of IO("api", ...) must be a text, not nothing'],
    [
      'CreateConditionOrder',
      ['BTC_USDT', 'buy', 1, {}],
      null,
      'condition orders have no form in the general protocol: no plugin can be asked for them',
    ],
    [
      'CancelConditionOrder',
      ['x'],
      false,
      'condition orders have no form in the general protocol: no plugin can be asked for them',
    ],
  ])('%s(%j)', async (fn, args, value, error) => {
    // What no plugin can be asked for is told once.
    const once = /^condition orders|^IO has no command/.test(error) && { once: true };
    expect(await started.docker.call(fn, args)).toEqual({ value, error, ...once });
    expect(started.plugin.requests).toEqual([]);
    // It is counted, without a time.
    expect(started.events).toEqual([{ kind: 'call', time: expect.any(Number), exchange: 'OKX', fn, error }]);
  });
});
