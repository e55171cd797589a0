import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type BybitDouble, defaultAccount, startBybitDouble } from '../../doubles/bybit/startBybitDouble.js';
import { startPlugin } from '../../support/startPlugin.js';

const folder = new URL('../../../../shared/fixtures/bybit/docs/', import.meta.url);
const keys = { access_key: defaultAccount.accessKey, secret_key: defaultAccount.secret };

/** What FMZ gets where Bybit answers a request with an envelope of its documentation. */
async function answered(path: string, envelope: string, method: string, params: object): Promise<unknown> {
  const bybit: BybitDouble = await startBybitDouble();
  const plugin = await startPlugin({ baseUrls: { Bybit: bybit.url } });
  const body = readFileSync(new URL(`${envelope}.json`, folder), 'utf8');
  bybit.fault({ match: path, kind: 'json', times: 9, body });
  const { data, error } = await plugin.call('Bybit', method, params, keys);
  await plugin.stop();
  await bybit.close();
  expect(error).toBeUndefined();
  return data;
}

describe.skipIf(!existsSync(folder))('envelopes of the documentation', () => {
  test('account/wallet-balance', async () => {
    const data = await answered('GET /v5/account/wallet-balance', 'account-wallet-balance', 'accounts', {});
    expect(data).toEqual([{ currency: 'BTC', free: '0', frozen: '0' }]);
  });

  test('market/tickers, spot', async () => {
    expect(
      await answered('GET /v5/market/tickers', 'market-tickers.3', 'ticker', { symbol: 'BTC_USDT' }),
    ).toEqual({
      symbol: 'BTC_USDT',
      buy: '20517.96',
      sell: '20527.77',
      high: '21128.12',
      low: '20318.89',
      open: '20393.48',
      last: '20533.13',
      vol: '11801.27771',
      time: '1673859087947',
    });
  });

  test('market/tickers, inverse', async () => {
    const symbol = 'BTC_USD.swap';
    expect(await answered('GET /v5/market/tickers', 'market-tickers', 'ticker', { symbol })).toMatchObject({
      vol: '13713832.0000',
      open: '105595.90',
      time: '1760352369814',
    });
    expect(await answered('GET /v5/market/tickers', 'market-tickers', 'fundings', { symbol })).toEqual([
      { symbol, rate: 0.0001, time: 1760371200000, interval: 28_800_000 },
    ]);
  });

  test('market/orderbook', async () => {
    expect(
      await answered('GET /v5/market/orderbook', 'market-orderbook', 'depth', { symbol: 'BTC_USDT' }),
    ).toEqual({
      time: 1716863719031,
      asks: [[65557.7, 16.606555]],
      bids: [[65485.47, 47.081829]],
    });
  });

  test('market/recent-trade', async () => {
    expect(
      await answered('GET /v5/market/recent-trade', 'market-recent-trade', 'trades', { symbol: 'BTC_USDT' }),
    ).toEqual([
      { id: '2100000000007764263', time: 1672052955758, price: 16618.49, amount: 0.00012, type: 'buy' },
    ]);
  });

  test('market/kline', async () => {
    const params = { symbol: 'BTC_USD.swap', period: 60, limit: 3 };
    expect(await answered('GET /v5/market/kline', 'market-kline', 'records', params)).toEqual([
      [1670601600, 17086.5, 17088, 16978, 17071.5, 6356],
      [1670605200, 17071.5, 17071.5, 17061, 17071, 4177],
      [1670608800, 17071, 17073, 17027, 17055.5, 268611],
    ]);
  });

  test('order/realtime', async () => {
    expect(
      await answered('GET /v5/order/realtime', 'order-open-order', 'orders', { symbol: 'ETH_USDT.swap' }),
    ).toEqual([
      {
        id: 'linear:ETHUSDT,fd4300ae-7847-404e-b947-b46980a4d140',
        symbol: 'ETH_USDT.swap',
        amount: 0.1,
        price: 1600,
        deal_amount: 0,
        avg_price: 0,
        type: 'buy',
        status: 'pending',
        time: 1684738540559,
        offset: 'open',
        contract_type: 'swap',
      },
    ]);
  });

  test('order/history', async () => {
    expect(
      await answered('GET /v5/order/history', 'order-order-list', 'historyorders', {
        symbol: 'BTC_USDT.swap',
      }),
    ).toMatchObject([
      { id: 'linear:BTCUSDT,14bad3a1-6454-43d8-bcf2-5345896cf74d', status: 'canceled', price: 26864.4 },
    ]);
  });

  test('position/list', async () => {
    expect(
      await answered('GET /v5/position/list', 'position-position', 'positions', { symbol: 'BTC_USD.swap' }),
    ).toEqual([
      {
        symbol: 'BTC_USD.swap',
        type: 'short',
        amount: 300,
        frozen_amount: 0,
        price: 27464.50441675,
        profit: -0.00029413,
        margin: 0.00010923,
        margin_level: 10,
        contract_type: 'swap',
      },
    ]);
  });

  test('order/create, amend and cancel', async () => {
    const order = { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' };
    expect(await answered('POST /v5/order/create', 'order-create-order', 'trade', order)).toEqual({
      id: 'spot:BTCUSDT,1321003749386327552',
    });
    const id = 'linear:BTCUSDT,c6f055d9-7f21-4079-913d-e6523a9cfffa';
    const change = { id, price: '1000', amount: '-1' };
    expect(await answered('POST /v5/order/amend', 'order-amend-order', 'modifyorder', change)).toEqual({
      id,
    });
    expect(await answered('POST /v5/order/cancel', 'order-cancel-order', 'cancel', { id })).toBe(true);
  });

  test('position/set-leverage', async () => {
    const params = { symbol: 'BTC_USDT.swap', margin_level: 6 };
    expect(
      await answered('POST /v5/position/set-leverage', 'position-leverage', 'setmarginlevel', params),
    ).toBe(true);
  });

  test('market/instruments-info', async () => {
    expect(
      Object(await answered('GET /v5/market/instruments-info', 'market-instrument.2', 'markets', {}))
        .BTC_USDT,
    ).toMatchObject({ tick_size: 0.1, amount_size: 0.000001, max_qty: 83, min_notional: 5 });
  });
});
