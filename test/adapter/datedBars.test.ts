import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DatedBarList, KeptBars, Reply, readDatedBars } from '../../src/index.js';

const HOUR = 3_600_000;
const list: DatedBarList = {
  names: { 1: '1min', 60: '1hour', 1440: '1day' },
  pages: (period) => (period < 240 ? 'day' : 'year'),
};

/** An exchange that has bars at these times, in ms, and gives those of a date, which begins at an offset from UTC. */
function venue(times: readonly number[], now: number, options: Partial<DatedBarList> = {}, offset = 0) {
  const asked: string[] = [];
  const answer = new Reply(200, new Headers(), '[]');
  const clock = { now };
  const api = { now: () => clock.now, warn: () => undefined };
  return {
    asked,
    clock,
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
            .filter((time) => time <= clock.now)
            .map((time) => [time, 1, 1, 1, 1, 1]);
          // Some refuse a date without bars.
          return rows.length === 0 ? undefined : { rows, reply: answer };
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
    expect(asked).toEqual(['2026-03-02', '2026-03-01']);
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

  test('the first moment of a day, whose page the exchange refuses as yet', async () => {
    const midnight = Date.parse('2026-03-02T00:00:00Z');
    const { records, asked } = venue(
      hours(200).filter((time) => time < midnight),
      midnight,
    );
    expect(await records(5)).toHaveLength(5);
    expect(asked).toEqual(['2026-03-02', '2026-03-01']);
  });

  test('whatever the time is, no more dates than the bars need, and one at most', async () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    await fc.assert(
      fc.asyncProperty(minute, fc.integer({ min: 1, max: 300 }), async (minutes, limit) => {
        const time = Date.parse('2026-03-02T00:00:00Z') + minutes * 60_000;
        const times = Array.from({ length: 400 }, (_, ago) => Math.floor(time / HOUR) * HOUR - ago * HOUR);
        const { records, asked } = venue(times, time);
        expect(await records(limit)).toEqual(times.slice(0, limit).reverse());
        const needed = new Set(times.slice(0, limit).map((one) => new Date(one).toISOString().slice(0, 10)));
        expect(asked.length).toBeLessThanOrEqual(needed.size + 1);
      }),
      { numRuns: 100 },
    );
  });

  describe('dates that are over', () => {
    const instrument = { list: 'spot', id: 'btc_jpy' };
    const day = 24 * HOUR;
    const times = Array.from({ length: 200 }, (_, ago) => now + 2 * day - HOUR / 2 - ago * HOUR);

    test('are asked for once, but for a moment after their end', async () => {
      const kept = new KeptBars().of(instrument);
      const { records, asked, clock } = venue(times, now, { kept });
      const [first, second] = [await records(30), await records(30)];
      expect(second).toEqual(first);
      expect(asked).toEqual(['2026-03-02', '2026-03-01', '2026-03-02']);
      clock.now = Date.parse('2026-03-03T00:05:00Z');
      asked.length = 0;
      await records(40);
      await records(40);
      expect(asked).toEqual(['2026-03-03', '2026-03-02', '2026-03-03', '2026-03-02']);
      clock.now = Date.parse('2026-03-03T00:30:00Z');
      await records(40);
      asked.length = 0;
      expect(await records(40)).toEqual(
        times
          .filter((time) => time <= clock.now)
          .slice(0, 40)
          .reverse(),
      );
      expect(asked).toEqual(['2026-03-03']);
    });

    test('without bars are asked for again after an hour', async () => {
      const kept = new KeptBars().of(instrument);
      const holiday = times.filter((time) => !new Date(time).toISOString().startsWith('2026-03-01'));
      const { records, asked, clock } = venue(holiday, now, { kept });
      await records(20);
      await records(20);
      expect(asked.filter((date) => date === '2026-03-01')).toHaveLength(1);
      clock.now += HOUR;
      await records(20);
      expect(asked.filter((date) => date === '2026-03-01')).toHaveLength(2);
    });

    test('are kept for each instrument and length of bars, as many as there is room for', async () => {
      const bars = new KeptBars({ most: 50 });
      const mine = venue(times, now, { kept: bars.of(instrument) });
      await mine.records(30);
      const [other, long] = [bars.of({ list: 'spot', id: 'eth_jpy' }), { kept: bars.of(instrument) }];
      const yours = venue(times, now, { kept: other });
      await yours.records(30);
      expect(yours.asked).toEqual(['2026-03-02', '2026-03-01']);
      const minutes = venue(times, now, long);
      await minutes.records(30, 1);
      expect(minutes.asked).toContain('2026-03-01');
      mine.asked.length = 0;
      await mine.records(30);
      expect(mine.asked).toEqual(['2026-03-02', '2026-03-01']);
    });
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
