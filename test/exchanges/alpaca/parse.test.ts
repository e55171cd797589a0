import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { instrumentOf } from '../../../src/exchanges/alpaca/instruments.js';
import {
  parseBalance,
  parseCash,
  parseOrder,
  parsePosition,
  parseTicker,
  parseTrades,
} from '../../../src/exchanges/alpaca/parse.js';
import {
  barRow,
  orderReply,
  positionReply,
  snapshotRow,
  tradeRow,
} from '../../../src/exchanges/alpaca/replies.js';

const T = '2026-11-25T15:41:06.120448201Z';
const MS = Date.parse('2026-11-25T15:41:06.120Z');

describe('a ticker', () => {
  const snapshot = {
    latestTrade: { p: 230.1, t: '2026-11-25T15:41:05Z', i: '9007199254740993' },
    latestQuote: { ap: 230.2, as: 3, bp: 230, bs: 2, t: T },
    dailyBar: { o: 228, h: 231, l: 227.5, v: 1234567, c: 230.1 },
  };
  const read = (change: object = {}) =>
    parseTicker(v.parse(snapshotRow, { ...snapshot, ...change }), 'AAPL_USD');

  test('is of the day, at the time of what is newer of trade and quote', () => {
    expect(read()).toEqual({
      ...{ symbol: 'AAPL_USD', buy: '230', sell: '230.2', last: '230.1', vol: '1234567' },
      ...{ open: '228', high: '231', low: '227.5', time: String(MS) },
    });
  });

  test.each([
    ['nobody sells', { latestQuote: { ...snapshot.latestQuote, ap: 0, as: 0 } }],
    ['nothing was traded', { latestTrade: null }],
    ['there is no day yet', { dailyBar: undefined }],
  ])('is none where %s', (_what, change) => {
    expect(read(change)).toBeUndefined();
  });
});

describe('trades', () => {
  const rows = (...prices: number[]) =>
    prices.map((p, index) => v.parse(tradeRow, { t: T, p, s: 1, i: String(index), x: 'V' }));
  const sides = (...prices: number[]) => parseTrades(rows(...prices)).map(({ type }) => type);

  test.each([
    [
      [1, 2, 2, 1, 1],
      ['sell', 'buy', 'buy', 'sell', 'sell'],
    ],
    [
      [2, 2, 1],
      ['buy', 'buy', 'sell'],
    ],
    [
      [1, 1],
      ['buy', 'buy'],
    ],
    [[], []],
  ])('of stocks at %j are %j', (prices, told) => {
    expect(sides(...prices)).toEqual(told);
  });

  test('of coins have the side of the taker, and keep long ids', () => {
    const row = v.parse(tradeRow, { t: T, p: 1e-7, s: 2, i: '18446744073709551615', tks: 'S' });
    expect(parseTrades([row])).toEqual([
      { id: '18446744073709551615', time: MS, price: 1e-7, amount: 2, type: 'sell' },
    ]);
  });

  test('that a venue has taken back are none', () => {
    const told = ['canceled', 'incorrect', 'corrected'].flatMap((u) => rows(5).map((row) => ({ ...row, u })));
    expect(parseTrades(told)).toHaveLength(1);
  });

  test('with the same id are told apart by venue and time', () => {
    const [one] = rows(5);
    if (!one) throw new Error('there is no row');
    const trades = parseTrades([one, { ...one, x: 'P' }, { ...one, t: one.t + 1 }]);
    expect(new Set(trades.map(({ id }) => id)).size).toBe(3);
  });
});

test('a bar of JSON numbers is seconds and digits', () => {
  const bar = { t: '2026-11-25T05:00:00Z', o: 1.5, h: 2, l: 1e-7, c: 1.75, v: 0 };
  expect(v.parse(barRow, bar)).toEqual([Date.parse(bar.t), '1.5', '2', '0.0000001', '1.75', '0']);
  expect(v.safeParse(barRow, { ...bar, t: 'yesterday' }).success).toBe(false);
});

