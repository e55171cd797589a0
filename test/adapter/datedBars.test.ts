import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DatedBarList, Reply, readDatedBars } from '../../src/index.js';

const HOUR = 3_600_000;
const list: DatedBarList = {
  names: { 1: '1min', 60: '1hour', 1440: '1day' },
  pages: (period) => (period < 240 ? 'day' : 'year'),
};

/** An exchange that has bars at these times, in ms, and gives those of a date, which begins at an offset from UTC. */
function venue(times: readonly number[], now: number, options: Partial<DatedBarList> = {}, offset = 0) {
  const asked: string[] = [];
  const answer = new Reply(200, new Headers(), '[]');
  const api = { now: () => now, warn: () => undefined };
  return {
    asked,
    async records(limit: number, period: 1 | 60 | 1440 = 60) {
      const { data } = await readDatedBars(
        api,
        { period, limit },
        { ...list, ...options },
        async (_interval, date) => {
          asked.push(date);
          // Answers do not come in the order of their requests.
          if (asked.length % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
          const rows = times
            .filter((time) => new Date(time + offset).toISOString().startsWith(date))
            .map((time) => [time, 1, 1, 1, 1, 1]);
          return { rows, reply: answer };
        },
      );
      return data.map(([time]) => time * 1000);
    },
  };
}

const now = Date.parse('2026-03-02T10:30:00Z');
const hours = (count: number) => Array.from({ length: count }, (_, ago) => now - HOUR / 2 - ago * HOUR);

describe('bars by date', () => {
  test('the newest ones, oldest first, and no more dates than they are on', async () => {
    const { records, asked } = venue(hours(200), now);
    expect(await records(30)).toEqual(hours(30).reverse());
    expect(asked).toEqual(['2026-03-02', '2026-03-01', '2026-02-28']);
  });

  test('a date of another zone that begins in the morning', async () => {
    // 2026-03-02 19:30 in Tokyo; its date began at 6:00, which is 21:00 UTC of the day before.
    const options = { timeZone: 'Asia/Tokyo', startsAt: 6 };
    const { records, asked } = venue(hours(200), now, options, (9 - 6) * HOUR);
    expect(await records(20)).toEqual(hours(20).reverse());
    expect(asked).toEqual(['2026-03-02', '2026-03-01']);
    const early = venue(hours(200), Date.parse('2026-03-01T20:59:00Z'), options, (9 - 6) * HOUR);
    await early.records(1);
    expect(early.asked[0]).toBe('2026-03-01');
  });

  test('days that a market is closed on are passed over', async () => {
    const open = hours(24 * 30).filter((time) => ![0, 6].includes(new Date(time).getUTCDay()));
    const { records } = venue(open, now);
    expect(await records(300)).toEqual(open.slice(0, 300).reverse());
  });

  test('by year, on the first day of one', async () => {
    const first = Date.parse('2026-01-01T00:00:10Z');
    const days = Array.from(
      { length: 500 },
      (_, ago) => Date.parse('2025-12-31T00:00:00Z') - ago * 24 * HOUR,
    );
    const { records, asked } = venue(days, first);
    expect(await records(400, 1440)).toEqual(days.slice(0, 400).reverse());
    expect(asked).toEqual(['2026', '2025', '2024']);
  });

  test('by month', async () => {
    const { records, asked } = venue(hours(24 * 40), now, { pages: () => 'month' });
    expect(await records(50)).toEqual(hours(50).reverse());
    expect(asked).toEqual(['2026-03', '2026-02']);
  });

  test('an instrument that is new has what it has', async () => {
    const { records, asked } = venue(hours(5), now);
    expect(await records(100)).toEqual(hours(5).reverse());
    expect(asked.length).toBeLessThan(30);
  });

  test('nothing is asked for before the first date that there is', async () => {
    const { records, asked } = venue(hours(40), now, { since: '2026-03-01' });
    expect(await records(1000)).toHaveLength(35);
    expect(asked).toEqual(['2026-03-02', '2026-03-01']);
  });

  test('an exchange that gives the same bars for every date comes to an end', async () => {
    const answer = new Reply(200, new Headers(), '[]');
    let asked = 0;
    const read = async () => {
      asked += 1;
      return { rows: [[now, 1, 1, 1, 1, 1]], reply: answer };
    };
    const api = { now: () => now, warn: () => undefined };
    const { data } = await readDatedBars(api, { period: 60, limit: 500 }, list, read);
    expect(data).toHaveLength(1);
    expect(asked).toBeLessThan(40);
  });

  test('a length that the exchange has no bars of', async () => {
    const { records } = venue([], now, { names: { 60: '1hour' } });
    await expect(records(1, 1)).rejects.toThrow('there are no bars of 1 minutes: use one of 60 (minutes)');
  });

  test('whatever bars there are, the last ones come, each once', async () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(gaps, fc.integer({ min: 1, max: 150 }), async (steps, limit) => {
        let at = now - HOUR / 2;
        const times = steps.map((step) => {
          at -= step * HOUR;
          return at;
        });
        expect(await venue(times, now).records(limit)).toEqual(times.slice(0, limit).reverse());
      }),
      { numRuns: 100 },
    );
  });
});
