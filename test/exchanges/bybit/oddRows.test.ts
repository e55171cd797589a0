import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { describeAskedOrder } from '../native/describeAskedOrder.js';
import { count, mixed, type OddBench, spoilt, startOdd } from '../native/oddRows.js';
import { bybit } from './bybit.js';

const TIME = '1731028903911';

const spot = (base: string, more: object = {}) => ({
  ...{ symbol: `${base.toUpperCase()}USDT`, baseCoin: base, quoteCoin: 'USDT', status: 'Trading' },
  priceFilter: { tickSize: '0.1' },
  lotSizeFilter: { basePrecision: '0.00001', minOrderAmt: '5', maxLimitOrderQty: '83' },
  ...more,
});
const linear = (base: string, more: object = {}) => ({
  ...{ symbol: `${base}USDT`, baseCoin: base, quoteCoin: 'USDT', settleCoin: 'USDT', status: 'Trading' },
  ...{ contractType: 'LinearPerpetual', deliveryTime: '0', fundingInterval: 480 },
  leverageFilter: { maxLeverage: '100' },
  priceFilter: { tickSize: '0.1' },
  lotSizeFilter: { qtyStep: '0.001', minOrderQty: '0.001', maxOrderQty: '100', minNotionalValue: '5' },
  ...more,
});
const ticker = (symbol: string, more: object = {}) => ({
  ...{ symbol, lastPrice: '100', ask1Price: '101', bid1Price: '99', prevPrice24h: '98', highPrice24h: '110' },
  ...{ lowPrice24h: '90', volume24h: '1234.5', fundingRate: '0.0001', nextFundingTime: '1760371200000' },
  fundingIntervalHour: '8',
  ...more,
});
const order = (orderId: string, more: object = {}) => ({
  ...{ symbol: 'BTCUSDT', orderId, orderLinkId: '', orderType: 'Limit', side: 'Buy', orderStatus: 'New' },
  ...{ qty: '2', price: '100', cumExecQty: '0', avgPrice: '', marketUnit: '', positionIdx: 0 },
  ...{ reduceOnly: false, createdTime: TIME },
  ...more,
});
const position = (symbol: string, more: object = {}) => ({
  ...{ symbol, positionIdx: 0, side: 'Buy', size: '3', avgPrice: '100', unrealisedPnl: '1', positionIM: '5' },
  leverage: '10',
  ...more,
});
const coin = (name: string, more: object = {}) => ({
  ...{ coin: name, equity: '5', walletBalance: '5', spotBorrow: '0', locked: '1', totalOrderIM: '' },
  totalPositionIM: '',
  ...more,
});

type Answers = Record<string, unknown>;

const usual: Answers = {
  'instruments-info spot': [spot('BTC'), spot('ETH')],
  'instruments-info linear': [linear('BTC'), linear('ETH')],
};

let bench: OddBench | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

async function open(answers: Answers): Promise<OddBench> {
  bench = await startBybit(answers);
  return bench;
}

function startBybit(answers: Answers): Promise<OddBench> {
  const all = { ...usual, ...answers };
  return startOdd({ name: 'Bybit', keys: bybit.keys }, (path, query) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const category = query.get('category');
    const rows = all[`${name} ${category} ${query.get('symbol')}`] ?? all[`${name} ${category}`] ?? all[name];
    if (rows !== undefined && !Array.isArray(rows)) return { ...bybit.rows([]), result: rows };
    return bybit.rows(Array.isArray(rows) ? rows : []);
  });
}

describe.each(['realtime', 'history'])('orders that were not asked for, in "%s"', (path) => {
  describeAskedOrder({
    orderOf: (orderId, orderLinkId) => order(orderId, { orderLinkId }),
    open: (rows) => startBybit({ [path]: rows }),
    label: 'spot:BTCUSDT',
  });
});

