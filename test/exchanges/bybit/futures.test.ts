import { expect, test } from 'vitest';
import { useBench } from '../native/createBench.js';
import { describeFutures } from '../native/describeFutures.js';
import { bybit, richAccount } from './bybit.js';

const bench = useBench(bybit, { options: richAccount() });
const swap = { symbol: 'BTC_USDT.swap' };

describeFutures(bench, {
  symbols: [
    ['BTC_USDT.swap', 'category=linear&symbol=BTCUSDT'],
    ['btc_usd.SWAP', 'category=inverse&symbol=BTCUSD'],
    ['BTC_USDC.swap', 'category=linear&symbol=BTCPERP'],
    ['BTC_USDC.btcperp', 'category=linear&symbol=BTCPERP'],
    ['BTC_USDT.BTCUSDT', 'category=linear&symbol=BTCUSDT'],
  ],
  noSymbols: [
    ['BTC_USDT.BTCUSDT-27MAR20', /Bybit has no "BTC_USDT\.BTCUSDT-27MAR20", it may have expired/],
    ['BTC_USDT.swp', /Bybit has no "BTC_USDT\.SWP": did you mean BTC_USDT\.swap\?/],
    ['BTC_USDT.ETHUSDT', /Bybit has no "BTC_USDT\.ETHUSDT"/],
  ],
  fundings: {
    path: bybit.paths.ticker,
    query: 'category=linear&symbol=LTCUSDT',
    ranges: [
      ['USDC.swap', ['BTC_USDC.swap', 'ETH_USDC.swap'], 'category=linear'],
      ['USD.swap', ['BTC_USD.swap', 'ETH_USD.swap'], 'category=inverse'],
      ['USDT.futures', [], 'category=linear'],
    ],
    all: ['BTC_USD.swap', 'BTC_USDC.swap', 'BTC_USDT.swap'],
    requests: 2,
  },
  orders: {
    open: (hedge) => bench.open(richAccount({ hedge })),
    unit: '0.1',
    id: /^linear:BTCUSDT,[0-9a-f-]{36}$/,
    opening: (hedge) => ({
      category: 'linear',
      symbol: 'BTCUSDT',
      side: 'Buy',
      positionIdx: hedge ? 1 : 0,
      orderType: 'Market',
      qty: '0.3',
      orderLinkId: expect.stringMatching(/^[A-Za-z0-9]{1,36}$/),
    }),
    closing: (hedge) => ({ side: 'Sell', qty: '0.15', positionIdx: hedge ? 1 : 0, reduceOnly: true }),
    coin: {
      amount: '200',
      body: () => ({ category: 'inverse', symbol: 'BTCUSD', side: 'Sell', positionIdx: 0 }),
    },
    usdc: {
      amount: '0.01',
      body: () => ({ category: 'linear', symbol: 'BTCPERP', side: 'Buy', positionIdx: 0 }),
    },
    amending: (orderId) => ({
      ...{ category: 'linear', symbol: expect.stringMatching(/^BTCUSDT-/), orderId, qty: '0.3' },
    }),
    leverage: {
      level: '12.5',
      bodies: () => [{ category: 'linear', symbol: 'BTCUSDT', buyLeverage: '12.5', sellLeverage: '12.5' }],
    },
    offSteps: [
      [
        { type: 'buy', price: '-1', amount: '0.0015' },
        /amount 0\.0015 is not a multiple of the lot size 0\.001 of BTC_USDT\.swap/,
      ],
      [
        { type: 'buy', price: '-1', amount: '0.0005' },
        /amount 0\.0005 is below the minimum 0\.001 of BTC_USDT\.swap/,
      ],
      [
        { type: 'buy', price: '60000.05', amount: '1' },
        /price 60000\.05 is not a multiple of the tick size 0\.10 of BTC_USDT\.swap/,
      ],
    ],
    tooMuch: /amount 0\.2 is more than the long position in BTC_USDT\.swap: 0\.100 contracts/,
  },
  badInput: [
    [
      'setmarginlevel',
      { ...swap, margin_level: '1000' },
      /margin_level 1000 is above the highest leverage 100\.00/,
    ],
    [
      'modifyorder',
      { id: 'linear:BTCUSDT,1', price: '1.1', amount: '-1' },
      /110001 .*the order is done already/,
    ],
  ],
});

test.each([
  ['the interval that the ticker names counts, not that of the kept list', '4', 4],
  ['an interval of an hour', '1', 1],
  ['the list tells it where the ticker does not', '', 8],
])('fundings: %s', async (_what, fundingIntervalHour, hours) => {
  await bench.ok('ticker', swap);
  const { raw } = await bench.call('ticker', swap);
  const [row] = Object(raw).result.list;
  const body = { ...Object(raw), result: { ...Object(raw).result, list: [{ ...row, fundingIntervalHour }] } };
  bench.double.fault({ match: 'GET /v5/market/tickers', kind: 'json', body });
  expect(await bench.ok('fundings', swap)).toMatchObject([
    { symbol: 'BTC_USDT.swap', interval: hours * 3_600_000 },
  ]);
});

test('a range holds positions in contracts that are on no list any more', async () => {
  await bench.ok('trade', { ...swap, type: 'buy', amount: '0.2' });
  const { raw } = await bench.call('positions', swap);
  const [row] = Object(raw).result.list;
  const list = ['OUTUSDT', 'BTCUSDT-27MAR20'].map((symbol) => ({ ...row, symbol }));
  const body = { ...Object(raw), result: { ...Object(raw).result, list } };
  bench.double.fault({ match: 'GET /v5/position/list', kind: 'json', body, times: 2 });
  expect(await bench.ok('positions', { symbol: 'USDT.swap' })).toMatchObject([
    { symbol: 'OUT_USDT.OUTUSDT' },
  ]);
  expect(await bench.ok('positions', { symbol: 'USDT.futures' })).toMatchObject([
    { symbol: 'BTC_USDT.BTCUSDT-27MAR20' },
  ]);
});
