import { describe, expect, test } from 'vitest';
import { useAlpacaPlugin } from './useAlpacaPlugin.js';

const NOW = Date.parse('2026-11-25T11:02:47.318-05:00');
const { ok, refused, seen, double, call, open } = useAlpacaPlugin({ at: NOW });

describe('markets', () => {
  test('are stocks and coins, with the class where both have one name', async () => {
    const markets = await ok('markets');
    expect(markets).toMatchObject({
      AAPL_USD: {
        base_asset: 'AAPL',
        quote_asset: 'USD',
        tick_size: 0.01,
        amount_size: 1e-9,
        min_notional: 1,
      },
      'BRK.B_USD': { base_asset: 'BRK.B', quote_asset: 'USD' },
      LEAF_USD: { amount_size: 1 },
      'BTC_USD.stock': { base_asset: 'BTC', amount_size: 1e-9, min_notional: 1 },
      'BTC_USD.crypto': { base_asset: 'BTC', tick_size: 0.01, min_qty: 0.000011731, min_notional: 10 },
      BTC_USDT: { base_asset: 'BTC', quote_asset: 'USDT' },
      ETH_USD: { base_asset: 'ETH', amount_size: 1e-9 },
    });
    expect(markets.BTC_USDT).not.toHaveProperty('min_notional');
    for (const missing of ['HALT_USD', 'GONE_USD', 'BTC_USD']) expect(markets).not.toHaveProperty([missing]);
  });

  test('all of them can be asked for by their symbols, in any case', async () => {
    const symbols = Object.keys(await ok('markets'));
    for (const symbol of symbols) expect(await ok('ticker', { symbol })).toMatchObject({ symbol });
    expect(await ok('ticker', { symbol: 'brk.b_usd' })).toMatchObject({ symbol: 'BRK.B_USD' });
  });

  test('a name that an ETF and a coin share is asked back', async () => {
    expect(await refused('ticker', { symbol: 'BTC_USD' })).toMatch(
      /"BTC_USD" may mean BTC_USD\.(stock or BTC_USD\.crypto|crypto or BTC_USD\.stock)/,
    );
  });

  test.each([
    ['NOPE_USD', /Alpaca has no "NOPE_USD"/],
    ['AAPL_USDT', /Alpaca has no "AAPL_USDT"/],
    ['AAPL_USD.swap', /Alpaca has no "AAPL_USD.swap"/],
  ])('%s is none', async (symbol, message) => {
    expect(await refused('ticker', { symbol })).toMatch(message);
  });
});

describe('ticker', () => {
  test('of a stock is that of its feed', async () => {
    expect(await ok('ticker', { symbol: 'AAPL_USD' })).toMatchObject({
      ...{ symbol: 'AAPL_USD', buy: '229.99', sell: '230.01', time: expect.stringMatching(/^\d{13}$/) },
    });
    expect(seen('data')).toEqual(['GET /v2/stocks/snapshots?symbols=AAPL&feed=iex']);
    expect(await refused('ticker', { symbol: 'AAPL_USD' }, keysWith('sip'))).toMatch(/leave ,sip out/);
  });

  test('of a coin has a slash', async () => {
    expect(await ok('ticker', { symbol: 'ETH_BTC' })).toMatchObject({ buy: '0.034999', sell: '0.035001' });
    expect(seen('data')).toEqual(['GET /v1beta3/crypto/us/snapshots?symbols=ETH%2FBTC']);
  });

  test('is none where nobody sells', async () => {
    double().market.unsold.add('AAPL');
    expect(await refused('ticker', { symbol: 'AAPL_USD' })).toMatch(/no buyers, no sellers/);
    const symbols = (await ok('tickers')).map(({ symbol }: { symbol: string }) => symbol);
    expect(symbols).toEqual(
      expect.arrayContaining(['BRK.B_USD', 'BTC_USD.stock', 'BTC_USD.crypto', 'ETH_BTC']),
    );
    expect(symbols).not.toContain('AAPL_USD');
    expect(new Set(symbols).size).toBe(symbols.length);
  });
});

