import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BybitDouble, startBybitDouble } from '../../doubles/bybit/startBybitDouble.js';
import { type Plugin, startPlugin } from '../../support/startPlugin.js';

let bybit: BybitDouble;
let plugin: Plugin;

beforeAll(async () => {
  bybit = await startBybitDouble({ enforceLimits: true });
  plugin = await startPlugin({ baseUrls: { Bybit: bybit.url }, timeout: 10_000 });
});
afterAll(async () => {
  await plugin.stop();
  await bybit.close();
});
beforeEach(() => {
  bybit.requests.length = 0;
  bybit.clearFaults();
});

const call = (method: string, params?: object) => plugin.call('Bybit', method, params);
const TICKERS = 'GET /v5/market/tickers';
const envelope = (list: object[]) => ({
  retCode: 0,
  retMsg: 'OK',
  result: { category: 'spot', list },
  retExtInfo: {},
  time: 1731028903911,
});

describe('ticker', () => {
  test.each([
    ['ltc_usdt', 'LTC_USDT', 'category=spot&symbol=LTCUSDT'],
    ['BTC_USDT', 'BTC_USDT', 'category=spot&symbol=BTCUSDT'],
    ['BTC_USDT.swap', 'BTC_USDT.swap', 'category=linear&symbol=BTCUSDT'],
    ['BTC_USDC.swap', 'BTC_USDC.swap', 'category=linear&symbol=BTCPERP'],
    ['BTC_USD.swap', 'BTC_USD.swap', 'category=inverse&symbol=BTCUSD'],
    ['SHIB1000_USDT.swap', 'SHIB1000_USDT.swap', 'category=linear&symbol=SHIB1000USDT'],
    ['USDC_USDT', 'USDC_USDT', 'category=spot&symbol=USDCUSDT'],
  ])("of %s is Bybit's, in strings", async (asked, symbol, query) => {
    const { data, raw, error } = await call('ticker', { symbol: asked });
    expect(error).toBeUndefined();
    expect(raw).toMatchObject({ retCode: 0 });
    const [row] = Object(raw).result.list;
    expect(data).toEqual({
      symbol,
      buy: row.bid1Price,
      sell: row.ask1Price,
      high: row.highPrice24h,
      low: row.lowPrice24h,
      open: row.prevPrice24h,
      last: row.lastPrice,
      vol: row.volume24h,
      time: String(Object(raw).time),
    });
    expect(
      bybit.requests
        .filter(({ path }) => path !== '/v5/market/instruments-info')
        .map(({ method, path, query: sent }) => [method, path, sent]),
    ).toEqual([['GET', '/v5/market/tickers', query]]);
  });

  test('raw is what Bybit sent, byte for byte', async () => {
    const body = `{ "retMsg":"OK", "retCode" : 0,"result":{"list":[{"symbol":"LTCUSDT","lastPrice":"80.10","ask1Price":"80.20","bid1Price":"80.00","prevPrice24h":"79","highPrice24h":"81","lowPrice24h":"78","volume24h":"1.0","seq":2896576259728695296,"x":1.50}]},"time":1731028903911}`;
    bybit.fault({ match: TICKERS, kind: 'json', body });
    const { text } = await plugin.post('/Bybit', '{"method":"ticker","params":{"symbol":"LTC_USDT"}}');
    expect(text.endsWith(`,"raw":${body}}`)).toBe(true);
    expect(text).toContain('"sell":"80.20"');
  });

  test.each(['', '0', '0.00'])('an empty side of the book, %j, is no price', async (ask1Price) => {
    const row = {
      ...{ symbol: 'LTCUSDT', lastPrice: '7.096', ask1Price, bid1Price: '7.095', prevPrice24h: '7' },
      ...{ highPrice24h: '8', lowPrice24h: '6', volume24h: '1' },
    };
    bybit.fault({ match: TICKERS, kind: 'json', body: envelope([row]) });
    expect((await call('ticker', { symbol: 'LTC_USDT' })).error).toMatch(
      /^Bybit GetTicker: LTC_USDT has no buyers, no sellers/,
    );
    bybit.fault({
      match: TICKERS,
      kind: 'json',
      times: 3,
      body: envelope([row, { ...row, ask1Price: '7.1' }]),
    });
    const { data } = await call('tickers');
    const spot = Object(data).filter(({ symbol }: { symbol: string }) => !symbol.includes('.'));
    expect(spot).toEqual([expect.objectContaining({ sell: '7.1', time: '1731028903911' })]);
  });

  test.each(['NOPE_USDT', 'NOPE_USDT.swap'])('%s, which Bybit does not have', async (symbol) => {
    expect((await call('ticker', { symbol })).error).toBe(
      `Bybit GetTicker: Bybit has no "${symbol}": GetMarkets lists what there is`,
    );
  });

  test.each(['BTC_USDT.month_of_sundays', 'BTCUSDT', 'BTC-USDT', 'USDT'])(
    'the symbol %s is refused, and no ticker is asked for',
    async (symbol) => {
      expect((await call('ticker', { symbol })).error).toMatch(/^Bybit GetTicker: /);
      expect(bybit.requests.filter(({ path }) => path === '/v5/market/tickers')).toEqual([]);
    },
  );
});

