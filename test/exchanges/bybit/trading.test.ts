import { expect, test } from 'vitest';
import type { Seed } from '../../doubles/bybit/seedOrder.js';
import { useBench } from '../native/createBench.js';
import { describeTrading } from '../native/describeTrading.js';
import { bybit } from './bybit.js';
import { seedSpot } from './seedSpot.js';

const bench = useBench(bybit);
const { ok } = bench;
const open = (time: number, more: Seed) =>
  bench.double.seedOrder({ orderStatus: 'New', createdTime: String(time), ...more });

describeTrading(bench, {
  accountsQuery: 'accountType=UNIFIED',
  accountOf: (amounts) => ({ accountType: 'UNIFIED', coin: amounts ? [{ coin: 'USDT', ...amounts }] : [] }),
  amounts: [
    ['nothing taken', { walletBalance: '5.10' }, '5.10', '0'],
    ['spot orders', { walletBalance: '100', locked: '0.1' }, '99.9', '0.1'],
    [
      'orders and positions of contracts',
      { walletBalance: '100', locked: '1', totalOrderIM: '2.5', totalPositionIM: '3.00000001' },
      '93.49999999',
      '6.50000001',
    ],
    [
      'portfolio margin',
      { walletBalance: '7', locked: '0', totalOrderIM: '', totalPositionIM: '' },
      '7',
      '0',
    ],
    ['margin that other coins stand in for', { walletBalance: '10', totalPositionIM: '25' }, '0', '10'],
    ['a debt', { walletBalance: '-3', locked: '0' }, '0', '0'],
    [
      'borrowed coins are not owned',
      {
        ...{ walletBalance: '1200', spotBorrow: '200', borrowAmount: '200.01', equity: '1000' },
        ...{ locked: '0', unrealisedPnl: '0', availableToWithdraw: '' },
      },
      '1000',
      '0',
    ],
    [
      'borrowed coins in a spot order',
      { walletBalance: '1200', spotBorrow: '200', equity: '1000', locked: '300.5' },
      '699.5',
      '300.5',
    ],
    [
      'an order for more than is owned',
      { walletBalance: '1200', spotBorrow: '1100', equity: '100', locked: '1200' },
      '0',
      '100',
    ],
    [
      'borrowed coins, where equity is not told',
      { walletBalance: '1200', spotBorrow: '', borrowAmount: '200', equity: '' },
      '1000',
      '0',
    ],
    [
      'a gain that is not realised is not spendable',
      { walletBalance: '1000', spotBorrow: '0', equity: '1100', unrealisedPnl: '100', totalPositionIM: '50' },
      '950',
      '50',
    ],
    [
      'a loss is gone',
      { walletBalance: '1000', spotBorrow: '0', equity: '900', unrealisedPnl: '-100', totalPositionIM: '50' },
      '850',
      '50',
    ],
    ['binary noise', { walletBalance: '0.6612664522199999', locked: '0' }, '0.6612664522199999', '0'],
  ],
  spot: {
    limit: {
      amount: '0.100000',
      body: /^\{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","price":"1000\.10","qty":"0\.100000","orderLinkId":"[A-Za-z0-9]{1,36}"\}$/,
      raw: bybit.success,
    },
    exponent: '"price":"200000","qty":"0.00002"',
    marketBuy: '"orderType":"Market","marketUnit":"quoteCoin","qty":"100"',
    marketSell: '"side":"Sell","orderType":"Market","marketUnit":"baseCoin","qty":"0.5"',
    spentAtMost: 100.0001,
    badOrders: [
      [
        { type: 'buy', price: '1000.05', amount: '1' },
        'price 1000.05 is not a multiple of the tick size 0.1 of BTC_USDT',
      ],
      [
        { type: 'buy', price: '1000', amount: '0.0000001' },
        'amount 0.0000001 is not a multiple of the lot size 0.000001 of BTC_USDT',
      ],
    ],
    refusals: [
      [{ price: '50000', amount: '5' }, /^170131 .*\(not enough money in the unified account/],
      [{ price: '1000', amount: '0.001' }, /^170140 .*\(the amount is below the minimum/],
      [{ price: '70000', amount: '0.01' }, /^170372 .*\(the price is too far from the market\)/],
    ],
  },
  orders: {
    pageSize: 50,
    seedOpen: (time = Date.now()) =>
      open(time, { symbol: 'ETHUSDT', category: 'spot', price: '1000', qty: '0.001' }),
    many: {
      count: 130,
      seedOthers(time) {
        open(time + 5, { symbol: 'BTCUSD', category: 'inverse' });
        open(time + 4, { symbol: 'BTCPERP' });
        open(time + 3, { symbol: 'ETHUSDT' });
        open(time + 10, {
          ...{ symbol: 'BTCUSDT', category: 'spot', orderStatus: 'PartiallyFilled' },
          ...{ price: '20000', qty: '0.01', cumExecQty: '0.004', avgPrice: '19999' },
        });
      },
      others: ['ETH_USDT.swap', 'BTC_USDC.swap', 'BTC_USD.swap', 'BTC_USDT'],
    },
    canceledAlready: /^170142 .*\(the order is done already, or never was\)$/,
    unknownOrder: /^110001 Order does not exist/,
    foreignIds: ['BTCUSDT,5', 'option:BTCUSDT,5', 'spot:BTCUSDT,abc-def', 'spot:,5'],
    seedFilled: (age, qty) => seedSpot(bench.double, age, { ...(qty && { qty }) }),
    latest: { path: '/v5/order/history', requests: 2 },
  },
  io: {
    open: {
      path: bybit.paths.orders,
      params: { category: 'spot', symbol: 'ETHUSDT' },
      query: 'category=spot&symbol=ETHUSDT',
      answer: { result: { list: [{ symbol: 'ETHUSDT', price: '10' }] } },
    },
    encoded: {
      path: bybit.paths.accounts,
      params: { accountType: 'UNIFIED', coin: 'BTC,ETH', note: 'ä b' },
      query: 'accountType=UNIFIED&coin=BTC%2CETH&note=%C3%A4%20b',
    },
    order: {
      ...{ category: 'spot', symbol: 'ETHUSDT', side: 'Buy', orderType: 'Limit' },
      ...{ price: '10.50', qty: '1.0' },
    },
    missing: {
      path: '/v5/nothing',
      message: "10017 Route not found. (Bybit has no such path: look it up in Bybit's API documentation)",
    },
  },
});

test('what a spot order locks is frozen', async () => {
  await ok('trade', { symbol: 'BTC_USDT', type: 'buy', price: '1000.1', amount: '0.1' });
  expect(await ok('accounts')).toContainEqual({ currency: 'USDT', free: '9899.99', frozen: '100.01' });
});
