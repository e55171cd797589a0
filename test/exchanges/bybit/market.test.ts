import { expect, test } from 'vitest';
import { createBench } from '../native/createBench.js';
import { describeMarket } from '../native/describeMarket.js';
import { bybit } from './bybit.js';

const bench = createBench(bybit, 10_000);

describeMarket(bench, {
  ticker: {
    symbols: [
      ['ltc_usdt', 'LTC_USDT', 'category=spot&symbol=LTCUSDT'],
      ['BTC_USDT', 'BTC_USDT', 'category=spot&symbol=BTCUSDT'],
      ['BTC_USDT.swap', 'BTC_USDT.swap', 'category=linear&symbol=BTCUSDT'],
      ['BTC_USDC.swap', 'BTC_USDC.swap', 'category=linear&symbol=BTCPERP'],
      ['BTC_USD.swap', 'BTC_USD.swap', 'category=inverse&symbol=BTCUSD'],
      ['SHIB1000_USDT.swap', 'SHIB1000_USDT.swap', 'category=linear&symbol=SHIB1000USDT'],
      ['USDC_USDT', 'USDC_USDT', 'category=spot&symbol=USDCUSDT'],
    ],
    ofRaw({ result, time }) {
      const [row] = result.list;
      return {
        buy: row.bid1Price,
        sell: row.ask1Price,
        high: row.highPrice24h,
        low: row.lowPrice24h,
        open: row.prevPrice24h,
        last: row.lastPrice,
        vol: row.volume24h,
        time: String(time),
      };
    },
    rawText: `{ "retMsg":"OK", "retCode" : 0,"result":{"list":[{"symbol":"LTCUSDT","lastPrice":"80.10","ask1Price":"80.20","bid1Price":"80.00","prevPrice24h":"79","highPrice24h":"81","lowPrice24h":"78","volume24h":"1.0","seq":2896576259728695296,"x":1.50}]},"time":1731028903911}`,
    row: (ask1Price) => ({
      ...{ symbol: 'LTCUSDT', lastPrice: '7.096', ask1Price, bid1Price: '7.095', prevPrice24h: '7' },
      ...{ highPrice24h: '8', lowPrice24h: '6', volume24h: '1' },
    }),
    time: '1731028903911',
    noAsks: ['', '0', '0.00'],
    badSymbols: ['BTC_USDT.month_of_sundays', 'BTCUSDT', 'BTC-USDT', 'USDT'],
  },
  depths: [
    ['ETH_USDT', undefined, 30],
    ['ETH_USDT', '5', 5],
    ['ETH_USDT.swap', 500, 500],
    ['ETH_USD.swap', '2000', 1000],
  ],
  trades: [
    ['ETH_USDT', 60],
    ['ETH_USDT.swap', 100],
    ['ETH_USD.swap', 100],
  ],
  bars: {
    pageSize: 1000,
    lengths: [
      ['BTC_USDT', 1, 1],
      ['BTC_USDT', 1, 1000],
      ['BTC_USDT.swap', 5, 1001],
      ['BTC_USD.swap', 60, 500],
      ['BTC_USDT', 15, 2441],
      ['BTC_USDT', 1, 5000],
      ['BTC_USDT', 1440, 700],
      ['BTC_USD.swap', 10080, 105],
    ],
    ofRaw: (pages) => pages.flatMap(({ result }: { result: { list: string[][] } }) => result.list),
    pages: { limit: 2650, rows: 2650 },
    fivePages: 4300,
    noPeriod: {
      period: '4320',
      message:
        'there are no bars of 4320 minutes: use one of 1, 3, 5, 15, 30, 60, 120, 240, 360, 720, 1440, 10080 (minutes)',
    },
  },
  markets: {
    BTC_USDT: {
      symbol: 'BTC_USDT',
      base_asset: 'BTC',
      quote_asset: 'USDT',
      tick_size: 0.1,
      amount_size: 0.000001,
      price_precision: 1,
      amount_precision: 6,
      max_qty: 83,
      min_notional: 5,
    },
    'BTC_USDT.swap': {
      symbol: 'BTC_USDT.swap',
      base_asset: 'BTC',
      quote_asset: 'USDT',
      tick_size: 0.1,
      amount_size: 0.001,
      price_precision: 1,
      amount_precision: 3,
      min_qty: 0.001,
      max_qty: 1190,
      min_notional: 5,
      ct_val: 1,
      ct_val_ccy: 'BTC',
    },
    'BTC_USD.swap': expect.objectContaining({ ct_val: 1, ct_val_ccy: 'USD', quote_asset: 'USD' }),
    'BTC_USDT.this_week': expect.anything(),
    'BTC_USDC.quarter': expect.anything(),
    'BTC_USD.quarter': expect.anything(),
    'ALT1099_USDT.swap': expect.anything(),
    'SOON_USDT.swap': undefined,
  },
  marketQueries: [
    'category=spot&limit=1000',
    'category=linear&limit=1000',
    'category=inverse&limit=1000',
    'category=linear&limit=1000&cursor=...',
  ],
});

test('a young instrument has the bars that there are', async () => {
  const bars: number[][] = await bench.ok('records', { symbol: 'BTC_USDT', period: '1440', limit: '5000' });
  expect(bars.length).toBeGreaterThan(1000);
  expect(bars.length).toBeLessThan(5000);
  const times = bars.map(([time = 0]) => time);
  expect(times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) === 86_400)).toBe(true);
});

test('fewer requests go out in five seconds than Bybit bans an address for, whatever they ask', async () => {
  await bench.open({ enforceLimits: true });
  const methods = ['ticker', 'depth', 'trades'];
  const answers = await Promise.all(
    Array.from({ length: 660 }, (_, index) =>
      bench.callWithoutKeys(methods[index % 3] ?? '', { symbol: 'LTC_USDT' }),
    ),
  );
  expect(answers.filter(({ error }) => error)).toEqual([]);
});
