import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findRefusal } from '../../../src/exchanges/ccxt/calls/refusals.js';
import { type BybitDouble, defaultAccount, startBybitDouble } from '../../doubles/bybit/startBybitDouble.js';
import type { Plugin } from '../../support/startPlugin.js';
import { startCcxtPlugin } from './startCcxtPlugin.js';
import { startTelling } from './startTelling.js';

const keys = { access_key: defaultAccount.accessKey, secret_key: defaultAccount.secret };

describe.each(['ccxt/bybit', 'bybiteu', 'bybitid'])(
  '%s, of which ccxt wants a warning read first',
  (name) => {
    let bybit: BybitDouble;
    let plugin: Plugin;
    beforeAll(async () => {
      bybit = await startBybitDouble();
      bybit.setBalance('USDT', '100000');
      plugin = await startCcxtPlugin({ [name]: bybit.url }, 20_000);
    });
    afterAll(async () => {
      await plugin?.stop();
      await bybit?.close();
    });
    const dataOf = async (method: string, params: object) => {
      const { data, error } = await plugin.call(name, method, params, keys);
      expect(error).toBeUndefined();
      return Object(data);
    };

    test('an order is told and changed', async () => {
      const symbol = 'BTC_USDT';
      const { id } = await dataOf('trade', { symbol, type: 'buy', price: '30000', amount: '0.01' });
      expect(await dataOf('order', { id, symbol })).toMatchObject({ id, price: 30_000, status: 'pending' });
      const changed = await dataOf('modifyorder', { id, symbol, type: 'buy', price: '31000', amount: '-1' });
      expect(await dataOf('order', { id: changed.id, symbol })).toMatchObject({
        price: 31_000,
        amount: 0.01,
      });
    });

    test('one that is over long since is looked for where those are', async () => {
      const { orderId } = bybit.seedOrder({
        symbol: 'BTCUSDT',
        category: 'spot',
        createdTime: `${Date.now() - 864e5}`,
      });
      const order = await dataOf('order', { id: `BTCUSDT,${orderId}` });
      expect(order).toMatchObject({ id: `BTCUSDT,${orderId}`, status: 'filled' });
    });

    test('one that there is not', async () => {
      const { error } = await plugin.call(name, 'order', { id: 'BTCUSDT,12345' }, keys);
      expect(error).toContain('the exchange has no such order');
    });
  },
);

describe('what ccxt refuses to send before it is told something', () => {
  test('the open orders of all markets of Aster', async () => {
    const aster = await startTelling('aster');
    const { data, error } = await aster.call('orders', {}, () => []);
    expect({ data, error }).toEqual({ data: [], error: undefined });
    await aster.close();
  });

  test('the bars of an exchange that has them by their start', async () => {
    for (const id of ['coinbaseinternational', 'pacifica', 'zebpay', 'cex']) {
      const exchange = await startTelling(id);
      const params = { symbol: 'BTC_USDT', period: '60', limit: '10' };
      await exchange.call('records', params, () => ({ data: [], aggregations: [] }));
      expect(exchange.double.requests.length, id).toBeGreaterThan(0);
      await exchange.close();
    }
  });

  test('the funding rates of all contracts of Bitfinex', async () => {
    const bitfinex = await startTelling('bitfinex');
    await bitfinex.call('fundings', {}, () => []);
    expect(bitfinex.double.requests.map(({ query }) => query.get('keys'))).toEqual(['BTCUSDTPERP']);
    await bitfinex.close();
  });

  test('positions that are told of one contract at a time', async () => {
    for (const [id, path] of [
      ['hashkey', '/api/v1/futures/positions'],
      ['bitflyer', '/v1/me/getpositions'],
    ] as const) {
      const exchange = await startTelling(id);
      const { data, error } = await exchange.call('positions', {}, () => []);
      expect({ data, error }, id).toEqual({ data: [], error: undefined });
      expect(
        exchange.double.requests.map((request) => request.path),
        id,
      ).toEqual([path]);
      await exchange.close();
    }
  });

  test('a list that is another one for some kinds of instruments', async () => {
    const weex = await startTelling('weex');
    const { data, error } = await weex.call('historyorders', { symbol: 'BTC_USDT' }, () => []);
    expect({ data, error }).toEqual({ data: [], error: undefined });
    await weex.close();
    const poloniex = await startTelling('poloniex');
    const one = { id: 'BTC/USDT:USDT,4188', symbol: 'BTC_USDT.swap' };
    const order = await poloniex.call('order', one, () => ({ code: 200, data: [] }));
    expect(order.error).toContain('order 4188 is not among the orders of BTC_USDT.swap');
    await poloniex.close();
  });

  test('what it cannot ask for is not supported', async () => {
    const p2b = await startTelling('p2b', { kinds: ['spot'] });
    const { error } = await p2b.call('trades', { symbol: 'BTC_USDT' }, () => ({}));
    expect(error).toBe('p2b does not support GetTrades');
    await p2b.close();
  });
});

describe('the reason of an error', () => {
  test('is never the good reply to a request before the one that was not sent', async () => {
    const kucoin = await startTelling('kucoin', { kinds: ['swap'] });
    const good = { code: '200000', msg: 'Welcome back', data: { selfAccountMode: 'CLASSIC' } };
    const { error } = await kucoin.call(
      'setmarginlevel',
      { symbol: 'BTC_USDT.swap', margin_level: '3' },
      () => good,
    );
    expect(error ?? '').not.toContain('Welcome back');
    await kucoin.close();
  });

  test.each([
    [{ retCode: 0, retMsg: 'OK', result: {} }, undefined],
    [{ code: '0', msg: 'success', data: [] }, undefined],
    [{ code: 200, message: 'Success.', data: { status: 'done' } }, undefined],
    [
      { status: 'ok', msg: 'success', data: { error: 'Insufficient balance' } },
      { message: 'Insufficient balance' },
    ],
    [
      { code: 51_000, msg: 'Parameter posSide error' },
      { code: '51000', message: 'Parameter posSide error' },
    ],
  ])('is no word of success: %j', (envelope, refusal) => {
    expect(findRefusal(envelope)).toEqual(refusal);
  });
});
