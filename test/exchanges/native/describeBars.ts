import { describe, expect, test } from 'vitest';
import type { Bench } from './createBench.js';
import type { BarFacts } from './MarketFacts.js';

/** Bars, however many pages they take. */
export function describeBars(bench: Bench, facts: BarFacts): void {
  const { callWithoutKeys: call, exchange, asked } = bench;
  const { name, paths } = exchange;

  describe('records', () => {
    test.each(facts.lengths)(
      '%s, %d minutes, %d bars: without gaps, oldest first, in seconds',
      async (symbol, period, limit) => {
        const params = { symbol, period: String(period), limit: String(limit) };
        const begun = Date.now() / 1000;
        const { data, error, raw } = await call('records', params);
        expect(error).toBeUndefined();
        const bars: number[][] = Object(data);
        expect(bars).toHaveLength(limit);
        const times = bars.map(([time = 0]) => time);
        const [first = 0] = times;
        expect(times).toEqual(Array.from({ length: limit }, (_, index) => first + index * period * 60));
        expect((times.at(-1) ?? 0) + period * 60).toBeGreaterThan(begun);
        expect(bars.every((bar) => bar.length === 6 && bar.every(Number.isFinite))).toBe(true);
        expect(Array.isArray(raw)).toBe(limit > facts.pageSize);
      },
    );

    test(`each bar is the one that ${name} gave for its time`, async () => {
      const { limit, rows: count } = facts.pages;
      const { data, raw } = await call('records', { symbol: 'BTC_USDT', period: '60', limit: String(limit) });
      const rows = facts.ofRaw(raw);
      expect(rows).toHaveLength(count);
      const sent = new Map(rows.map((row) => [Number(row[0]) / 1000, row.slice(1, 6).map(Number)]));
      expect(data).toHaveLength(limit);
      for (const [time, ...values] of Object(data)) expect(values).toEqual(sent.get(time));
    });

    test('no limit gives 500 bars', async () => {
      expect((await call('records', { symbol: 'BTC_USDT', period: '60' })).data).toHaveLength(500);
    });

    test('pages are read side by side', async () => {
      const params = { symbol: 'BTC_USDT', period: '1', limit: String(facts.fivePages) };
      // Behind the first page nothing is answered until all the others have been asked for.
      let answer: () => void = () => undefined;
      const until = new Promise<void>((resolve) => {
        answer = resolve;
      });
      bench.double.fault({ match: `GET ${paths.bars}`, kind: 'held', until: Promise.resolve() });
      bench.double.fault({ match: `GET ${paths.bars}`, kind: 'held', until, times: 9 });
      const reading = call('records', params);
      await expect.poll(() => asked(paths.bars).length).toBeGreaterThanOrEqual(5);
      answer();
      expect((await reading).data).toHaveLength(facts.fivePages);
    });

    test(`a period that ${name} does not have`, async () => {
      const { period, message } = facts.noPeriod;
      expect((await call('records', { symbol: 'BTC_USDT', period })).error).toBe(message);
      expect(asked(paths.bars)).toEqual([]);
    });

    test('more than 5000', async () => {
      const params = { symbol: 'BTC_USDT', period: '1', limit: '5001' };
      expect((await call('records', params)).error).toContain('from 0 to 5000');
    });
  });
}
