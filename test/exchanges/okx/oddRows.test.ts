import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { describeAskedOrder } from '../native/describeAskedOrder.js';
import { count, mixed, type OddBench, spoilt, startOdd } from '../native/oddRows.js';
import { okx } from './okx.js';

const TIME = '1731028903911';

const spot = (base: string, more: object = {}) => ({
  ...{ instType: 'SPOT', instId: `${base}-USDT`, baseCcy: base, quoteCcy: 'USDT', uly: '', instFamily: '' },
  ...{ ctVal: '', ctMult: '', ctValCcy: '', expTime: '', ruleType: 'normal', lever: '10', state: 'live' },
  ...{ tickSz: '0.1', lotSz: '0.00001', minSz: '0.0001', maxLmtSz: '9999' },
  ...more,
});
const swap = (base: string, more: object = {}) => ({
  ...spot(base),
  ...{ instType: 'SWAP', instId: `${base}-USDT-SWAP`, baseCcy: '', quoteCcy: '', uly: `${base}-USDT` },
  ...{ instFamily: `${base}-USDT`, ctVal: '0.01', ctMult: '1', ctValCcy: base },
  ...more,
});
const ticker = (instId: string, more: object = {}) => ({
  ...{ instId, last: '100', askPx: '101', bidPx: '99', open24h: '98', high24h: '110', low24h: '90' },
  ...{ vol24h: '1234.5', ts: TIME },
  ...more,
});
const order = (ordId: string, more: object = {}) => ({
  ...{ instType: 'SPOT', instId: 'BTC-USDT', ordId, ordType: 'limit', side: 'buy', state: 'live', sz: '2' },
  ...{ px: '100', accFillSz: '0', avgPx: '', tgtCcy: '', posSide: 'net', reduceOnly: 'false', cTime: TIME },
  ...more,
});
const position = (instId: string, more: object = {}) => ({
  ...{ instId, instType: 'SWAP', mgnMode: 'cross', posSide: 'net', pos: '3', availPos: '3', avgPx: '100' },
  ...{ upl: '1', margin: '', imr: '5', lever: '10' },
  ...more,
});
const funding = (instId: string, more: object = {}) => ({
  ...{ instId, fundingRate: '0.0001', fundingTime: '1743609600000', nextFundingTime: '1743638400000' },
  ...more,
});
const balance = (ccy: string, more: object = {}) => ({
  ...{ ccy, eq: '5', availEq: '', availBal: '4', frozenBal: '1' },
  ...more,
});

type Answers = Record<string, unknown>;

/** What OKX answers, by the end of the path, and the type where there is one. */
const usual: Answers = {
  'instruments SPOT': [spot('BTC'), spot('ETH')],
  'instruments SWAP': [swap('BTC'), swap('ETH')],
  'instruments FUTURES': [],
};

let bench: OddBench | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

async function open(answers: Answers, prefix?: string): Promise<OddBench> {
  bench = await startOkx(answers, prefix);
  return bench;
}

function startOkx(answers: Answers, prefix?: string): Promise<OddBench> {
  const all = { ...usual, ...answers };
  return startOdd({ name: 'OKX', keys: okx.keys, ...(prefix && { prefix }) }, (path, query) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const rows =
      all[`${name} ${query.get('instType')}`] ?? all[`${name} ${query.get('instId')}`] ?? all[name];
    return okx.rows(Array.isArray(rows) ? rows : []);
  });
}

