import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OkxDouble, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import { type Plugin, startPlugin } from '../../support/startPlugin.js';

let okx: OkxDouble;
let plugin: Plugin;

beforeAll(async () => {
  okx = await startOkxDouble({ enforceLimits: true });
  plugin = await startPlugin({ baseUrls: { OKX: okx.url }, timeout: 10_000 });
});
afterAll(async () => {
  await plugin.stop();
  await okx.close();
});
beforeEach(() => {
  okx.requests.length = 0;
  okx.clearFaults();
});

const call = (method: string, params?: object) => plugin.call('OKX', method, params);

describe('ticker', () => {
  test("is OKX's, in strings", async () => {
    const { data, raw, error } = await call('ticker', { symbol: 'ltc_usdt' });
    expect(error).toBeUndefined();
    expect(raw).toMatchObject({ code: '0', data: [{ instId: 'LTC-USDT' }] });
    const [row] = Object(raw).data;
    expect(data).toEqual({
      symbol: 'LTC_USDT',
      buy: row.bidPx,
      sell: row.askPx,
      high: row.high24h,
      low: row.low24h,
      open: row.open24h,
      last: row.last,
      vol: row.vol24h,
      time: row.ts,
    });
    expect(
      okx.requests
        .filter(({ path }) => path !== '/api/v5/public/instruments')
        .map(({ method, path, query }) => [method, path, query]),
    ).toEqual([['GET', '/api/v5/market/ticker', 'instId=LTC-USDT']]);
  });

  test('raw is what OKX sent, byte for byte', async () => {
    const body = `{ "msg":"", "code" : "0","data":[{"instId":"LTC-USDT","last":"80.10","askPx":"80.20","bidPx":"80.00","open24h":"79","high24h":"81","low24h":"78","vol24h":"1.0","ts":"1731028903911","seqId":2896576259728695296,"px":1.50}] }`;
    okx.fault({ match: 'GET /api/v5/market/ticker', kind: 'json', body });
    const { text } = await plugin.post('/OKX', '{"method":"ticker","params":{"symbol":"LTC_USDT"}}');
    expect(text.endsWith(`,"raw":${body}}`)).toBe(true);
    expect(text).toContain('"sell":"80.20"');
  });

  test('an empty side of the book is no price', async () => {
    const row = {
      instId: 'LTC-USDT',
      last: '7.096',
      askPx: '',
      bidPx: '7.095',
      open24h: '7',
      high24h: '8',
      low24h: '6',
      vol24h: '1',
      ts: '1783755266261',
    };
    okx.fault({
      match: 'GET /api/v5/market/ticker',
      kind: 'json',
      body: { code: '0', msg: '', data: [row] },
    });
    okx.fault({
      match: 'GET /api/v5/market/tickers',
      kind: 'json',
      body: { code: '0', msg: '', data: [row, { ...row, askPx: '7.1' }] },
    });
    expect((await call('ticker', { symbol: 'LTC_USDT' })).error).toMatch(
      /^OKX GetTicker: LTC_USDT has no buyers, no sellers/,
    );
    const { data } = await call('tickers');
    const spot = Object(data).filter(({ symbol }: { symbol: string }) => !symbol.includes('.'));
    expect(spot).toEqual([expect.objectContaining({ sell: '7.1' })]);
  });

  test('an instrument that OKX does not have', async () => {
    expect((await call('ticker', { symbol: 'NOPE_USDT' })).error).toBe(
      'OKX GetTicker: OKX has no "NOPE_USDT": GetMarkets lists what there is',
    );
  });

  test.each(['BTC_USDT.month_of_sundays', 'BTC-USDT', 'USDT'])(
    'the symbol %s is refused before anything is sent',
    async (symbol) => {
      expect((await call('ticker', { symbol })).error).toMatch(/^OKX GetTicker: /);
      expect(okx.requests).toEqual([]);
    },
  );
});

describe('depth', () => {
  test.each([
    [undefined, 30],
    ['5', 5],
    [400, 400],
    ['1000', 400],
  ])('limit %s gives %d levels a side', async (limit, levels) => {
    const { data } = await call('depth', { symbol: 'ETH_USDT', limit });
    const { asks, bids, time } = Object(data);
    expect([asks.length, bids.length]).toEqual([levels, levels]);
    expect(asks).toEqual([...asks].sort((a, b) => a[0] - b[0]));
    expect(bids).toEqual([...bids].sort((a, b) => b[0] - a[0]));
    expect(bids[0][0]).toBeLessThan(asks[0][0]);
    expect(asks.flat().every((value: unknown) => typeof value === 'number')).toBe(true);
    expect(Math.abs(time - Date.now())).toBeLessThan(60_000);
  });
});

