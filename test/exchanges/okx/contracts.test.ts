import { expect, test } from 'vitest';
import { useBench } from '../native/createBench.js';
import { okx, richAccount } from './okx.js';

const bench = useBench(okx, { options: richAccount() });
const { ok, refused, asked } = bench;

test.each(['this_week', 'next_week', 'month', 'next_month', 'quarter', 'next_quarter'])(
  '%s is a Friday on the list',
  async (code) => {
    const { symbol } = await ok('ticker', { symbol: `BTC_USDT.${code}` });
    expect(symbol).toBe(`BTC_USDT.${code}`);
    const instId = /instId=(BTC-USDT-(\d{6}))/.exec(asked(okx.paths.ticker)[0]?.query ?? '');
    const date = instId?.[2]?.replace(/(..)(..)(..)/, '20$1-$2-$3');
    expect(new Date(`${date}T08:00:00Z`).getUTCDay()).toBe(5);
    expect(await ok('ticker', { symbol: `BTC_USDT.${instId?.[1]}` })).toMatchObject({
      last: expect.any(String),
    });
  },
);

test('a list is read once, and once more for a symbol that is not on it', async () => {
  await Promise.all(Array.from({ length: 8 }, () => ok('ticker', { symbol: 'BTC_USDT.swap' })));
  expect(asked(okx.paths.instruments).map(({ query }) => query)).toEqual(['instType=SWAP']);
  for (let index = 0; index < 5; index += 1) await refused('ticker', { symbol: 'NOPE_USDT.swap' });
  expect(asked(okx.paths.instruments).length).toBeLessThanOrEqual(2);
});

test('dated contracts are markets under their own ids, too', async () => {
  const symbols = Object.keys(await ok('markets'));
  expect(symbols.filter((symbol) => /^BTC_USDT\.BTC-USDT-\d{6}$/.test(symbol)).length).toBeGreaterThan(2);
});

test('an order of an expired contract keeps a symbol', async () => {
  const row = {
    instId: 'BTC-USDT-200327',
    instType: 'FUTURES',
    ordId: '5',
    ordType: 'limit',
    side: 'buy',
    posSide: 'net',
    state: 'filled',
    sz: '1',
    px: '6000',
    accFillSz: '1',
    avgPx: '6000',
    tgtCcy: '',
    cTime: '1585200000000',
  };
  bench.double.fault({
    match: 'GET /api/v5/trade/order',
    kind: 'json',
    body: okx.rows([row]),
  });
  expect(await ok('order', { id: 'BTC-USDT-200327,5' })).toMatchObject({
    id: 'BTC-USDT-200327,5',
    symbol: 'BTC_USDT.BTC-USDT-200327',
    contract_type: 'BTC-USDT-200327',
  });
});