describe('an odd instrument', () => {
  test.each([
    ['a missing step', spot('LTC', { tickSz: undefined }), 'LTC-USDT: tickSz is missing'],
    ['garbage', spot('LTC', { lotSz: 'n/a' }), 'LTC-USDT: lotSz must be a decimal number, not "n/a"'],
    ['no currency', spot('LTC', { baseCcy: null }), 'LTC-USDT: baseCcy is missing'],
  ])('with %s fails whoever asks for it, and nobody else', async (_what, odd, problem) => {
    const { call, data, plugin } = await open({
      'instruments SPOT': [spot('BTC'), odd, spot('ETH')],
      'ticker ETH-USDT': [ticker('ETH-USDT')],
    });
    expect(await data('ticker', { symbol: 'ETH_USDT' })).toMatchObject({ symbol: 'ETH_USDT', last: '100' });
    expect(Object.keys(Object(await data('markets')))).toEqual([
      ...['BTC_USDT', 'ETH_USDT', 'BTC_USDT.swap', 'ETH_USDT.swap'],
    ]);
    expect((await call('ticker', { symbol: 'LTC_USDT' })).error).toBe(
      `OKX lists LTC_USDT so that it cannot be read: ${problem}`,
    );
    const trade = await call('trade', { symbol: 'ltc_usdt', type: 'buy', price: 1, amount: 1 });
    expect(trade.error).toBe(`OKX lists LTC_USDT so that it cannot be read: ${problem}`);
    expect((await call('ticker', { symbol: 'NOPE_USDT' })).error).toMatch(/has no "NOPE_USDT"/);
    expect(count(plugin.log(), 'OKX instruments of SPOT: 1 of 3 rows cannot be read and is left out')).toBe(
      1,
    );
    expect(plugin.log()).toContain(problem);
  });

  test('reads null like "", and a number like its digits', async () => {
    const { data } = await open({
      'instruments SPOT': [spot('PEPE', { tickSz: 1e-8, lotSz: '1E+0', minSz: null, lever: null })],
    });
    expect(await data('markets')).toMatchObject({
      PEPE_USDT: { tick_size: 1e-8, price_precision: 8, amount_size: 1, amount_precision: 0 },
    });
  });

  test('of a dated contract without a date is no contract of the month', async () => {
    const dated = { instType: 'FUTURES', instId: 'BTC-USDT-991231' };
    const { call } = await open({ 'instruments FUTURES': [swap('BTC', { ...dated, expTime: 'soon' })] });
    expect((await call('ticker', { symbol: 'BTC_USDT.month' })).error).toMatch(
      /BTC-USDT-991231: expTime must be a time in milliseconds, not "soon"/,
    );
  });

  test('is counted where it has no name, and the first of two with the same name counts', async () => {
    const { data, plugin } = await open({
      'instruments SPOT': [
        spot('BTC'),
        spot('X', { instId: null }),
        spot('BTC', { tickSz: '7' }),
        'row',
        null,
      ],
    });
    expect(await data('markets')).toMatchObject({ BTC_USDT: { tick_size: 0.1 } });
    expect(plugin.log()).toContain('OKX instruments of SPOT: 3 of 5 rows cannot be read');
  });

  test('hides no position of its contract, in no range', async () => {
    const { data } = await open({
      'instruments SWAP': [swap('BTC', { tickSz: undefined }), swap('LTC', { uly: null })],
      positions: [position('BTC-USDT-SWAP'), position('ETH-USDT-SWAP'), position('LTC-USDT-SWAP')],
    });
    expect(await data('positions', { symbol: 'USDT.swap' })).toMatchObject([
      { symbol: 'BTC_USDT.swap' },
      { symbol: 'ETH_USDT.ETH-USDT-SWAP' },
      { symbol: 'LTC_USDT.swap' },
    ]);
  });
});

