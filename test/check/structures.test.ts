import { describe, expect, test } from 'vitest';
import type { Expectation } from '../../src/check/structures/Assertion.js';
import { findDefects } from '../../src/check/structures/assertionsOf.js';
import type { MethodName } from '../../src/protocol/methods.js';

const now = 1_795_000_000_000;
const hour = Math.floor(now / 3_600_000) * 3600;
const asked: Expectation = { symbol: 'BTC_USDT', limit: 3, period: 60, last: 100, now };

const ticker = {
  symbol: 'BTC_USDT',
  buy: '99',
  sell: '101',
  high: '110',
  low: '90',
  open: '95',
  last: '100',
  vol: '5',
  time: String(now),
};
const depth = {
  time: now,
  asks: [
    [101, 1],
    [102, 1],
  ],
  bids: [
    [99, 1],
    [98, 1],
  ],
};
const trade = { id: '1', time: now, price: 100, amount: 1, type: 'buy' };
const bar = (ago: number, ...rest: number[]) => [hour - ago * 3600, 100, 101, 99, 100, 5, ...rest];
const order = {
  id: 'BTC-USDT,1',
  symbol: 'BTC_USDT',
  amount: 1,
  price: 50,
  deal_amount: 0,
  avg_price: 0,
  type: 'buy',
  status: 'pending',
  time: now,
};
const market = { symbol: 'BTC_USDT', base_asset: 'BTC', quote_asset: 'USDT', tick_size: 0.1 };
const position = {
  symbol: 'BTC_USDT.swap',
  type: 'long',
  amount: 1,
  frozen_amount: 0,
  price: 100,
  profit: 0,
  margin: 1,
  margin_level: 10,
  contract_type: 'swap',
};
const funding = { symbol: 'BTC_USDT.swap', rate: 0.0001, time: now + 3_600_000, interval: 28_800_000 };
const balance = { currency: 'BTC', free: '1', frozen: '0' };

const right: [MethodName, unknown][] = [
  ['ticker', ticker],
  ['tickers', [ticker]],
  ['depth', depth],
  ['trades', [trade, { ...trade, id: '2' }]],
  ['records', [bar(2), bar(1), bar(0)]],
  ['accounts', [balance]],
  ['assets', []],
  ['trade', { id: 'BTC-USDT,1' }],
  ['orders', [order]],
  ['order', order],
  ['historyorders', [{ ...order, status: 'filled' }]],
  ['cancel', true],
  ['markets', { BTC_USDT: market }],
  ['markets', { US30: { ...market, symbol: 'US30', base_asset: 'US30', quote_asset: '' } }],
  ['positions', [position]],
  ['positions', [{ ...position, symbol: 'BTC_USDT', contract_type: '' }]],
  ['positions', ['1', '2'].map((id) => ({ ...position, id }))],
  ['setmarginlevel', true],
  ['fundings', [funding]],
  ['modifyorder', { id: 'BTC-USDT,1' }],
];

test.each(right)('%s as the protocol has it: nothing is wrong', (name, data) => {
  expect(findDefects(name, data, asked)).toEqual([]);
});