describe('depth', () => {
  test('of a stock is the best price of each side', async () => {
    expect(await ok('depth', { symbol: 'BRK.B_USD' })).toEqual({
      ...{ time: expect.any(Number), asks: [[505.01, 300]], bids: [[504.99, 200]] },
    });
    double().market.unsold.add('BRK.B');
    expect(await ok('depth', { symbol: 'BRK.B_USD' })).toMatchObject({ asks: [], bids: [[504.99, 200]] });
  });

  test('of a coin is sorted, without levels that are gone, and as deep as it was asked for', async () => {
    const { asks, bids } = await ok('depth', { symbol: 'ETH_USD', limit: 3 });
    expect(asks.map(([price]: number[]) => price)).toEqual([3000.01, 3000.02, 3000.03]);
    expect(bids.map(([price]: number[]) => price)).toEqual([2999.99, 2999.98, 2999.97]);
    expect((await ok('depth', { symbol: 'ETH_USD', limit: 100 })).asks).toHaveLength(40);
  });
});

describe('trades', () => {
  test.each(['AAPL_USD', 'ETH_USD'])(
    'of %s are the latest, oldest first, each with an id of its own',
    async (symbol) => {
      const trades = await ok('trades', { symbol });
      const times = trades.map(({ time }: { time: number }) => time);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(NOW - times.at(-1)).toBeLessThan(2000);
      expect(new Set(trades.map(({ id }: { id: string }) => id)).size).toBe(trades.length);
      expect(trades.length).toBeGreaterThan(90);
    },
  );

  test('are those of the last trading day on a holiday', async () => {
    await open({ at: Date.parse('2026-11-29T12:00:00-05:00') });
    const [last] = (await ok('trades', { symbol: 'AAPL_USD' })).slice(-1);
    expect(new Date(last.time).toISOString()).toMatch(/^2026-11-28T00:59:59/);
  });

  test('are read page by page', async () => {
    double().limits.pageCap = 30;
    expect((await ok('trades', { symbol: 'ETH_USD' })).length).toBeGreaterThanOrEqual(100);
    expect(seen('data')).toHaveLength(4);
  });
});

describe('records', () => {
  const times = (bars: number[][]) => bars.map(([time = 0]) => new Date(time * 1000).toISOString());

  test('of days open at midnight in New York, and leave out weekends', async () => {
    const bars = await ok('records', { symbol: 'AAPL_USD', period: 1440, limit: 4 });
    expect(times(bars)).toEqual([
      ...['2026-11-20T05:00:00.000Z', '2026-11-23T05:00:00.000Z'],
      ...['2026-11-24T05:00:00.000Z', '2026-11-25T05:00:00.000Z'],
    ]);
    const [target] = seen('data');
    expect(target).toMatch(/timeframe=1Day&.*sort=desc.*adjustment=split.*feed=iex/);
  });

  test('of coins open at midnight UTC', async () => {
    const bars = await ok('records', { symbol: 'BTC_USD.crypto', period: 1440, limit: 2 });
    expect(times(bars)).toEqual(['2026-11-24T00:00:00.000Z', '2026-11-25T00:00:00.000Z']);
  });

  test('of minutes go on before the night and the weekend', async () => {
    const bars = await ok('records', { symbol: 'AAPL_USD', period: 15, limit: 200 });
    expect(bars).toHaveLength(200);
    expect(times(bars).at(0)).toMatch(/^2026-11-20T/);
  });

  test('go on where a page is short, or ends in a gap', async () => {
    double().limits.pageCap = 7;
    double().limits.isGap = (time) => time % 3_600_000 === 0;
    const bars = await ok('records', { symbol: 'ETH_USD', period: 30, limit: 20 });
    expect(bars).toHaveLength(20);
    expect(times(bars).every((time) => time.endsWith('30:00.000Z'))).toBe(true);
  });

  test('are fewer where there are no older ones', async () => {
    double().limits.barsFrom = NOW - 3 * 86_400_000;
    expect(await ok('records', { symbol: 'ETH_USD', period: 1440, limit: 50 })).toHaveLength(3);
  });

  test('of three days are none', async () => {
    expect(await refused('records', { symbol: 'AAPL_USD', period: 4320 })).toMatch(/4320/);
  });
});

test('what Alpaca does not have is not supported', async () => {
  for (const [method, name] of [
    ['fundings', 'GetFundings'],
    ['setmarginlevel', 'SetMarginLevel'],
  ]) {
    const { error } = await call(method ?? '', { symbol: 'BTC_USDT.swap', margin_level: 2 });
    expect(error).toContain(`does not support ${name}`);
  }
});

function keysWith(word: string) {
  const [account] = double().accounts;
  return { access_key: account?.accessKey ?? '', secret_key: `${account?.secret},${word}` };
}