describe('public lists', () => {
  test('a ticker, a trade, a bar, a level, a funding that cannot be read is left out, and said once', async () => {
    const bars = [60, 120, 180].map((second) => [String(1731028800000 + second * 1000), ...'12345']);
    const { data, call, plugin } = await open({
      'tickers SPOT': [ticker('BTC-USDT'), ticker('ETH-USDT', { last: {} })],
      'ticker ETH-USDT': [ticker('ETH-USDT', { vol24h: 'NaN' })],
      trades: [
        { tradeId: 2, px: 1e-8, sz: '1e3', side: 'sell', ts: TIME },
        { tradeId: '1', px: '1', sz: '1', side: 'odd', ts: TIME },
      ],
      candles: [bars[2], [...(bars[1] ?? []).slice(0, 5), null], bars[0]],
      books: [
        {
          asks: [
            ['101', '1'],
            ['', '2'],
            [null, '3'],
          ],
          bids: [['1e2', 5, '0', '1']],
          ts: TIME,
        },
      ],
      'funding-rate': [funding('BTC-USDT-SWAP'), funding('ETH-USDT-SWAP', { fundingTime: '' })],
      'funding-rate ETH-USDT-SWAP': [funding('ETH-USDT-SWAP', { nextFundingTime: '' })],
    });
    for (let round = 0; round < 2; round += 1) {
      expect(await data('tickers')).toMatchObject([{ symbol: 'BTC_USDT' }]);
      expect(await data('trades', { symbol: 'BTC_USDT' })).toEqual([
        { id: '2', time: Number(TIME), price: 1e-8, amount: 1000, type: 'sell' },
      ]);
      expect(await data('records', { symbol: 'BTC_USDT', period: 1, limit: 3 })).toHaveLength(2);
      expect(await data('depth', { symbol: 'BTC_USDT' })).toEqual({
        ...{ time: Number(TIME), asks: [[101, 1]], bids: [[100, 5]] },
      });
      expect(await data('fundings', { symbol: 'USDT.swap' })).toMatchObject([{ symbol: 'BTC_USDT.swap' }]);
    }
    expect((await call('ticker', { symbol: 'ETH_USDT' })).error).toMatch(
      /data\.0\.vol24h must be a decimal number, not "NaN"/,
    );
    expect((await call('fundings', { symbol: 'ETH_USDT.swap' })).error).toMatch(
      /data\.0\.nextFundingTime is missing/,
    );
    const log = plugin.log();
    for (const line of [
      'OKX tickers: 1 of 2 rows cannot be read and is left out: ETH-USDT: last must be a decimal number',
      'OKX trades: 1 of 2 rows cannot be read and is left out: 1: side must be',
      'OKX records: 1 of 3 rows cannot be read and is left out: ',
      'OKX levels of the order book: 2 of 3 rows cannot be read and are left out',
      'OKX fundings: 1 of 2 rows cannot be read and is left out: ETH-USDT-SWAP: fundingTime is missing',
    ]) {
      expect(count(log, line)).toBe(1);
    }
  });

  test('an answer that is no list stays an error', async () => {
    const odd = await startOdd({ name: 'OKX', keys: okx.keys }, () => ({ code: '0', msg: '', data: {} }));
    expect((await odd.call('tickers')).error).toMatch(/the answer is not as documented: data must be Array/);
    expect((await odd.call('markets')).error).toMatch(/the answer is not as documented: data must be Array/);
    await odd.close();
  });

  test('where nothing of what was asked for can be read, that is an error', async () => {
    const { call } = await open({ trades: [{ tradeId: '1', px: null, sz: '1', side: 'buy', ts: TIME }] });
    expect((await call('trades', { symbol: 'BTC_USDT' })).error).toMatch(
      /not as documented: 1: px is missing/,
    );
  });
});

describe('orders in a state that nobody knows', () => {
  test('are open on the list of open orders, done in the history, and said once', async () => {
    const { data, plugin } = await open({
      'orders-pending': [
        order('4', { state: null }),
        order('3', { state: 'effective', accFillSz: '1', avgPx: '100' }),
        order('2', { state: 'effective' }),
        order('1'),
      ],
      'orders-history SPOT': [
        order('6', { state: 'effective', accFillSz: '2' }),
        order('5', { state: 'effective', accFillSz: 1 }),
        order('0', { state: 'effective' }),
      ],
      order: [order('2', { state: 'effective' })],
    });
    const statuses = async (method: string, params: object) =>
      Object(await data(method, params)).map(({ id, status }: Record<string, string>) => [id, status]);
    expect(await statuses('orders', { symbol: 'BTC_USDT' })).toEqual([
      ['BTC-USDT,1', 'pending'],
      ['BTC-USDT,2', 'submitted'],
      ['BTC-USDT,3', 'partial-filled'],
      ['BTC-USDT,4', 'submitted'],
    ]);
    expect(await statuses('historyorders', { symbol: 'BTC_USDT' })).toEqual([
      ['BTC-USDT,0', 'canceled'],
      ['BTC-USDT,5', 'partial-canceled'],
      ['BTC-USDT,6', 'filled'],
    ]);
    expect(await data('order', { id: 'BTC-USDT,2' })).toMatchObject({ status: 'submitted' });
    expect(count(plugin.log(), 'OKX order state "effective": not known to this adapter')).toBe(1);
  });
});

describe('orders that were not asked for', () => {
  describeAskedOrder({
    orderOf: (ordId, clOrdId) => order(ordId, { clOrdId }),
    open: (rows) => startOkx({ order: rows }),
    label: 'BTC-USDT',
  });

  test('done ones are left out of the open ones, and open ones of the done ones', async () => {
    const { data } = await open({
      'orders-pending': [
        order('3', { state: 'canceled' }),
        order('2', { state: 'filled', accFillSz: '2' }),
        order('1'),
      ],
      'orders-history SPOT': [order('6'), order('5', { state: 'canceled' })],
    });
    expect(await data('orders', { symbol: 'BTC_USDT' })).toMatchObject([{ id: 'BTC-USDT,1' }]);
    expect(await data('historyorders', { symbol: 'BTC_USDT' })).toMatchObject([{ id: 'BTC-USDT,5' }]);
  });
});