test('trades are oldest first', async () => {
  const { data } = await call('trades', { symbol: 'ETH_USDT' });
  const rows: { id: string; time: number; type: string }[] = Object(data);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.map((row) => row.time)).toEqual(rows.map((row) => row.time).sort((a, b) => a - b));
  expect(rows.every((row) => typeof row.id === 'string' && ['buy', 'sell'].includes(row.type))).toBe(true);
});

describe('records', () => {
  test.each([
    [1, 1],
    [1, 300],
    [5, 301],
    [60, 500],
    [15, 1441],
    [1, 5000],
    [1440, 700],
    [4320, 310],
    [10080, 305],
  ])('%d minutes, %d bars: without gaps, oldest first, in seconds', async (period, limit) => {
    const { data, error, raw } = await call('records', {
      symbol: 'BTC_USDT',
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
    expect(Array.isArray(raw)).toBe(limit > 300);
  });

  test('each bar is the one that OKX gave for its time', async () => {
    const { data, raw } = await call('records', { symbol: 'BTC_USDT', period: '60', limit: '650' });
    const rows: string[][] = Object(raw).flatMap((page: { data: string[][] }) => page.data);
    const sent = new Map(rows.map((row) => [Number(row[0]) / 1000, row.slice(1, 6).map(Number)]));
    for (const [time, ...values] of Object(data)) expect(values).toEqual(sent.get(time));
  });

  test('no limit gives 500 bars', async () => {
    expect((await call('records', { symbol: 'BTC_USDT', period: '60' })).data).toHaveLength(500);
  });

  test('pages are read side by side', async () => {
    okx.fault({ match: 'GET /api/v5/market/candles', kind: 'slow', ms: 300, times: 5 });
    const started = Date.now();
    expect((await call('records', { symbol: 'BTC_USDT', period: '1', limit: '1300' })).data).toHaveLength(
      1300,
    );
    expect(Date.now() - started).toBeLessThan(1200);
  });

  test('a period that OKX does not have', async () => {
    expect((await call('records', { symbol: 'BTC_USDT', period: '7' })).error).toBe(
      'OKX GetRecords: period must be one of 1, 3, 5, 15, 30, 60, 120, 240, 360, 720, 1440, 4320, 10080 (minutes)',
    );
    expect(okx.requests).toEqual([]);
  });

  test('more than 5000', async () => {
    expect((await call('records', { symbol: 'BTC_USDT', period: '1', limit: '5001' })).error).toContain(
      'from 0 to 5000',
    );
  });
});

test('markets are keyed by symbol, with steps and limits, and are kept', async () => {
  const fresh = await startPlugin({ baseUrls: { OKX: okx.url } });
  const answers = await Promise.all(Array.from({ length: 10 }, () => fresh.call('OKX', 'GetMarkets')));
  await fresh.stop();
  expect(Object(answers[0]?.data).BTC_USDT).toEqual({
    symbol: 'BTC_USDT',
    base_asset: 'BTC',
    quote_asset: 'USDT',
    tick_size: 0.1,
    amount_size: 0.00000001,
    price_precision: 1,
    amount_precision: 8,
    min_qty: 0.00001,
    max_qty: expect.any(Number),
  });
  expect(okx.requests.map(({ query }) => query)).toEqual([
    'instType=SPOT',
    'instType=SWAP',
    'instType=FUTURES',
  ]);
});

test('tickers are those of all pairs', async () => {
  const { data } = await call('tickers');
  const symbols: string[] = Object(data).map((row: { symbol: string }) => row.symbol);
  expect(symbols).toEqual(expect.arrayContaining(['BTC_USDT', 'ETH_USDT', 'LTC_USDT']));
});

test('45 calls at once stay below the published limit', async () => {
  const answers = await Promise.all(Array.from({ length: 45 }, () => call('ticker', { symbol: 'LTC_USDT' })));
  expect(answers.filter(({ error }) => error)).toEqual([]);
});