const wrong: [MethodName, unknown, string][] = [
  ['ticker', { ...ticker, symbol: 'BTC-USDT' }, 'symbol: "BTC-USDT", not "BTC_USDT"'],
  ['ticker', { ...ticker, buy: '102' }, 'bid-below-ask: buy 102 is not below sell 101'],
  ['ticker', { ...ticker, low: '111' }, 'low-below-high: low 111 is above high 110'],
  ['ticker', { ...ticker, time: '1500793319499' }, 'recent: the time 2017-07-23T07:01:59.499Z is not recent'],
  ['tickers', [ticker, ticker], 'unique: BTC_USDT appears twice'],
  ['tickers', [{ ...ticker, symbol: 'BTCUSDT' }], 'symbols: "BTCUSDT"'],
  ['depth', { ...depth, asks: depth.asks.toReversed() }, 'asks-ascending: 101 comes after 102'],
  ['depth', { ...depth, bids: depth.bids.toReversed() }, 'bids-descending: 99 comes after 98'],
  ['depth', { ...depth, bids: [[101, 1]] }, 'bid-below-ask: bid 101 is not below ask 101'],
  ['depth', { ...depth, asks: [[101, 0]] }, 'positive: [101, 0]'],
  ['depth', { ...depth, asks: [[1001, 1]] }, 'price: a price of 1001 while the ticker says 100'],
  [
    'depth',
    { ...depth, asks: [101, 102, 103, 104].map((price) => [price, 1]) },
    'limit: 4 levels, 3 were asked for',
  ],
  [
    'depth',
    { ...depth, time: now + 3_600_000 },
    `recent: the time ${new Date(now + 3_600_000).toISOString()} is ahead of now`,
  ],
  ['trades', [trade, { ...trade, id: '2', time: now - 1 }], `oldest-first: ${now - 1} comes after ${now}`],
  ['trades', [trade, trade], 'ids: the id 1 appears twice'],
  ['trades', [{ ...trade, amount: 0 }], 'positive: price 100, amount 0'],
  ['trades', [{ ...trade, id: 1 }], '0.id must be string, not 1'],
  ['records', [bar(0), bar(1), bar(2)], `oldest-first: ${hour - 3600} comes after ${hour}`],
  ['records', [bar(3), bar(1), bar(0)], 'spacing: 7200 s instead of 3600 s'],
  ['records', [[hour + 60, 100, 101, 99, 100, 5]], `grid: a bar of 60 minutes opens at ${hour + 60}`],
  ['records', [[hour, 100, 99, 99, 100, 5]], 'high-low: open, high, low, close: 100, 99, 99, 100'],
  ['records', [bar(0)], 'limit: 1 bars, 3 were asked for'],
  ['accounts', [balance, balance], 'unique: BTC appears twice'],
  ['accounts', [{ ...balance, frozen: '-1' }], 'frozen: frozen -1'],
  ['trade', { id: '1' }, 'id: "1" is not SYMBOL,ID'],
  ['orders', [{ ...order, id: '1' }], 'id: "1" is not SYMBOL,ID'],
  ['orders', [{ ...order, symbol: 'BTC-USDT' }], 'symbol: "BTC-USDT", not "BTC_USDT"'],
  ['orders', [{ ...order, deal_amount: 2 }], 'filled: deal_amount 2 of 1'],
  ['orders', [order, order], 'unique: BTC-USDT,1 appears twice'],
  ['orders', [{ ...order, status: undefined, state: 'pending' }], 'status: the field status is missing'],
  [
    'historyorders',
    [order],
    'status: "pending" is not one of filled, closed, finished, partial-canceled, canceled',
  ],
  ['historyorders', Array(4).fill(order), 'limit: 4 orders, 3 were asked for'],
  ['historyorders', [order, { ...order, time: now - 1 }], `oldest-first: ${now - 1} comes after ${now}`],
  ['markets', { BTCUSDT: market }, 'keys: BTCUSDT holds BTC_USDT'],
  ['markets', { BTC_USDT: { ...market, base_asset: 'ETH' } }, 'pairs: BTC_USDT has ETH and USDT'],
  ['markets', { BTCUSDT: { ...market, symbol: 'BTCUSDT' } }, 'pairs: BTCUSDT has BTC and USDT'],
  ['markets', { BTC_USDT: { ...market, tick_size: 0 } }, 'steps: BTC_USDT has a step of 0 or less'],
  ['positions', [position, position], 'told-once: BTC_USDT.swap appears twice'],
  [
    'positions',
    [1, 2].map((profit) => ({ ...position, id: '7', profit })),
    'told-once: BTC_USDT.swap appears twice',
  ],
  ['positions', [{ ...position, amount: -1 }], 'amount: amount -1'],
  ['positions', [{ ...position, symbol: 'BTC_USDT' }], 'symbol: "BTC_USDT" is not PAIR.contract'],
  [
    'positions',
    [{ ...position, symbol: 'AAPL_USD', contract_type: '' }],
    'symbol: "AAPL_USD" is not PAIR.contract',
  ],
  ['fundings', [{ ...funding, rate: 1 }], 'rate: rate 1'],
];

describe('what is wrong is named', () => {
  test.each(wrong)('%s %j', (name, data, defect) => {
    expect(findDefects(name, data, asked)).toContain(defect);
  });
});