describe('depth', () => {
  test.each([
    ['ETH_USDT', undefined, 30],
    ['ETH_USDT', '5', 5],
    ['ETH_USDT.swap', 500, 500],
    ['ETH_USD.swap', '2000', 1000],
  ])('%s: limit %s gives %d levels a side', async (symbol, limit, levels) => {
    const { data } = await call('depth', { symbol, limit });
    const { asks, bids, time } = Object(data);
    expect([asks.length, bids.length]).toEqual([levels, levels]);
    expect(asks).toEqual([...asks].sort((a, b) => a[0] - b[0]));
    expect(bids).toEqual([...bids].sort((a, b) => b[0] - a[0]));
    expect(bids[0][0]).toBeLessThan(asks[0][0]);
    expect(asks.flat().every((value: unknown) => typeof value === 'number')).toBe(true);
    expect(Math.abs(time - Date.now())).toBeLessThan(60_000);
  });
});

test.each([
  ['ETH_USDT', 60],
  ['ETH_USDT.swap', 100],
  ['ETH_USD.swap', 100],
])('trades of %s are the last %d, oldest first', async (symbol, count) => {
  const { data } = await call('trades', { symbol });
  const rows: { id: string; time: number; type: string }[] = Object(data);
  expect(rows).toHaveLength(count);
  expect(rows.map((row) => row.time)).toEqual(rows.map((row) => row.time).sort((a, b) => a - b));
  expect(rows.every((row) => typeof row.id === 'string' && ['buy', 'sell'].includes(row.type))).toBe(true);
});

describe('records', () => {
  test.each([
    ['BTC_USDT', 1, 1],
    ['BTC_USDT', 1, 1000],
    ['BTC_USDT.swap', 5, 1001],
    ['BTC_USD.swap', 60, 500],
    ['BTC_USDT', 15, 2441],
    ['BTC_USDT', 1, 5000],
    ['BTC_USDT', 1440, 700],
    ['BTC_USD.swap', 10080, 105],
  ])('%s, %d minutes, %d bars: without gaps, oldest first, in seconds', async (symbol, period, limit) => {
    const { data, error, raw } = await call('records', {
      symbol,
      period: String(period),
      limit: String(limit),
    });
    expect(error).toBeUndefined();
    const bars: number[][] = Object(data);
    expect(bars).toHaveLength(limit);
    const times = bars.map(([time = 0]) => time);
    expect(times).toEqual(Array.from({ length: limit }, (_, index) => (times[0] ?? 0) + index * period * 60));
    expect(Date.now() / 1000 - (times.at(-1) ?? 0)).toBeLessThan(period * 60 + 5);
    expect(bars.every((bar) => bar.length === 6 && bar.every(Number.isFinite))).toBe(true);
    expect(Array.isArray(raw)).toBe(limit > 1000);
  });

  test('each bar is the one that Bybit gave for its time', async () => {
    const { data, raw } = await call('records', { symbol: 'BTC_USDT', period: '60', limit: '2650' });
    const rows: string[][] = Object(raw).flatMap(
      (page: { result: { list: string[][] } }) => page.result.list,
    );
    expect(rows).toHaveLength(2650);
    const sent = new Map(rows.map((row) => [Number(row[0]) / 1000, row.slice(1, 6).map(Number)]));
    for (const [time, ...values] of Object(data)) expect(values).toEqual(sent.get(time));
  });

  test('a young instrument has the bars that there are', async () => {
    const { data } = await call('records', { symbol: 'BTC_USDT', period: '1440', limit: '5000' });
    const bars: number[][] = Object(data);
    expect(bars.length).toBeGreaterThan(1000);
    expect(bars.length).toBeLessThan(5000);
    expect(
      bars.every(([time = 0], index) => index === 0 || time - (bars[index - 1]?.[0] ?? 0) === 86_400),
    ).toBe(true);
  });

  test('no limit gives 500 bars', async () => {
    expect((await call('records', { symbol: 'BTC_USDT', period: '60' })).data).toHaveLength(500);
  });

  test('pages are read side by side', async () => {
    bybit.fault({ match: 'GET /v5/market/kline', kind: 'slow', ms: 300, times: 5 });
    const started = Date.now();
    expect((await call('records', { symbol: 'BTC_USDT', period: '1', limit: '4300' })).data).toHaveLength(
      4300,
    );
    expect(Date.now() - started).toBeLessThan(1200);
  });

  test('a period that Bybit does not have', async () => {
    expect((await call('records', { symbol: 'BTC_USDT', period: '4320' })).error).toBe(
      'Bybit GetRecords: there are no bars of 4320 minutes: use one of 1, 3, 5, 15, 30, 60, 120, 240, 360, 720, 1440, 10080 (minutes)',
    );
    expect(bybit.requests.filter(({ path }) => path === '/v5/market/kline')).toEqual([]);
  });
});

