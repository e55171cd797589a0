import { describe, expect, test } from 'vitest';
import { useBench } from '../native/createBench.js';
import { describeTrading } from '../native/describeTrading.js';
import { okx } from './okx.js';

const bench = useBench(okx);
const { ok } = bench;
const hour = 3_600_000;
const day = 24 * hour;
const seed = (age: number, more: object = {}) =>
  bench.double.seedOrder({
    ...{ instId: 'BTC-USDT', state: 'filled', px: '20000', sz: '0.01', accFillSz: '0.01', avgPx: '20000' },
    cTime: String(Math.round(Date.now() - age)),
    ...more,
  });
const statusesOf = (rows: { status: string }[]) => rows.map(({ status }) => status);

describeTrading(bench, {
  accountsQuery: '',
  accountOf: (amounts) => ({ details: amounts ? [{ ccy: 'USDT', ...amounts }] : [], totalEq: '0' }),
  amounts: [
    [
      'availEq where there is one',
      { availBal: '4834.317093622894', availEq: '94.4261', frozenBal: '5.4686', ordFrozen: '0' },
      '94.4261',
      '5.4686',
    ],
    ['availBal in spot mode', { availBal: '29.177378306', availEq: '', frozenBal: '0' }, '29.177378306', '0'],
    ['availEq of zero is zero', { availBal: '5', availEq: '0', frozenBal: '441.02' }, '0', '441.02'],
    [
      'binary noise',
      { availBal: '', availEq: '0.6612664522199999', frozenBal: '0' },
      '0.6612664522199999',
      '0',
    ],
    [
      'orders that borrow freeze no more than is owned',
      {
        ...{ eq: '0.000258796', cashBal: '0.000258796', liab: '0' },
        ...{ availBal: '0', availEq: '0', frozenBal: '441.02', ordFrozen: '454.33' },
      },
      '0',
      '0.000258796',
    ],
    [
      'what is owned and frozen in part',
      { eq: '99.8947', cashBal: '99.8947', availBal: '', availEq: '94.4261', frozenBal: '5.4686' },
      '94.4261',
      '5.4686',
    ],
    [
      'what could be borrowed is not free',
      { eq: '1000', cashBal: '1200', liab: '200', availBal: '1200', availEq: '', frozenBal: '0' },
      '1000',
      '0',
    ],
    [
      'what is owned and not said to be available is frozen',
      { eq: '5', cashBal: '5', availBal: '', availEq: '', frozenBal: '0' },
      '0',
      '5',
    ],
    ['with null as well', { eq: '5', availBal: null, availEq: null, frozenBal: '1' }, '0', '5'],
    ['and where the fields are absent', { eq: '5' }, '0', '5'],
    [
      'a debt',
      {
        ...{ eq: '-200', cashBal: '-200', liab: '200', crossLiab: '200' },
        ...{ availBal: '0', availEq: '50', frozenBal: '3' },
      },
      '0',
      '0',
    ],
  ],
  spot: {
    limit: {
      amount: '0.10000000',
      body: /^\{"instId":"BTC-USDT","tdMode":"cash","side":"buy","ordType":"limit","px":"1000\.10","sz":"0\.10000000","clOrdId":"[A-Za-z0-9]{1,32}"\}$/,
      raw: { data: [{ sCode: '0' }] },
    },
    exponent: '"px":"200000","sz":"0.00002"',
    marketBuy: '"ordType":"market","tgtCcy":"quote_ccy","sz":"100"',
    marketSell: '"side":"sell","ordType":"market","tgtCcy":"base_ccy","sz":"0.5"',
    spentAtMost: 100,
    badOrders: [],
    refusals: [
      [
        { price: '50000', amount: '5' },
        /^51008 .*\(not enough money in the trading account: it may sit in the funding account, transfer it on OKX\)$/,
      ],
    ],
  },
  orders: {
    pageSize: 100,
    seedOpen: (time = Date.now()) =>
      bench.double.seedOrder({
        instId: 'ETH-USDT',
        state: 'live',
        px: '1000',
        sz: '0.001',
        cTime: String(time),
      }),
    many: {
      count: 230,
      seedOthers: (time) =>
        bench.double.seedOrder({
          instId: 'BTC-USDT',
          state: 'partially_filled',
          px: '20000',
          sz: '0.01',
          accFillSz: '0.004',
          avgPx: '19999',
          cTime: String(time),
        }),
      others: ['BTC_USDT'],
    },
    canceledAlready: /^51400 .*\(the order is done already, or never was\)$/,
    unknownOrder: /^51603 Order does not exist/,
    foreignIds: ['BTCUSDT,abc-def', 'BTC-USDT,0f2c-uuid'],
    seedFilled: (age, sz = '0.01') => seed(age, { sz }),
    latest: { path: '/api/v5/trade/orders-history', requests: 1 },
  },
  io: {
    open: {
      path: okx.paths.orders,
      params: { instType: 'SPOT', instId: 'ETH-USDT' },
      query: 'instType=SPOT&instId=ETH-USDT',
      answer: { data: [{ instId: 'ETH-USDT', px: '10' }] },
    },
    encoded: {
      path: okx.paths.accounts,
      params: { ccy: 'BTC,ETH', note: 'ä b' },
      query: 'ccy=BTC%2CETH&note=%C3%A4%20b',
    },
    order: {
      ...{ instId: 'ETH-USDT', tdMode: 'cash', side: 'buy', ordType: 'limit' },
      ...{ px: '10.50', sz: '1.0' },
    },
    missing: {
      path: '/api/v5/nothing',
      message: "404 Not Found (OKX has no such path: look it up in OKX's API documentation)",
    },
  },
});

describe('historyorders of OKX', () => {
  test('the archive, which lacks the latest cancellations, does not hide them', async () => {
    seed(8 * day);
    for (let index = 1; index <= 120; index += 1) seed(hour - index * 1000);
    seed(hour, { state: 'canceled', accFillSz: '0', avgPx: '' });
    const rows = await ok('historyorders', { symbol: 'BTC_USDT', since: Date.now() - 9 * day, limit: 2 });
    expect(statusesOf(rows)).toEqual(['filled', 'canceled']);
  });

  test('canceled ones are there, too', async () => {
    seed(5 * day, { state: 'canceled', accFillSz: '0.004' });
    seed(60_000, { state: 'canceled', accFillSz: '0', avgPx: '' });
    expect(statusesOf(await ok('historyorders'))).toEqual(['partial-canceled', 'canceled']);
  });
});
