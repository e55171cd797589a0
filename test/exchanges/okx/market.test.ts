import { expect } from 'vitest';
import { createBench } from '../native/createBench.js';
import { describeMarket } from '../native/describeMarket.js';
import { okx } from './okx.js';

describeMarket(createBench(okx, 10_000), {
  ticker: {
    symbols: [
      ['ltc_usdt', 'LTC_USDT', 'instId=LTC-USDT'],
      ['BTC_USDT.swap', 'BTC_USDT.swap', 'instId=BTC-USDT-SWAP'],
    ],
    ofRaw({ data: [row] }) {
      return {
        buy: row.bidPx,
        sell: row.askPx,
        high: row.high24h,
        low: row.low24h,
        open: row.open24h,
        last: row.last,
        vol: row.vol24h,
        time: row.ts,
      };
    },
    rawText: `{ "msg":"", "code" : "0","data":[{"instId":"LTC-USDT","last":"80.10","askPx":"80.20","bidPx":"80.00","open24h":"79","high24h":"81","low24h":"78","vol24h":"1.0","ts":"1731028903911","seqId":2896576259728695296,"px":1.50}] }`,
    row: (askPx) => ({
      ...{ instId: 'LTC-USDT', last: '7.096', askPx, bidPx: '7.095', open24h: '7' },
      ...{ high24h: '8', low24h: '6', vol24h: '1', ts: '1783755266261' },
    }),
    time: '1783755266261',
    noAsks: [''],
    badSymbols: ['BTC_USDT.month_of_sundays', 'BTC-USDT', 'USDT'],
  },
  depths: [
    ['ETH_USDT', undefined, 30],
    ['ETH_USDT', '5', 5],
    ['ETH_USDT', 400, 400],
    ['ETH_USDT', '1000', 400],
  ],
  trades: [['ETH_USDT', 100]],
  bars: {
    pageSize: 300,
    lengths: [
      ['BTC_USDT', 1, 1],
      ['BTC_USDT', 1, 300],
      ['BTC_USDT', 5, 301],
      ['BTC_USDT', 60, 500],
      ['BTC_USDT', 15, 1441],
      ['BTC_USDT', 1, 5000],
      ['BTC_USDT', 1440, 700],
      ['BTC_USDT', 4320, 310],
      ['BTC_USDT', 10080, 305],
    ],
    ofRaw: (pages) => pages.flatMap(({ data }: { data: string[][] }) => data),
    pages: { limit: 650, rows: 650 },
    fivePages: 1300,
    noPeriod: {
      period: '7',
      message:
        'period must be one of 1, 3, 5, 15, 30, 60, 120, 240, 360, 720, 1440, 4320, 10080 (minutes), not "7"',
    },
  },
  markets: {
    BTC_USDT: {
      symbol: 'BTC_USDT',
      base_asset: 'BTC',
      quote_asset: 'USDT',
      tick_size: 0.1,
      amount_size: 0.00000001,
      price_precision: 1,
      amount_precision: 8,
      min_qty: 0.00001,
      max_qty: expect.any(Number),
    },
    'BTC_USDT.swap': {
      symbol: 'BTC_USDT.swap',
      base_asset: 'BTC',
      quote_asset: 'USDT',
      tick_size: 0.1,
      amount_size: 0.1,
      price_precision: 1,
      amount_precision: 1,
      min_qty: 0.1,
      max_qty: expect.any(Number),
      ct_val: 0.01,
      ct_val_ccy: 'BTC',
    },
    'BTC_USD.swap': expect.objectContaining({ ct_val: 100, ct_val_ccy: 'USD', quote_asset: 'USD' }),
    'BTC_USD.BTC-USD_UM-SWAP': expect.objectContaining({ base_asset: 'BTC', quote_asset: 'USD' }),
    'BTC_USDT.this_week': expect.anything(),
    'BTC_USD.next_week': expect.anything(),
    'BTC_USDT.quarter': expect.anything(),
  },
  marketQueries: ['instType=SPOT', 'instType=SWAP', 'instType=FUTURES'],
});