test('markets are keyed by symbol, with steps and limits, every page of them, and are kept', async () => {
  const fresh = await startPlugin({ baseUrls: { Bybit: bybit.url } });
  const answers = await Promise.all(Array.from({ length: 10 }, () => fresh.call('Bybit', 'GetMarkets')));
  await fresh.stop();
  const markets = Object(answers[0]?.data);
  expect(markets.BTC_USDT).toEqual({
    symbol: 'BTC_USDT',
    base_asset: 'BTC',
    quote_asset: 'USDT',
    tick_size: 0.1,
    amount_size: 0.000001,
    price_precision: 1,
    amount_precision: 6,
    max_qty: 83,
    min_notional: 5,
  });
  expect(markets['BTC_USDT.swap']).toEqual({
    symbol: 'BTC_USDT.swap',
    base_asset: 'BTC',
    quote_asset: 'USDT',
    tick_size: 0.1,
    amount_size: 0.001,
    price_precision: 1,
    amount_precision: 3,
    min_qty: 0.001,
    max_qty: 1190,
    min_notional: 5,
    ct_val: 1,
    ct_val_ccy: 'BTC',
  });
  expect(markets['BTC_USD.swap']).toMatchObject({ ct_val: 1, ct_val_ccy: 'USD', quote_asset: 'USD' });
  expect(Object.keys(markets)).toEqual(
    expect.arrayContaining([
      'BTC_USDT.this_week',
      'BTC_USDC.quarter',
      'BTC_USD.quarter',
      'ALT1099_USDT.swap',
    ]),
  );
  expect(markets).not.toHaveProperty('SOON_USDT.swap');
  expect(bybit.requests.map(({ query }) => query.replace(/first.*/, '...'))).toEqual([
    'category=spot&limit=1000',
    'category=linear&limit=1000',
    'category=inverse&limit=1000',
    'category=linear&limit=1000&cursor=...',
  ]);
});

test('tickers are those of all pairs, each once', async () => {
  const { data } = await call('tickers');
  const symbols: string[] = Object(data).map((row: { symbol: string }) => row.symbol);
  expect(symbols).toEqual(
    expect.arrayContaining([
      'BTC_USDT',
      'BTC_USDT.swap',
      'BTC_USDC.swap',
      'BTC_USD.swap',
      'BTC_USDT.this_week',
    ]),
  );
  expect(new Set(symbols).size).toBe(symbols.length);
});

test('fewer requests go out in five seconds than Bybit bans an address for, whatever they ask', async () => {
  const strict = await startBybitDouble({ enforceLimits: true });
  const paced = await startPlugin({ baseUrls: { Bybit: strict.url }, timeout: 10_000 });
  const methods = ['ticker', 'depth', 'trades'];
  const answers = await Promise.all(
    Array.from({ length: 660 }, (_, index) =>
      paced.call('Bybit', methods[index % 3] ?? '', { symbol: 'LTC_USDT' }),
    ),
  );
  await paced.stop();
  await strict.close();
  expect(answers.filter(({ error }) => error)).toEqual([]);
}, 20_000);
