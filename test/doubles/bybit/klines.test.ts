import { describe, expect, it } from 'vitest';
import type { Result, Row } from './createTestClient.js';
import { useBybit } from './useBybit.js';

const { client } = useBybit();

const market = (path: string): Promise<Result> => client.get(`/v5/market/${path}`);

describe('klines', () => {
  const klines = async (query: string): Promise<string[][]> => {
    const { rows } = await market(`kline?category=linear&symbol=BTCUSDT&${query}`);
    return rows.map((row: Row) => Object.values(row).map(String));
  };
  const hour = 3_600_000;
  const now = Math.floor(Date.now() / hour) * hour;

  it('are newest first, each opening where the one before closed', async () => {
    const rows = await klines('interval=60');
    expect(rows).toHaveLength(200);
    expect(rows[0]?.[4]).toBe('60050.00');
    for (const [index, row] of rows.slice(2).entries()) expect(row[4]).toBe(rows[index + 1]?.[1]);
    expect(await klines('interval=60&limit=1000')).toHaveLength(1000);
    expect((await market('kline?category=linear&symbol=BTCUSDT&interval=60&limit=1001')).retCode).toBe(10001);
  });

  it('reach back from an end, and on from a start that has none', async () => {
    const times = async (query: string) => (await klines(query)).map(([time]) => Number(time));
    const [start, end] = [now - 100 * hour, now - 50 * hour];
    const list = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => from - index * hour);
    expect(await times(`interval=60&limit=3&end=${end}`)).toEqual(list(end, 3));
    expect(await times(`interval=60&limit=3&start=${start}`)).toEqual(list(start + 2 * hour, 3));
    expect(await times(`interval=60&limit=3&start=${start}&end=${end}`)).toEqual(list(end, 3));
    // The bar that holds the start is given as well.
    expect(await times(`interval=60&start=${start + 5}&end=${start + hour + 5}`)).toEqual(
      list(start + hour, 2),
    );
  });

  it('know the intervals of the exchange alone', async () => {
    for (const interval of ['', '2', '1h', '1d', 'd', '10080']) {
      const refused = await market(`kline?category=linear&symbol=BTCUSDT&interval=${interval}`);
      expect(refused).toMatchObject({ retCode: 10001, retMsg: 'Invalid period!' });
    }
    const opened = async (interval: string) =>
      new Date(Number((await klines(`interval=${interval}&limit=2`))[1]?.[0]));
    expect((await opened('D')).getUTCHours()).toBe(0);
    expect((await opened('W')).getUTCDay()).toBe(1);
    expect((await opened('M')).getUTCDate()).toBe(1);
  });

  it('count inverse contracts in dollars, and their turnover in coins', async () => {
    const { rows } = await market('kline?category=inverse&symbol=BTCUSD&interval=60&limit=2');
    const [, , , , close, volume, turnover] = Object.values(rows[1] ?? {}).map(Number);
    expect(turnover).toBeCloseTo(Number(volume) / Number(close), 7);
  });
});