describe('an odd instrument', () => {
  test.each([
    ['a missing step', spot('LTC', { priceFilter: {} }), 'LTCUSDT: priceFilter.tickSize is missing'],
    ['no filter', spot('LTC', { lotSizeFilter: null }), 'LTCUSDT: lotSizeFilter must be Object, not null'],
    ['no currency', spot('LTC', { baseCoin: 7, quoteCoin: null }), 'LTCUSDT: quoteCoin is missing'],
  ])('with %s fails whoever asks for it, and nobody else', async (_what, odd, problem) => {
    const { call, data, plugin } = await open({
      'instruments-info spot': [spot('BTC'), odd, spot('ETH')],
      'tickers spot': [ticker('ETHUSDT')],
    });
    expect(await data('ticker', { symbol: 'ETH_USDT' })).toMatchObject({ symbol: 'ETH_USDT', last: '100' });
    expect(Object.keys(Object(await data('markets')))).toEqual([
      ...['BTC_USDT', 'ETH_USDT', 'BTC_USDT.swap', 'ETH_USDT.swap'],
    ]);
    expect((await call('ticker', { symbol: 'LTC_USDT' })).error).toBe(
      `Bybit lists LTC_USDT so that it cannot be read: ${problem}`,
    );
    const log = plugin.log();
    expect(count(log, 'Bybit instruments of spot: 1 of 3 rows cannot be read and is left out')).toBe(1);
  });

  test('of a kind that nobody knows is no swap', async () => {
    const { call, data } = await open({
      'instruments-info linear': [linear('BTC'), linear('ETH', { contractType: 'LinearSomething' })],
    });
    expect(Object.keys(Object(await data('markets')))).not.toContain('ETH_USDT.swap');
    expect((await call('ticker', { symbol: 'ETH_USDT.swap' })).error).toMatch(
      /ETHUSDT: contractType is not known/,
    );
  });

  test('has the precision of its step, however it is written', async () => {
    const { data } = await open({
      'instruments-info spot': [
        spot('PEPE', { priceFilter: { tickSize: 1e-8 }, lotSizeFilter: { basePrecision: '1E-2' } }),
      ],
    });
    expect(await data('markets')).toMatchObject({
      PEPE_USDT: { tick_size: 1e-8, price_precision: 8, amount_size: 0.01, amount_precision: 2 },
    });
  });
});

test('public rows that cannot be read are left out, and said once', async () => {
  const bars = [60, 120, 180].map((second) => [String(1731028800000 + second * 1000), ...'12345']);
  const { data, plugin } = await open({
    'tickers spot': [ticker('BTCUSDT'), ticker('ETHUSDT', { lastPrice: 'NaN' })],
    'tickers linear': [ticker('BTCUSDT'), ticker('ETHUSDT', { nextFundingTime: '' })],
    'recent-trade spot': [
      { execId: '2', price: 1e-8, size: '1e3', side: 'Sell', time: Number(TIME) },
      { execId: '1', price: '1', size: '1', side: '', time: TIME },
    ],
    'kline spot': [bars[2], [...(bars[1] ?? []).slice(0, 5), null], bars[0]],
    'orderbook spot': {
      a: [
        ['101', '1'],
        [null, '3'],
      ],
      b: [['1e2', 5]],
      ts: Number(TIME),
    },
  });
  for (let round = 0; round < 2; round += 1) {
    expect(await data('tickers')).toMatchObject([
      ...[{ symbol: 'BTC_USDT' }, { symbol: 'BTC_USDT.swap' }, { symbol: 'ETH_USDT.swap' }],
    ]);
    expect(await data('fundings')).toMatchObject([{ symbol: 'BTC_USDT.swap' }]);
    expect(await data('trades', { symbol: 'BTC_USDT' })).toEqual([
      { id: '2', time: Number(TIME), price: 1e-8, amount: 1000, type: 'sell' },
    ]);
    expect(await data('records', { symbol: 'BTC_USDT', period: 1, limit: 3 })).toHaveLength(2);
    expect(await data('depth', { symbol: 'BTC_USDT' })).toEqual({
      ...{ time: Number(TIME), asks: [[101, 1]], bids: [[100, 5]] },
    });
  }
  const log = plugin.log();
  for (const list of ['spot tickers', 'linear fundings', 'trades', 'records', 'levels of the order book']) {
    expect(count(log, `Bybit ${list}: 1 of `)).toBe(1);
  }
});

test('orders in a state that nobody knows are open or done by their list, and said once', async () => {
  const odd = { orderStatus: 'Waiting' };
  const { data, plugin } = await open({
    'realtime spot': [order('2', odd), order('1', { ...odd, cumExecQty: '1' })],
    'history spot': [order('4', odd), order('3', { ...odd, cumExecQty: '1' })],
  });
  expect(await data('orders', { symbol: 'BTC_USDT' })).toMatchObject([
    { id: 'spot:BTCUSDT,1', status: 'partial-filled' },
    { id: 'spot:BTCUSDT,2', status: 'submitted' },
  ]);
  expect(await data('historyorders', { symbol: 'BTC_USDT', since: 1 + Number(TIME) - 1000 })).toMatchObject([
    { id: 'spot:BTCUSDT,3', status: 'partial-canceled' },
    { id: 'spot:BTCUSDT,4', status: 'canceled' },
  ]);
  expect(count(plugin.log(), 'Bybit order state "Waiting": not known to this adapter')).toBe(1);
});