describe('rows of the account', () => {
  test.each([
    [
      'orders',
      'orders-pending',
      order('7', { sz: 'x' }),
      'data.0 (order 7): sz must be a decimal number, not "x"',
    ],
    ['orders', 'orders-pending', order('7', { side: undefined }), 'data.0 (order 7): side is missing'],
    ['orders', 'orders-pending', order('7', { px: '' }), 'data.0 (order 7): px is missing'],
    [
      ...['orders', 'orders-pending', order('7', { state: 'filled', accFillSz: '' })],
      'data.0 (order 7): accFillSz is missing',
    ],
    ['orders', 'orders-pending', order('7', { ordId: '' }), 'data.0 (order without ordId): ordId is missing'],
    [
      'positions',
      'positions',
      position('BTC-USDT-SWAP', { pos: null }),
      '(position BTC-USDT-SWAP): pos is missing',
    ],
    [
      'positions',
      'positions',
      position('BTC-USDT-SWAP', { avgPx: '' }),
      '(position BTC-USDT-SWAP): avgPx is missing',
    ],
  ] as const)('%s: what cannot be read is named: %s', async (method, path, row, problem) => {
    const { call } = await open({ [path]: [row] });
    const { error, data } = await call(method);
    expect(data).toBeUndefined();
    expect(error).toContain(`the answer is not as documented: `);
    expect(error).toContain(problem);
    expect(error).not.toMatch(/internal error/);
  });

  test('are read however they are spelled', async () => {
    const { data } = await open({
      'orders-pending': [
        order('7', { px: '1.2e-8', sz: 1e-7, accFillSz: null, avgPx: undefined, cTime: null }),
      ],
      balance: [{ details: [balance('BTC', { availBal: 1.2e-8, frozenBal: '1E-8', availEq: null })] }],
    });
    expect(await data('orders', { symbol: 'BTC_USDT' })).toEqual([
      {
        ...{
          id: 'BTC-USDT,7',
          symbol: 'BTC_USDT',
          amount: 1e-7,
          price: 1.2e-8,
          deal_amount: 0,
          avg_price: 0,
        },
        ...{ type: 'buy', status: 'pending' },
      },
    ]);
    expect(await data('accounts')).toEqual([{ currency: 'BTC', free: '0.000000012', frozen: '0.00000001' }]);
  });

  test('a balance that cannot be read is named', async () => {
    const { call } = await open({
      balance: [{ details: [balance('USDT'), balance('BTC', { availBal: 'x' })] }],
    });
    expect((await call('accounts')).error).toMatch(/data\.0\.details\.1 \(balance BTC\): availBal must be/);
  });
});

