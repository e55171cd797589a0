import ccxt from 'ccxt';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BybitDouble, defaultAccount, startBybitDouble } from './startBybitDouble.js';

// A client that was written against the exchange itself, without knowledge of the double.
let bybit: BybitDouble;
let client: InstanceType<typeof ccxt.bybit>;

beforeEach(async () => {
  bybit = await startBybitDouble();
  client = new ccxt.bybit({
    apiKey: defaultAccount.accessKey,
    secret: defaultAccount.secret,
    enableRateLimit: false,
    urls: { api: { public: bybit.url, private: bybit.url } },
    // Asked for what an account may do, it asks paths that the double does not have.
    has: { fetchCurrencies: false },
    options: {
      ...{ enableUnifiedMargin: false, enableUnifiedAccount: true, unifiedMarginStatus: 5 },
      ...{ defaultType: 'swap', fetchMarkets: { types: ['spot', 'linear', 'inverse'] } },
    },
  });
});
afterEach(async () => {
  await client.close();
  await bybit.close();
});

it('finds every kind of market', async () => {
  const markets = Object.values(await client.loadMarkets());
  const kinds = markets.map((market) => `${market?.type} ${market?.settle ?? ''}`.trim());
  expect(new Set(kinds)).toEqual(
    new Set([
      'spot',
      'swap USDT',
      'swap USDC',
      'swap BTC',
      'swap ETH',
      'future USDT',
      'future USDC',
      'future BTC',
    ]),
  );
  expect(kinds.length).toBeGreaterThan(1100);
  expect(client.market('BTC/USDT:USDT')).toMatchObject({
    ...{ id: 'BTCUSDT', linear: true, precision: { price: 0.1, amount: 0.001 } },
  });
});

it('reads prices', async () => {
  expect(await client.fetchTicker('BTC/USDT:USDT')).toMatchObject({
    last: 60_050,
    bid: 60_049.9,
    ask: 60_050.1,
  });
  expect(await client.fetchFundingRate('LTC/USDT:USDT')).toMatchObject({ interval: '4h' });
  const from = Date.now() - 10 * 3_600_000;
  const bars = await client.fetchOHLCV('BTC/USDT', '1h', from, 3);
  expect(bars).toHaveLength(3);
  expect(Math.abs(Number(bars[0]?.[0]) - from)).toBeLessThanOrEqual(3_600_000);
  expect(await client.fetchOrderBook('BTC/USDT', 5)).toMatchObject({
    bids: { length: 5 },
    asks: { length: 5 },
  });
});

it('trades a contract', async () => {
  const { id = '' } = await client.createOrder('BTC/USDT:USDT', 'limit', 'buy', 0.02, 59_000);
  expect(await client.fetchOpenOrders('BTC/USDT:USDT')).toMatchObject([
    { id, price: 59_000, status: 'open' },
  ]);
  await client.editOrder(id, 'BTC/USDT:USDT', 'limit', 'buy', 0.02, 59_500);
  bybit.setPrice('BTCUSDT', '59499', 'linear');
  expect(await client.fetchClosedOrders('BTC/USDT:USDT')).toMatchObject([
    { id, status: 'closed', filled: 0.02, average: 59_500 },
  ]);
  expect(await client.fetchPositions()).toMatchObject([
    { symbol: 'BTC/USDT:USDT', side: 'long', contracts: 0.02, entryPrice: 59_500, hedged: false },
  ]);
  await client.setLeverage(20, 'BTC/USDT:USDT');
  await expect(client.setLeverage(20, 'BTC/USDT:USDT')).rejects.toThrow('110043');
});

it('trades on spot', async () => {
  await client.createMarketBuyOrderWithCost('BTC/USDT', 120);
  expect(await client.fetchBalance()).toMatchObject({ USDT: { free: 9880 }, BTC: { free: 1.001998 } });
  const { id = '' } = await client.createOrder('BTC/USDT', 'limit', 'sell', 0.1, 62_000);
  expect(await client.fetchBalance()).toMatchObject({ BTC: { used: 0.1 } });
  await client.cancelOrder(id, 'BTC/USDT');
  await expect(client.cancelOrder(id, 'BTC/USDT')).rejects.toThrow('170142');
  await expect(client.createOrder('BTC/USDT', 'limit', 'sell', 2, 62_000)).rejects.toThrow(
    ccxt.InsufficientFunds,
  );
});
