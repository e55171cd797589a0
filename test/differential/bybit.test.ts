import { bybit as CcxtBybit } from 'ccxt';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type BybitDouble, defaultAccount, startBybitDouble } from '../doubles/bybit/startBybitDouble.js';
import { type Plugin, startPlugin } from '../support/startPlugin.js';
import { compare, type Difference, type Rows } from './compare.js';
import { succeeded } from './comparisons/succeeded.js';
import * as account from './normaliseAccount.js';
import * as market from './normaliseMarket.js';

// ccxt and this adapter ask the double of Bybit at one moment; what they make of its answers has to mean the same.

const SEED = 20_261_122;
const keys = { access_key: defaultAccount.accessKey, secret_key: defaultAccount.secret };
let bybit: BybitDouble;
let plugin: Plugin;
let ccxt: CcxtBybit;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const balances = { USDT: '1000000', BTC: '20', USDC: '500000', ETH: '1.10' };
  bybit = await startBybitDouble({ accounts: [{ ...defaultAccount, balances }] });
  plugin = await startPlugin({ baseUrls: { Bybit: bybit.url } });
  const { url } = bybit;
  ccxt = new CcxtBybit({
    urls: { api: { public: url, private: url, spot: url, futures: url, v2: url } },
    ...{ apiKey: keys.access_key, secret: keys.secret_key, enableRateLimit: false },
    // Figures come out as the digits that were sent.
    number: String,
    milliseconds: () => Date.now(),
    has: { fetchCurrencies: false },
    options: {
      ...{ enableUnifiedMargin: false, enableUnifiedAccount: true, unifiedMarginStatus: 5 },
      fetchMarkets: { types: ['spot', 'linear', 'inverse'] },
    },
  });
  await ccxt.loadMarkets();
});
afterAll(async () => {
  await plugin.stop();
  await bybit.close();
  vi.useRealTimers();
});
// What the rate limits count lies behind.
beforeEach(() => pass(10_000));

function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

const ours = async (method: string, params: object = {}) =>
  succeeded(await plugin.call('Bybit', method, params, keys));

function expectSame(kind: string, our: Rows, their: Rows, known: (row: Difference) => boolean = () => false) {
  expect(our.size + their.size).toBeGreaterThan(0);
  expect(compare(kind, our, their).filter((difference) => !known(difference))).toEqual([]);
}

/** One that ccxt has no name for, or FMZ no field. */
const fields = (rows: Rows, ...dropped: string[]): Rows =>
  new Map(
    [...rows].map(([key, row]) => [
      key,
      Object.fromEntries(Object.entries(row).filter(([name]) => !dropped.includes(name))),
    ]),
  );

const symbols = [
  ['BTC_USDT', 'BTC/USDT'],
  ['ETH_BTC', 'ETH/BTC'],
  ['BTC_USDT.swap', 'BTC/USDT:USDT'],
  ['SHIB1000_USDT.swap', 'SHIB1000/USDT:USDT'],
  ['BTC_USDC.swap', 'BTC/USDC:USDC'],
  ['BTC_USD.swap', 'BTC/USD:BTC'],
] as const;

test.each(symbols)('order book, trades and candles of %s', async (fmz, symbol) => {
  const price = fc.integer({ min: 50_000, max: 70_000 }).map(String);
  await fc.assert(
    fc.asyncProperty(price, fc.integer({ min: 1, max: 60 }), async (moved, count) => {
      pass(61_000);
      bybit.setPrice('BTCUSDT', moved);
      expectSame(
        'order book',
        market.book.ours(await ours('depth', { symbol: fmz, limit: count })),
        market.book.theirs(await ccxt.fetchOrderBook(symbol, count)),
      );
      expectSame(
        'trades',
        market.trades.ours(await ours('trades', { symbol: fmz })),
        market.trades.theirs(await ccxt.fetchTrades(symbol, undefined, fmz.includes('.') ? 100 : 60)),
      );
      const bars = { symbol: fmz, period: 60, limit: count };
      const theirs = await ccxt.fetchOHLCV(symbol, '1h', undefined, count);
      const inSeconds = theirs.map(([time = 0, ...figures]) => [Number(time) / 1000, ...figures]);
      expectSame(
        'candles',
        market.candles.ours(await ours('records', bars)),
        market.candles.theirs(inSeconds),
        // FMZ's volume is in contracts, as its amounts are; ccxt's is in coins.
        ({ field }) => field === 'volume' && fmz === 'BTC_USD.swap',
      );
    }),
    { seed: SEED, numRuns: 5 },
  );
});

test('tickers of everything', async () => {
  const lists = await Promise.all(
    ['spot', 'linear', 'inverse'].map((category) => ccxt.fetchTickers(undefined, { category })),
  );
  // The rows have no time; FMZ gets that of the answer.
  const rows = lists.flatMap((list) =>
    Object.entries(list).map(([symbol, row]) => [symbol, { ...row, timestamp: 0 }]),
  );
  expectSame(
    'tickers',
    fields(market.tickers.ours(await ours('tickers')), 'time'),
    fields(market.tickers.theirs(Object.fromEntries(rows)), 'time'),
  );
});

test('instruments', async () => {
  const fresh = await startPlugin({ baseUrls: { Bybit: bybit.url } });
  const data = Object(succeeded(await fresh.call('Bybit', 'markets')));
  await fresh.stop();
  const words = /\.(this_week|next_week|month|next_month|quarter|next_quarter)$/;
  const once = Object.entries(data).filter(([symbol]) => !words.test(symbol));
  expectSame(
    'instruments',
    market.instruments.ours(Object.fromEntries(once)),
    market.instruments.theirs(await ccxt.fetchMarkets()),
    ({ key, field, ours: our }) =>
      // On spot Bybit checks an order's worth, and its least amount no more.
      (field === 'minAmount' && our === undefined && !key.includes(':')) ||
      // ccxt takes spot pairs and contracts that are not traded, too.
      (field === 'row' && our === 'absent'),
  );
});

