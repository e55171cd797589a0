import { expect } from 'vitest';
import { useBench } from '../native/createBench.js';
import { describeFutures } from '../native/describeFutures.js';
import { okx, richAccount } from './okx.js';

const bench = useBench(okx, { options: richAccount() });
const swap = { symbol: 'BTC_USDT.swap' };

describeFutures(bench, {
  symbols: [
    ['BTC_USDT.swap', 'instId=BTC-USDT-SWAP'],
    ['btc_usd.SWAP', 'instId=BTC-USD-SWAP'],
    ['BTC_USDC.swap', 'instId=BTC-USDC-SWAP'],
    ['BTC_USD.BTC-USD_UM-SWAP', 'instId=BTC-USD_UM-SWAP'],
    ['BTC_USDT.btc-usdt-swap', 'instId=BTC-USDT-SWAP'],
  ],
  noSymbols: [
    ['BTC_USDT.BTC-USDT-200327', /OKX has no "BTC_USDT\.BTC-USDT-200327", it may have expired/],
    ['BTC_USDT.swp', /OKX has no "BTC_USDT\.SWP": did you mean BTC_USDT\.swap\?/],
    ['BTC_USDT.ETH-USDT-SWAP', /OKX has no "BTC_USDT\.ETH-USDT-SWAP"/],
    ['BTC_USDT.BTC-USDT', /names a spot instrument: write BTC_USDT/],
  ],
  fundings: {
    path: '/api/v5/public/funding-rate',
    query: 'instId=LTC-USDT-SWAP',
    ranges: [
      ['USDT.swap', ['BTC_USDT.swap', 'ETH_USDT.swap', 'LTC_USDT.swap', 'NEWX_USDT.swap'], 'instId=ANY'],
      ['USD.swap', ['BTC_USD.swap'], 'instId=ANY'],
      ['USDT.futures', [], 'instId=ANY'],
    ],
    all: ['BTC_USD.swap', 'BTC_USDC.swap', 'BTC_USDT.swap'],
    requests: 1,
  },
  orders: {
    open: (hedge) => bench.open(richAccount({ posMode: hedge ? 'long_short_mode' : 'net_mode' })),
    unit: '1',
    id: /^BTC-USDT-SWAP,\d+$/,
    opening: (hedge) => ({
      instId: 'BTC-USDT-SWAP',
      tdMode: 'cross',
      side: 'buy',
      ...(hedge && { posSide: 'long' }),
      ordType: 'market',
      sz: '3',
      clOrdId: expect.stringMatching(/^[A-Za-z0-9]{1,32}$/),
    }),
    closing: (hedge) => ({
      ...{ side: 'sell', tdMode: 'cross', sz: '1.5' },
      ...(hedge ? { posSide: 'long' } : { reduceOnly: true }),
    }),
    coin: {
      amount: '2',
      body: (hedge) => ({ instId: 'BTC-USD-SWAP', side: 'sell', ...(hedge && { posSide: 'short' }) }),
    },
    usdc: {
      amount: '1',
      body: (hedge) => ({ instId: 'BTC-USDC-SWAP', side: 'buy', ...(hedge && { posSide: 'long' }) }),
    },
    amending: (ordId) => ({ instId: expect.stringMatching(/^BTC-USDT-\d{6}$/), ordId, newSz: '3' }),
    leverage: {
      level: '10',
      bodies(hedge) {
        const isolated = { instId: 'BTC-USDT-SWAP', lever: '10', mgnMode: 'isolated' };
        const sides = hedge ? [{ posSide: 'long' }, { posSide: 'short' }] : [{}];
        return [{ ...isolated, mgnMode: 'cross' }, ...sides.map((side) => ({ ...isolated, ...side }))];
      },
    },
    offSteps: [
      [
        { type: 'buy', price: '-1', amount: '0.15' },
        /amount 0\.15 is not a multiple of the lot size 0\.1 of BTC_USDT\.swap/,
      ],
      [
        { type: 'buy', price: '-1', amount: '0.05' },
        /amount 0\.05 is below the minimum 0\.1 of BTC_USDT\.swap/,
      ],
      [
        { type: 'buy', price: '60000.05', amount: '1' },
        /price 60000\.05 is not a multiple of the tick size 0\.1 of BTC_USDT\.swap/,
      ],
    ],
    tooMuch:
      /amount 2 is more than can be closed of the long position in BTC_USDT\.swap: 1 \(cross\) contracts/,
  },
  badInput: [
    [
      'setmarginlevel',
      { ...swap, margin_level: '1000' },
      /margin_level 1000 is above the highest leverage 100/,
    ],
  ],
});