test.each([
  ['orders', { 'realtime spot': [order('7', { qty: null })] }, '(order 7): qty is missing'],
  ['orders', { 'realtime spot': [order('7', { price: '' })] }, '(order 7): price is missing'],
  [
    'positions',
    { 'list linear': [position('BTCUSDT', { size: '' })] },
    '(position BTCUSDT): size is missing',
  ],
  [
    'positions',
    { 'list linear': [position('BTCUSDT', { side: '' })] },
    '(position BTCUSDT): side is not known',
  ],
  [
    'accounts',
    { 'wallet-balance': [{ coin: [coin('USDT'), coin('BTC', { walletBalance: 'x' })] }] },
    '(balance BTC): walletBalance must be a decimal number, not "x"',
  ],
])('%s: what cannot be read of the account is named', async (method, answers, problem) => {
  const { call } = await open(answers);
  const { error, data } = await call(method);
  expect(data).toBeUndefined();
  expect(error).toContain('the answer is not as documented: ');
  expect(error).toContain(problem);
});

test('rows of the account are read however they are spelled', async () => {
  const { data } = await open({
    'realtime spot': [order('7', { price: '1.2e-8', qty: 1e-7, cumExecQty: null, createdTime: null })],
    'wallet-balance': [{ coin: [coin('BTC', { walletBalance: 1.2e-8, equity: 1.2e-8, locked: null })] }],
  });
  expect(await data('orders', { symbol: 'BTC_USDT' })).toMatchObject([{ price: 1.2e-8, amount: 1e-7 }]);
  expect(await data('accounts')).toMatchObject([{ currency: 'BTC', free: '0.000000012' }]);
});

test('currencies with lower-case letters are spelled as Bybit does in every answer', async () => {
  const { data } = await open({
    'instruments-info spot': [spot('TSLAx')],
    'tickers spot': [ticker('TSLAXUSDT')],
    'realtime spot': [order('7', { symbol: 'TSLAXUSDT' })],
  });
  for (const symbol of ['TSLAx_USDT', 'tslax_usdt']) {
    expect(await data('ticker', { symbol })).toMatchObject({ symbol: 'TSLAx_USDT' });
    expect(await data('orders', { symbol })).toMatchObject([{ symbol: 'TSLAx_USDT' }]);
  }
  expect(await data('tickers')).toMatchObject([{ symbol: 'TSLAx_USDT' }]);
  expect(await data('order', { id: 'spot:TSLAXUSDT,7' })).toMatchObject({ symbol: 'TSLAx_USDT' });
});

describe('any mix of good and odd rows', () => {
  test('tells every good ticker and instrument as without the odd ones', async () => {
    const tickers = [ticker('BTCUSDT'), ticker('ETHUSDT', { lastPrice: '5' })];
    const clean = await open({ 'tickers spot': tickers, 'tickers linear': tickers });
    const expected = {
      tickers: Object(await clean.data('tickers')),
      markets: Object(await clean.data('markets')),
      fundings: Object(await clean.data('fundings')),
    };
    await clean.close();
    const input = fc.record({
      spots: mixed([spot('BTC'), spot('ETH')], [spot('ODD'), spot('WEIRD')]),
      linears: mixed([linear('BTC'), linear('ETH')], [linear('ODD')]),
      tickers: mixed(tickers, [ticker('ODDUSDT')]),
    });
    await fc.assert(
      fc.asyncProperty(input, async (rows) => {
        const odd = await open({
          ...{ 'instruments-info spot': rows.spots, 'instruments-info linear': rows.linears },
          ...{ 'tickers spot': rows.tickers, 'tickers linear': rows.tickers },
        });
        expect(Object(await odd.data('tickers'))).toEqual(expect.arrayContaining(expected.tickers));
        expect(Object(await odd.data('markets'))).toMatchObject(expected.markets);
        expect(Object(await odd.data('fundings'))).toEqual(expect.arrayContaining(expected.fundings));
        await odd.close();
      }),
      { numRuns: 25 },
    );
  });

  test('never drops an order or a position of the account in silence', async () => {
    const input = fc.record({ order: spoilt(order('7')), position: spoilt(position('BTCUSDT')) });
    await fc.assert(
      fc.asyncProperty(input, async (rows) => {
        const { call, close } = await open({
          'realtime spot': [order('8'), rows.order],
          'list linear': [rows.position],
        });
        for (const [method, size] of [
          ['orders', 2],
          ['positions', 1],
        ] as const) {
          const { data, error } = await call(method);
          if (error === undefined) expect(data).toHaveLength(size);
          else expect(error).toMatch(/not as documented: result\.list\.\d \((order|position) /);
        }
        await close();
      }),
      { numRuns: 40 },
    );
  });
});
