import { describe, expect, it } from 'vitest';
import { datedExpiries } from '../exchange/datedExpiries.js';
import { useOkx } from './useOkx.js';

const { okx, client } = useOkx();

describe('market data', () => {
  it('has a clock that can be shifted', async () => {
    okx().clockOffset = 60_000;
    const { rows } = await client.get('/api/v5/public/time');
    expect(Math.abs(Number(rows[0]?.ts) - Date.now() - 60_000)).toBeLessThan(2000);
  });

  it('answers an unknown path with a numeric code', async () => {
    expect(await client.get('/api/v5/market/nothing')).toMatchObject({
      status: 404,
      body: { code: 404, data: {} },
    });
  });

  it('wants a kind of instrument, and knows which exist', async () => {
    expect(await client.get('/api/v5/public/instruments')).toMatchObject({
      status: 400,
      body: { code: '50014' },
    });
    expect((await client.get('/api/v5/public/instruments?instType=SPOT&instId=NO-USDT')).body.code).toBe(
      '51001',
    );
    expect((await client.get('/api/v5/market/ticker?instId=NO-USDT')).body.code).toBe('51001');
    const { rows } = await client.get('/api/v5/public/instruments?instType=FUTURES');
    expect(rows.filter(({ uly }) => uly === 'BTC-USD').length).toBeGreaterThanOrEqual(4);
  });

  it('lists dated contracts that end on Fridays at 08:00 UTC', () => {
    const days = (now: string) => datedExpiries(Date.parse(now)).map((end) => new Date(end).toISOString());
    expect(days('2026-02-03T00:00:00Z')).toEqual([
      '2026-02-06T08:00:00.000Z',
      '2026-02-13T08:00:00.000Z',
      '2026-02-27T08:00:00.000Z',
      '2026-03-27T08:00:00.000Z',
      '2026-06-26T08:00:00.000Z',
    ]);
    expect(days('2026-02-06T08:00:00Z')[0]).toBe('2026-02-13T08:00:00.000Z');
  });

  it('gives one level of the book unless asked for more', async () => {
    const one = (await client.get('/api/v5/market/books?instId=BTC-USDT')).rows[0];
    expect([one?.asks?.length, one?.bids?.length]).toEqual([1, 1]);
    const all = (await client.get('/api/v5/market/books?instId=BTC-USDT&sz=400')).rows[0];
    expect(all?.asks?.length).toBe(400);
    expect((await client.get('/api/v5/market/books?instId=BTC-USDT&sz=401')).body.code).toBe('51000');
  });

  it('cuts both stores of candles from one past', async () => {
    const path = 'instId=BTC-USDT&bar=1H';
    const latest: unknown[][] = Object.values(
      (await client.get(`/api/v5/market/candles?${path}&limit=999`)).rows,
    ).map(Object.values);
    const history: unknown[][] = Object.values(
      (await client.get(`/api/v5/market/history-candles?${path}`)).rows,
    ).map(Object.values);
    expect(latest).toHaveLength(300);
    expect(history).toHaveLength(100);
    expect(latest[0]?.[8]).toBe('0');
    expect(latest.slice(1, 101)).toEqual(history);
    for (const [index, row] of history.slice(1).entries()) expect(row[4]).toBe(history[index]?.[1]);
  });

  it('keeps 1440 bars in candles and the rest in history-candles', async () => {
    const open = Math.floor(Date.now() / 60_000) * 60_000;
    const at = (age: number) => `instId=BTC-USDT&bar=1m&after=${open - age * 60_000}`;
    expect((await client.get(`/api/v5/market/candles?${at(1430)}`)).rows.length).toBeLessThanOrEqual(9);
    expect((await client.get(`/api/v5/market/history-candles?${at(1430)}`)).rows).toHaveLength(100);
    expect((await client.get('/api/v5/market/candles?instId=BTC-USDT&bar=10m')).body.code).toBe('51000');
  });

  it.each([
    ['6H', 4],
    ['6Hutc', 0],
    ['1D', 16],
    ['1Dutc', 0],
    ['1W', 16],
    ['1Wutc', 0],
    ['1Mutc', 0],
  ])('opens %s bars where the exchange does', async (bar, hour) => {
    const { rows } = await client.get(`/api/v5/market/candles?instId=BTC-USDT&bar=${bar}&limit=2`);
    const open = new Date(Number(Object.values(rows[1] ?? {})[0]));
    expect(bar.startsWith('6H') ? open.getUTCHours() % 6 : open.getUTCHours()).toBe(hour);
    if (bar === '1Wutc') expect(open.getUTCDay()).toBe(1);
    if (bar === '1Mutc') expect(open.getUTCDate()).toBe(1);
  });

  it('has funding rates of perpetual kinds only', async () => {
    expect((await client.get('/api/v5/public/funding-rate?instId=BTC-USDT')).body.code).toBe('51001');
    const { rows } = await client.get('/api/v5/public/funding-rate?instId=ANY');
    expect(new Set(rows.map(({ instType }) => instType))).toEqual(new Set(['SWAP', 'FUTURES']));
  });
});