test('funding rates', async () => {
  const symbolsOf = ['linear', 'inverse'].map((type) =>
    Object.values(ccxt.markets ?? {})
      .filter((row) => row?.swap && row[type === 'linear' ? 'linear' : 'inverse'] && row.active)
      .map((row) => row?.symbol),
  );
  const lists = await Promise.all(symbolsOf.map((list) => ccxt.fetchFundingRates(list)));
  expectSame(
    'funding rates',
    market.fundings.ours(await ours('fundings')),
    market.fundings.theirs(Object.assign({}, ...lists)),
  );
});

const order = fc.record({
  side: fc.constantFrom('Buy' as const, 'Sell' as const),
  status: fc.constantFrom('New', 'PartiallyFilled', 'Filled', 'Cancelled', 'PartiallyFilledCanceled'),
  price: fc.integer({ min: 10, max: 9_999_999 }).map((tenths) => `${tenths / 10}`),
  lots: fc.integer({ min: 2, max: 5000 }),
  part: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  reduceOnly: fc.boolean(),
  age: fc.integer({ min: 1, max: 500_000 }),
});

test.each([
  ['spot', 'BTCUSDT', 'BTC_USDT', 'BTC/USDT', 1e-6],
  ['linear', 'BTCUSDT', 'BTC_USDT.swap', 'BTC/USDT:USDT', 1e-3],
  ['inverse', 'BTCUSD', 'BTC_USD.swap', 'BTC/USD:BTC', 1],
] as const)('orders on %s', async (category, id, fmz, symbol, lot) => {
  const statuses = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 6 }), async (list) => {
      pass(600_000);
      const started = Date.now() - 600_000;
      const seeded = list
        .filter(({ status }) => category === 'spot' || status !== 'PartiallyFilledCanceled')
        .map(({ status, lots, part, age, reduceOnly, ...given }, index) => {
          const filled =
            status === 'Filled'
              ? lots
              : status.startsWith('Partially')
                ? Math.max(1, Math.floor(lots * part))
                : 0;
          const digits = (count: number) => (count === 0 ? '0' : `${Number((count * lot).toFixed(6))}`);
          statuses.add(status);
          return bybit.seedOrder({
            ...{ category, symbol: id, orderStatus: status as 'New', ...given },
            ...{
              qty: digits(lots),
              cumExecQty: digits(filled),
              reduceOnly: reduceOnly && category !== 'spot',
            },
            createdTime: `${started + age + index}`,
          });
        });
      for (const { orderId } of seeded) {
        expectSame(
          'order',
          account.order.ours(await ours('order', { id: `${category}:${id},${orderId}` })),
          account.order.theirs(await ccxt.fetchOrder(orderId, symbol, { acknowledged: true })),
          partlyCanceled(seeded.find((row) => row.orderId === orderId)?.orderStatus),
        );
      }
      expect(
        compare(
          'open orders',
          account.orders.ours(await ours('orders', { symbol: fmz })),
          account.orders.theirs(await ccxt.fetchOpenOrders(symbol, undefined, 50)),
        ),
      ).toEqual([]);
      // Open orders would fill the page of the next run.
      for (const row of seeded.filter(({ orderStatus }) =>
        ['New', 'PartiallyFilled'].includes(orderStatus),
      )) {
        await ours('cancel', { id: `${category}:${id},${row.orderId}` });
      }
    }),
    { seed: SEED, numRuns: 12 },
  );
  expect(statuses.size).toBe(category === 'spot' ? 5 : 4);
});

/** ccxt calls a spot order closed that was canceled after a part of it was filled; FMZ has a word for it. */
function partlyCanceled(status: string | undefined): (difference: Difference) => boolean {
  return ({ field, ours: our, theirs }) =>
    status === 'PartiallyFilledCanceled' &&
    field === 'status' &&
    our === 'partial-canceled' &&
    theirs === 'filled';
}

test('balances and positions', async () => {
  const trades = [
    ['BTC_USDT.swap', 'buy', '0.5'],
    ['ETH_USDT.swap', 'sell', '2'],
    ['BTC_USDC.swap', 'buy', '0.01'],
    ['BTC_USD.swap', 'sell', '20000'],
  ];
  for (const [symbol, type, amount] of trades) await ours('trade', { symbol, type, price: '-1', amount });
  bybit.setPrice('BTCUSDT', '61234.5', 'linear');
  bybit.setPrice('BTCUSD', '61234.5', 'inverse');
  const lists = await Promise.all([
    ccxt.fetchPositions(undefined, { subType: 'linear', settleCoin: 'USDT' }),
    ccxt.fetchPositions(undefined, { subType: 'linear', settleCoin: 'USDC' }),
    ccxt.fetchPositions(['BTC/USD:BTC']),
  ]);
  const theirs = lists.flat().map((row) => ({ ...row, marginMode: 'cross' }));
  expectSame(
    'positions',
    account.positions.ours(await ours('positions')),
    account.positions.theirs(theirs),
    // ccxt leaves a profit of nothing out.
    ({ field, ours: our, theirs: their }) => field === 'profit' && our === '0' && their === undefined,
  );
  expect(theirs).toHaveLength(4);

  const balances = account.balance.ours(await ours('accounts'));
  // What an open contract has lost is not there any more; ccxt counts it until the position is closed.
  const isLoss = ({ key, field, ours: our, theirs: their }: Difference) =>
    key === 'BTC' && field === 'free' && Number(our) < Number(their);
  expectSame('balance', balances, account.balance.theirs(await ccxt.fetchBalance()), isLoss);
});
