import { describe, expect, test } from 'vitest';
import { type BybitDouble, defaultAccount, startBybitDouble } from '../../doubles/bybit/startBybitDouble.js';
import { startPlugin } from '../../support/startPlugin.js';
import { envelopeOf } from './envelopes.js';

const keys = { access_key: defaultAccount.accessKey, secret_key: defaultAccount.secret };

/** What FMZ gets where Bybit answers a request with an envelope of its documentation. */
async function answered(path: string, body: string, method: string, params: object): Promise<unknown> {
  const bybit: BybitDouble = await startBybitDouble({ altcoins: false });
  const plugin = await startPlugin({ baseUrls: { Bybit: bybit.url } });
  bybit.fault({ match: path, kind: 'json', times: 9, body });
  const { data, error } = await plugin.call('Bybit', method, params, keys);
  await plugin.stop();
  await bybit.close();
  expect(error).toBeUndefined();
  return data;
}

describe('envelopes of the documentation', () => {
  test('account/wallet-balance', async () => {
    const coin = { coin: 'BTC', walletBalance: '2', equity: '2', locked: '0.5', spotBorrow: '0' };
    const body = envelopeOf('account-wallet-balance', { row: { coin: [coin] } });
    expect(await answered('GET /v5/account/wallet-balance', body, 'accounts', {})).toEqual([
      { currency: 'BTC', free: '1.5', frozen: '0.5' },
    ]);
  });

  const prices = {
    ...{ bid1Price: '20500.5', ask1Price: '20501.5', lastPrice: '20501', prevPrice24h: '20300' },
    ...{ highPrice24h: '21000', lowPrice24h: '20200', volume24h: '1234.56789' },
  };

  test('market/tickers, spot', async () => {
    const row = { ...prices, symbol: 'BTCUSDT' };
    const body = envelopeOf('market-tickers.3', { row, time: 1_700_000_000_123 });
    expect(await answered('GET /v5/market/tickers', body, 'ticker', { symbol: 'BTC_USDT' })).toEqual({
      symbol: 'BTC_USDT',
      buy: '20500.5',
      sell: '20501.5',
      high: '21000',
      low: '20200',
      open: '20300',
      last: '20501',
      vol: '1234.56789',
      time: '1700000000123',
    });
  });

  test('market/tickers, inverse', async () => {
    const symbol = 'BTC_USD.swap';
    const funding = { fundingRate: '0.0002', nextFundingTime: '1700006400000', fundingIntervalHour: '4' };
    const body = envelopeOf('market-tickers', { row: { ...prices, ...funding, symbol: 'BTCUSD' } });
    expect(await answered('GET /v5/market/tickers', body, 'ticker', { symbol })).toMatchObject({
      vol: '1234.56789',
      open: '20300',
      time: '1700000000000',
    });
    expect(await answered('GET /v5/market/tickers', body, 'fundings', { symbol })).toEqual([
      { symbol, rate: 0.0002, time: 1_700_006_400_000, interval: 14_400_000 },
    ]);
  });

  test('market/orderbook', async () => {
    const result = { a: [['20501.5', '1.25']], b: [['20500.5', '0.5']], ts: 1_700_000_000_001 };
    const body = envelopeOf('market-orderbook', { result });
    expect(await answered('GET /v5/market/orderbook', body, 'depth', { symbol: 'BTC_USDT' })).toEqual({
      time: 1_700_000_000_001,
      asks: [[20501.5, 1.25]],
      bids: [[20500.5, 0.5]],
    });
  });

  test('market/recent-trade', async () => {
    const row = { execId: '2100000000099999999', price: '20501', size: '0.00012', side: 'Buy' };
    const body = envelopeOf('market-recent-trade', { row: { ...row, time: '1700000000002' } });
    expect(await answered('GET /v5/market/recent-trade', body, 'trades', { symbol: 'BTC_USDT' })).toEqual([
      { id: '2100000000099999999', time: 1_700_000_000_002, price: 20501, amount: 0.00012, type: 'buy' },
    ]);
  });

  test('market/kline', async () => {
    const list = [
      ['1700006400000', '20510', '20520', '20500', '20515.5', '268', '0.013'],
      ['1700002800000', '20500', '20512', '20490', '20510', '4177', '0.2'],
    ];
    const body = envelopeOf('market-kline', { result: { list } });
    const params = { symbol: 'BTC_USD.swap', period: 60, limit: 2 };
    expect(await answered('GET /v5/market/kline', body, 'records', params)).toEqual([
      [1_700_002_800, 20500, 20512, 20490, 20510, 4177],
      [1_700_006_400, 20510, 20520, 20500, 20515.5, 268],
    ]);
  });

  const order = { orderId: 'fd4300ae-0000-404e-b947-b46980a4d140', price: '1600.00', qty: '0.10' };
  const limit = { ...order, side: 'Buy', orderType: 'Limit', avgPrice: '0', cumExecQty: '0.00' };

  test('order/realtime', async () => {
    const row = { ...limit, symbol: 'ETHUSDT', orderStatus: 'New', createdTime: '1700000000003' };
    const body = envelopeOf('order-open-order', { row });
    const params = { symbol: 'ETH_USDT.swap' };
    expect(await answered('GET /v5/order/realtime', body, 'orders', params)).toEqual([
      {
        id: 'linear:ETHUSDT,fd4300ae-0000-404e-b947-b46980a4d140',
        symbol: 'ETH_USDT.swap',
        amount: 0.1,
        price: 1600,
        deal_amount: 0,
        avg_price: 0,
        type: 'buy',
        status: 'pending',
        time: 1_700_000_000_003,
        offset: 'open',
        contract_type: 'swap',
      },
    ]);
  });

  test('order/history', async () => {
    const row = { ...limit, symbol: 'BTCUSDT', orderStatus: 'Cancelled', createdTime: '1700000000003' };
    const body = envelopeOf('order-order-list', { row });
    const params = { symbol: 'BTC_USDT.swap' };
    expect(await answered('GET /v5/order/history', body, 'historyorders', params)).toMatchObject([
      { id: 'linear:BTCUSDT,fd4300ae-0000-404e-b947-b46980a4d140', status: 'canceled', price: 1600 },
    ]);
  });

  test('position/list', async () => {
    const row = {
      ...{ symbol: 'BTCUSD', side: 'Sell', size: '300', avgPrice: '27464.50441675', leverage: '10' },
      ...{ unrealisedPnl: '-0.00029413', positionIM: '0.00010923', positionBalance: '0.00139186' },
    };
    const body = envelopeOf('position-position', { row });
    const params = { symbol: 'BTC_USD.swap' };
    expect(await answered('GET /v5/position/list', body, 'positions', params)).toEqual([
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
    const params = { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' };
    const created = envelopeOf('order-create-order', { result: { orderId: '1321003749386327552' } });
    expect(await answered('POST /v5/order/create', created, 'trade', params)).toEqual({
      id: 'spot:BTCUSDT,1321003749386327552',
    });
    const orderId = 'c6f055d9-0000-4079-913d-e6523a9cfffa';
    const id = `linear:BTCUSDT,${orderId}`;
    const change = { id, price: '1000', amount: '-1' };
    const amended = envelopeOf('order-amend-order', { result: { orderId } });
    expect(await answered('POST /v5/order/amend', amended, 'modifyorder', change)).toEqual({ id });
    const canceled = envelopeOf('order-cancel-order', { result: { orderId } });
    expect(await answered('POST /v5/order/cancel', canceled, 'cancel', { id })).toBe(true);
  });

  test('position/set-leverage', async () => {
    const params = { symbol: 'BTC_USDT.swap', margin_level: 6 };
    const body = envelopeOf('position-leverage', {});
    expect(await answered('POST /v5/position/set-leverage', body, 'setmarginlevel', params)).toBe(true);
  });

  test('market/instruments-info', async () => {
    const row = {
      ...{ symbol: 'BTCUSDT', baseCoin: 'BTC', quoteCoin: 'USDT', status: 'Trading' },
      lotSizeFilter: {
        basePrecision: '0.000001',

        maxOrderQty: '83',
        maxLimitOrderQty: '83',
        minOrderAmt: '5',
      },
      priceFilter: { tickSize: '0.1' },
    };
    const body = envelopeOf('market-instrument.2', { row });
    const markets = await answered('GET /v5/market/instruments-info', body, 'markets', {});
    expect(Object(markets).BTC_USDT).toMatchObject({
      ...{ tick_size: 0.1, amount_size: 0.000001, max_qty: 83, min_notional: 5 },
    });
  });
});
