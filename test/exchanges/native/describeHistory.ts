import { describe, expect, test } from 'vitest';
import type { Bench } from './createBench.js';
import type { OrderFacts } from './TradingFacts.js';

const hour = 3_600_000;
const day = 24 * hour;

/** The orders of the past, over pages and stores. */
export function describeHistory(bench: Bench, { seedFilled, latest }: OrderFacts): void {
  const { ok } = bench;

  describe('historyorders', () => {
    test('the latest ones, wherever they are kept, oldest first', async () => {
      const begun = Date.now();
      for (let index = 0; index < 130; index += 1) seedFilled(index * hour);
      for (let index = 0; index < 140; index += 1) seedFilled(10 * day + index * hour);
      const rows = await ok('historyorders', { symbol: 'BTC_USDT', since: 0, limit: 250 });
      expect(rows).toHaveLength(250);
      const times = rows.map((order: { time: number }) => order.time);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(new Set(rows.map((order: { id: string }) => order.id)).size).toBe(250);
      expect(times.at(-1)).toBeGreaterThanOrEqual(begun);
      bench.double.requests.length = 0;
      expect(await ok('historyorders', { symbol: 'BTC_USDT', since: 0, limit: 0 })).toHaveLength(100);
      expect(bench.asked(latest.path)).toHaveLength(latest.requests);
    });

    test('since gives the oldest ones from then on', async () => {
      for (let index = 0; index < 250; index += 1)
        seedFilled(20 * day - index * 1.5 * hour, String(index + 1));
      const since = Date.now() - 20 * day - 1000;
      const first = await ok('historyorders', { symbol: 'BTC_USDT', since, limit: 3 });
      expect(first.map((order: { amount: number }) => order.amount)).toEqual([1, 2, 3]);
      expect(await ok('historyorders', { symbol: 'BTC_USDT', since, limit: 0 })).toHaveLength(250);
      const week = Date.now() - 6 * day;
      const later = await ok('historyorders', { symbol: 'BTC_USDT', since: String(week), limit: '2' });
      expect(later).toHaveLength(2);
      expect(later[0].time).toBeLessThan(week + 3 * hour);
    });
  });
}
