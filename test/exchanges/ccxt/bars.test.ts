import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DoubleRequest } from '../../doubles/ccxt/startDouble.js';
import { startTelling, type Telling } from './startTelling.js';

const MINUTE = 60_000;
const now = Math.floor(Date.now() / MINUTE) * MINUTE;
/** Of every minute of many days, but for those that a test leaves out. */
const minutes = (count: number, missing: (age: number) => boolean = () => false) =>
  Array.from({ length: count }, (_, index) => count - 1 - index)
    .filter((age) => !missing(age))
    .map((age) => now - age * MINUTE);
const rowsOf = (times: readonly number[]) =>
  times.map((time) => [time, '1.0', '2.0', '0.5', '1.5', '10', time + MINUTE - 1, '15', 1, '5', '7', '0']);

describe('bars that come in pages', () => {
  let exchange: Telling;
  beforeAll(async () => {
    exchange = await startTelling('binance', { kinds: ['spot'] });
  });
  afterAll(() => exchange?.close());

  /** Pages as Binance gives them: from a start the first ones, without one the newest. */
  const pages =
    (times: readonly number[], most: number, newest = most) =>
    ({ query }: DoubleRequest) => {
      const limit = Math.min(Number(query.get('limit')), most);
      const start = query.get('startTime');
      const since = times.filter((time) => time >= Number(start));
      return rowsOf(start === null ? times.slice(-Math.min(limit, newest)) : since.slice(0, limit));
    };
  const read = async (limit: number, tell: (request: DoubleRequest) => unknown): Promise<number[]> => {
    const before = exchange.double.requests.length;
    const { data, error } = await exchange.call(
      'records',
      { symbol: 'BTC_USDT', period: '1', limit: `${limit}` },
      tell,
    );
    expect(error).toBeUndefined();
    requests = exchange.double.requests.length - before;
    const bars: [number][] = Object(data);
    return bars.map(([time]) => time * 1000);
  };
  let requests = 0;

  test.each([
    ['100 at a time', 100, 100],
    ['200 at a time, of which the newest page has one fewer', 200, 199],
    ['299 on the newest page', 300, 299],
    ['7 at a time', 7, 7],
  ])('%s', async (_, most, newest) => {
    const times = minutes(1500);
    expect(await read(1000, pages(times, most, newest))).toEqual(times.slice(-1000));
  });

  test('a gap of the exchange stays a gap, and what is before it makes up the number', async () => {
    for (const length of [1, 99, 101, 250, 700, 5000]) {
      const times = minutes(9000, (age) => age > 150 && age <= 150 + length);
      expect(await read(1000, pages(times, 100)), `a gap of ${length}`).toEqual(times.slice(-1000));
    }
  });

  test('one that has no older ones', async () => {
    const times = minutes(321);
    expect(await read(1000, pages(times, 100))).toEqual(times);
    expect(await read(1000, pages(minutes(5), 100))).toHaveLength(5);
    expect(await read(1000, () => [])).toEqual([]);
  });

  test('one that does not heed the time is asked no more than four times', async () => {
    const times = minutes(1500).slice(-100);
    expect(await read(1000, () => rowsOf(times))).toEqual(times);
    expect(requests).toBe(4);
  });
});
