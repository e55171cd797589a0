import { describe, expect, it } from 'vitest';
import type { Result } from './createTestClient.js';
import { useBybit } from './useBybit.js';

const { bybit, client } = useBybit();

const market = (path: string): Promise<Result> => client.get(`/v5/market/${path}`);

describe('instruments', () => {
  const page = (query: string) => market(`instruments-info?category=linear&${query}`);

  it('gives 500 of linear at once, and all by their cursors', async () => {
    expect((await page('')).rows).toHaveLength(500);
    const symbols: unknown[] = [];
    let cursor = '';
    do {
      const { rows, result } = await page(`limit=1000&cursor=${encodeURIComponent(cursor)}`);
      symbols.push(...rows.map(({ symbol }) => symbol));
      cursor = `${result.nextPageCursor}`;
    } while (cursor !== '');
    expect(symbols.length).toBeGreaterThan(1000);
    expect(new Set(symbols).size).toBe(symbols.length);
    expect(symbols).toEqual(expect.arrayContaining(['BTCUSDT', 'BTCPERP', 'ETHUSDT']));
    expect((await page('limit=1001')).retCode).toBe(10001);
    for (const wrong of ['nonsense', 'first%3DA', '%25zz']) {
      expect((await page(`cursor=${wrong}`)).retCode).toBe(10001);
    }
  });

  it('takes a cursor as it is, and encoded once more', async () => {
    const { result, rows } = await page('limit=5');
    const cursor = `${result.nextPageCursor}`;
    expect(cursor).toMatch(/^first%3D.+%26last%3D.+$/);
    const [raw, encoded] = await Promise.all([
      page(`limit=5&cursor=${cursor}`),
      page(`limit=5&cursor=${encodeURIComponent(cursor)}`),
    ]);
    expect(raw.rows).toEqual(encoded.rows);
    expect(raw.rows.map(({ symbol }) => symbol)).not.toContain(rows[4]?.symbol);
    expect(raw.rows).toHaveLength(5);
  });

  it('has a cursor behind a page that just holds the last', async () => {
    const all = await market('instruments-info?category=inverse');
    expect(all.result.nextPageCursor).toBe('');
    const full = await market(`instruments-info?category=inverse&limit=${all.rows.length}`);
    expect(full.result.nextPageCursor).not.toBe('');
    const rest = await market(`instruments-info?category=inverse&cursor=${full.result.nextPageCursor}`);
    expect(rest.result).toMatchObject({ list: [], nextPageCursor: '' });
  });

  it('gives all of spot in one page', async () => {
    const { result, rows } = await market('instruments-info?category=spot&limit=2');
    expect(rows.length).toBeGreaterThan(2);
    expect(result).not.toHaveProperty('nextPageCursor');
  });

  it.each([
    ['', 'Trading', 'BTCUSDT'],
    ['status=PreLaunch', 'PreLaunch', 'SOONUSDT'],
    ['status=Delivering', 'Delivering', 'OUTUSDT'],
    ['status=Closed', 'Closed', 'GONEUSDT'],
  ])('gives those of one status: %s', async (query, status, symbol) => {
    const { rows } = await page(`limit=1000&${query}`);
    expect(new Set(rows.map((row) => row.status))).toEqual(new Set([status]));
    const [row] = (await page(`symbol=${symbol}&${query}`)).rows;
    expect(row).toMatchObject({ symbol, isPreListing: status === 'PreLaunch' });
  });

  it('has every kind of contract', async () => {
    const kinds = async (category: string, baseCoin: string) =>
      (await market(`instruments-info?category=${category}&baseCoin=${baseCoin}`)).rows.map(
        ({ contractType, settleCoin }) => `${contractType} ${settleCoin}`,
      );
    expect(new Set(await kinds('linear', 'BTC'))).toEqual(
      new Set([
        ...['LinearPerpetual USDT', 'LinearPerpetual USDC'],
        ...['LinearFutures USDT', 'LinearFutures USDC'],
      ]),
    );
    expect(new Set(await kinds('inverse', 'BTC'))).toEqual(
      new Set(['InversePerpetual BTC', 'InverseFutures BTC']),
    );
  });

  it('names dated contracts after their last day', async () => {
    const { rows } = await page('baseCoin=BTC');
    const dated = rows.filter(({ contractType }) => contractType === 'LinearFutures');
    expect(dated.length).toBeGreaterThan(6);
    for (const { symbol, deliveryTime, quoteCoin, fundingInterval } of dated) {
      const [day = '', month = ''] = new Date(Number(deliveryTime)).toUTCString().slice(5).split(' ');
      expect(symbol).toContain(`${quoteCoin === 'USDT' ? 'BTCUSDT' : 'BTC'}-${day}${month.toUpperCase()}`);
      expect(fundingInterval).toBe(0);
    }
    const inverse = (await market('instruments-info?category=inverse')).rows.map(({ symbol }) => `${symbol}`);
    expect(inverse.filter((symbol) => /^BTCUSD[HMUZ]\d\d$/.test(symbol)).length).toBeGreaterThan(0);
  });

  it('closes dated contracts when their last day is over', async () => {
    const { rows } = await page('baseCoin=BTC');
    const first = rows
      .filter(({ contractType }) => contractType === 'LinearFutures')
      .sort((a, b) => Number(a.deliveryTime) - Number(b.deliveryTime))[0];
    const symbol = `symbol=${first?.symbol}`;
    expect((await page(symbol)).rows).toHaveLength(1);
    bybit().clockOffset = Number(first?.deliveryTime) - Date.now() + 60_000;
    expect((await page(symbol)).rows).toEqual([]);
    expect((await page(`${symbol}&status=Closed`)).rows).toMatchObject([{ status: 'Closed' }]);
    const order = {
      category: 'linear',
      symbol: first?.symbol,
      side: 'Buy',
      orderType: 'Market',
      qty: '0.01',
    };
    expect(await client.place(order)).toMatchObject({ retCode: 110074 });
  });

  it('knows three categories, and which symbols there are', async () => {
    expect((await market('instruments-info')).retCode).toBe(10001);
    expect((await market('instruments-info?category=option')).retCode).toBe(10001);
    expect(await market('tickers?category=spot&symbol=BTCUSD')).toMatchObject({
      status: 200,
      retCode: 10001,
    });
    expect((await page('symbol=btcusdt')).retCode).toBe(10001);
  });

  it('has the documented members of contracts', async () => {
    const [row = {}] = (await page('symbol=BTCUSDT')).rows;
    expect(Object.keys(row).sort()).toEqual([
      ...['baseCoin', 'contractType', 'copyTrading', 'deliveryFeeRate', 'deliveryTime', 'displayName'],
      ...['forbidUplWithdrawal', 'fullName', 'fundingInterval', 'isPreListing', 'launchTime'],
      ...['leverageFilter', 'lotSizeFilter', 'lowerFundingRate', 'marketRegion', 'preListingInfo'],
      ...['priceFilter', 'priceScale', 'quoteCoin', 'riskParameters', 'settleCoin', 'status', 'symbol'],
      ...['symbolId', 'symbolType', 'underlyingTicker', 'unifiedMarginTrade', 'upperFundingRate'],
    ]);
    expect(row).toMatchObject({
      ...{ deliveryTime: '0', deliveryFeeRate: '', fundingInterval: 480, preListingInfo: null },
      leverageFilter: { minLeverage: '1', maxLeverage: '100.00', leverageStep: '0.01' },
      priceFilter: { minPrice: '0.10', maxPrice: '1999999.80', tickSize: '0.10' },
      lotSizeFilter: { qtyStep: '0.001', minOrderQty: '0.001', minNotionalValue: '5' },
    });
    const [dated = {}] = (await market('instruments-info?category=inverse&baseCoin=BTC')).rows;
    expect(Object.keys(dated).sort()).toEqual(Object.keys(row).sort());
  });
});