describe('currencies with lower-case letters', () => {
  const listed = {
    'instruments SPOT': [spot('TSLAx'), spot('BTC')],
    'tickers SPOT': [ticker('TSLAx-USDT')],
    'ticker TSLAx-USDT': [ticker('TSLAx-USDT')],
    'order TSLAx-USDT': [order('7', { instId: 'TSLAx-USDT' })],
    'orders-pending': [order('7', { instId: 'TSLAx-USDT' })],
    books: [{ asks: [['101', '1']], bids: [['99', '1']], ts: TIME }],
    balance: [{ details: [balance('TSLAx')] }],
  };

  test.each([undefined, 'Paper/'])('are spelled as OKX does in every answer (%s)', async (prefix) => {
    const { data } = await open(listed, prefix);
    for (const symbol of ['TSLAx_USDT', 'TSLAX_USDT', 'tslax_usdt']) {
      expect(await data('ticker', { symbol })).toMatchObject({ symbol: 'TSLAx_USDT' });
    }
    expect(await data('tickers')).toMatchObject([{ symbol: 'TSLAx_USDT' }]);
    expect(Object(await data('markets')).TSLAx_USDT).toMatchObject({
      symbol: 'TSLAx_USDT',
      base_asset: 'TSLAx',
    });
  });

  test('in orders and balances, and orders are found by their ids', async () => {
    const { data } = await open(listed);
    expect(await data('orders', { symbol: 'tslax_usdt' })).toMatchObject([{ symbol: 'TSLAx_USDT' }]);
    expect(await data('orders')).toMatchObject([{ id: 'TSLAx-USDT,7', symbol: 'TSLAx_USDT' }]);
    for (const id of ['TSLAx-USDT,7', 'tslax-usdt,7']) {
      expect(await data('order', { id })).toMatchObject({ id: 'TSLAx-USDT,7', symbol: 'TSLAx_USDT' });
    }
    expect(await data('accounts')).toMatchObject([{ currency: 'TSLAx' }]);
  });

  test('in the orders of Paper', async () => {
    const { data } = await open(listed, 'Paper/');
    const order = { symbol: 'tslax_usdt', type: 'buy', price: '90', amount: '1' };
    const { id } = Object(await data('trade', order));
    for (const symbol of [undefined, 'TSLAx_USDT', 'tslax_usdt']) {
      expect(await data('orders', { symbol })).toMatchObject([{ id, symbol: 'TSLAx_USDT' }]);
    }
  });

  test('two that differ in case alone are told apart by their spelling', async () => {
    const { data, call } = await open({
      'instruments SPOT': [spot('TSLAx'), spot('TSLAX')],
      'ticker TSLAx-USDT': [ticker('TSLAx-USDT', { last: '1' })],
      'ticker TSLAX-USDT': [ticker('TSLAX-USDT', { last: '2' })],
    });
    expect(await data('ticker', { symbol: 'TSLAx_USDT' })).toMatchObject({ symbol: 'TSLAx_USDT', last: '1' });
    expect(await data('ticker', { symbol: 'TSLAX_USDT' })).toMatchObject({ symbol: 'TSLAX_USDT', last: '2' });
    expect((await call('ticker', { symbol: 'tslax_usdt' })).error).toMatch(
      /"tslax_usdt" may mean TSLAx_USDT or TSLAX_USDT/,
    );
  });
});

describe('any mix of good and odd rows', () => {
  test('tells every good ticker, instrument and funding as without the odd ones', async () => {
    const tickers = [ticker('BTC-USDT'), ticker('ETH-USDT', { last: '5' })];
    const clean = await open({ 'tickers SPOT': tickers, 'funding-rate': [funding('BTC-USDT-SWAP')] });
    const expected = {
      tickers: Object(await clean.data('tickers')),
      markets: Object(await clean.data('markets')),
      fundings: Object(await clean.data('fundings')),
    };
    await clean.close();
    const input = fc.record({
      spots: mixed([spot('BTC'), spot('ETH')], [spot('ODD'), spot('WEIRD')]),
      swaps: mixed([swap('BTC'), swap('ETH')], [swap('ODD')]),
      tickers: mixed(tickers, [ticker('ODD-USDT'), ticker('WEIRD-USDT')]),
      fundings: mixed([funding('BTC-USDT-SWAP')], [funding('ODD-USDT-SWAP')]),
    });
    await fc.assert(
      fc.asyncProperty(input, async (rows) => {
        const odd = await open({
          ...{ 'instruments SPOT': rows.spots, 'instruments SWAP': rows.swaps },
          ...{ 'tickers SPOT': rows.tickers, 'funding-rate': rows.fundings },
        });
        const told = Object(await odd.data('tickers'));
        expect(told).toEqual(expect.arrayContaining(expected.tickers));
        expect(Object(await odd.data('markets'))).toMatchObject(expected.markets);
        expect(Object(await odd.data('fundings'))).toEqual(expect.arrayContaining(expected.fundings));
        await odd.close();
      }),
      { numRuns: 25 },
    );
  });

  test('never drops an order or a position of the account in silence', async () => {
    const input = fc.record({
      order: spoilt(order('7')),
      position: spoilt(position('BTC-USDT-SWAP')),
      instrument: spoilt(swap('BTC')),
    });
    await fc.assert(
      fc.asyncProperty(input, async (rows) => {
        const { call, close } = await open({
          'instruments SWAP': [rows.instrument],
          'orders-pending': [order('8'), { ...rows.order, instType: 'SPOT' }],
          positions: [{ ...rows.position, instType: 'SWAP' }],
        });
        for (const [method, size] of [
          ['orders', 2],
          ['positions', 1],
        ] as const) {
          const { data, error } = await call(method);
          if (error === undefined) expect(data).toHaveLength(size);
          else expect(error).toMatch(/not as documented: data\.\d \((order|position) /);
        }
        await close();
      }),
      { numRuns: 40 },
    );
  });
});