describe('what is owned', () => {
  const position = {
    ...{ symbol: 'AAPL', asset_class: 'us_equity', qty: '12.5', qty_available: '8.25', side: 'long' },
    ...{ avg_entry_price: '201.1', unrealized_pl: '378.375' },
  };
  const read = (change: object = {}) => v.parse(positionReply, { ...position, ...change });

  test('is free where no order sells it', () => {
    expect(parseBalance(read(), 'AAPL')).toEqual({ currency: 'AAPL', free: '8.25', frozen: '4.25' });
    expect(parsePosition(read(), 'AAPL_USD')).toEqual({
      ...{
        symbol: 'AAPL_USD',
        type: 'long',
        amount: 12.5,
        frozen_amount: 4.25,
        price: 201.1,
        profit: 378.375,
      },
      ...{ margin: 0, margin_level: 0, contract_type: '' },
    });
  });

  test('is nothing of a short, which is a position', () => {
    const short = read({ qty: '-3', qty_available: '-3', side: 'short' });
    expect(parseBalance(short, 'TSLA')).toBeUndefined();
    expect(parsePosition(short, 'TSLA_USD')).toMatchObject({ type: 'short', amount: 3, frozen_amount: 0 });
  });

  test('of a coin is named with a slash', () => {
    expect(instrumentOf({ asset_class: 'crypto', symbol: 'BTCUSD' })).toEqual({
      list: 'crypto',
      id: 'BTC/USD',
    });
    expect(instrumentOf({ asset_class: 'crypto', symbol: 'USDTUSD' })).toEqual({
      list: 'crypto',
      id: 'USDT/USD',
    });
    expect(instrumentOf({ asset_class: 'crypto', symbol: 'BTC/USDT' })).toEqual({
      list: 'crypto',
      id: 'BTC/USDT',
    });
    expect(instrumentOf({ asset_class: 'us_equity', symbol: 'BRK.B' })).toEqual({
      list: 'stock',
      id: 'BRK.B',
    });
  });

  test('a row that cannot be read is an error that names it', () => {
    expect(v.safeParse(positionReply, { ...position, qty: 'x' }).issues?.[0]?.message).toMatch(
      /position AAPL.*qty/,
    );
  });

  test.each([
    ['91204.77', '90514.17', '90514.17', '690.6'],
    ['100', '150', '100', '0'],
    ['-20', '0', '0', '0'],
    ['50', '-1', '0', '50'],
  ])('cash of %s, of which %s buys without credit', (cash, non_marginable_buying_power, free, frozen) => {
    expect(parseCash({ cash, non_marginable_buying_power })).toEqual({ currency: 'USD', free, frozen });
  });
});

describe('an order', () => {
  const row = {
    ...{ id: '61e69015-8549-4bfd-b9c3-01e75843f47d', client_order_id: 'mine', symbol: 'AAPL' },
    ...{
      asset_class: 'us_equity',
      type: 'limit',
      side: 'buy',
      qty: '4',
      notional: null,
      limit_price: '228.4',
    },
    ...{
      filled_qty: '0',
      filled_avg_price: null,
      status: 'new',
      submitted_at: T,
      created_at: T,
      replaced_by: null,
    },
  };
  const read = (change: object) => parseOrder(v.parse(orderReply, { ...row, ...change }), 'AAPL_USD');

  test('is what Alpaca tells', () => {
    expect(read({})).toEqual({
      ...{ id: `AAPL,${row.id}`, symbol: 'AAPL_USD', amount: 4, price: 228.4, deal_amount: 0, avg_price: 0 },
      ...{ type: 'buy', status: 'pending', time: MS },
    });
  });

  const part = { filled_qty: '1.5', filled_avg_price: '228.38' };
  const whole = { filled_qty: '4', filled_avg_price: '228.38' };
  test.each([
    ['accepted', {}, 'pending'],
    ['held', {}, 'pending'],
    ['partially_filled', part, 'partial-filled'],
    ['pending_cancel', part, 'partial-filled'],
    ['pending_replace', {}, 'pending'],
    ['done_for_day', part, 'partial-filled'],
    ['stopped', {}, 'pending'],
    ['filled', whole, 'filled'],
    ['calculated', whole, 'filled'],
    ['calculated', part, 'partial-canceled'],
    ['canceled', part, 'partial-canceled'],
    ['canceled', {}, 'canceled'],
    ['expired', {}, 'canceled'],
    ['rejected', {}, 'canceled'],
    ['replaced', {}, 'canceled'],
    ['a word that nobody knows', {}, 'submitted'],
  ])('%s with %j is %s', (status, fills, told) => {
    expect(read({ status, ...fills })).toMatchObject({ status: told });
  });

  test('for money has the amount that it traded', () => {
    const money = { qty: null, notional: '250', type: 'market', limit_price: null, status: 'filled' };
    expect(read({ ...money, filled_qty: '1.079307201', filled_avg_price: '231.63' })).toMatchObject({
      ...{ amount: 1.079307201, deal_amount: 1.079307201, avg_price: 231.63, price: 0, status: 'filled' },
    });
  });

  test.each([
    ['neither amount nor money', { qty: null }, /qty is missing/],
    ['no price', { limit_price: null }, /limit_price is missing/],
    ['fills without a price', { filled_qty: '1' }, /filled_avg_price is missing/],
    ['no id', { id: null }, /order without id/],
  ])('with %s is an error', (_what, change, message) => {
    expect(v.safeParse(orderReply, { ...row, ...change }).issues?.[0]?.message).toMatch(message);
  });
});
