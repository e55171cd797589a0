import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periods } from '../../../src/protocol/time.js';
import { DAY, MINUTE, openPaper, START } from './openPaper.js';

const moment = fc.integer({ min: Date.UTC(2020, 5, 1), max: Date.UTC(2030, 0, 1) });
const symbols = fc.constantFrom('BTC_USDT', 'ETH_BTC', 'FOO_USDT', 'USDC_USDT', 'USDT_ETH');
const digits = (value: number) => Number(value.toFixed(6));

describe('records', () => {
  it('of all periods agree with those of a minute', async () => {
    await fc.assert(
      fc.asyncProperty(symbols, moment, fc.constantFrom(...periods), async (symbol, now, period) => {
        const { call } = openPaper({}, now);
        const limit = period > 1000 ? 1 : 4;
        const bars = await call('records', { symbol, period, limit });
        const minutes = await call('records', { symbol, period: 1, limit: Math.min(5000, period * limit) });
        for (const [start, ...bar] of bars) {
          const inside = minutes.filter(([time]) => time >= start && time < start + period * 60);
          if (inside[0]?.[0] !== start) continue;
          expect(bar.map(digits)).toEqual(
            [
              inside[0][1],
              Math.max(...inside.map((minute) => minute[2])),
              Math.min(...inside.map((minute) => minute[3])),
              inside.at(-1)?.[4] ?? 0,
              inside.reduce((sum, minute) => sum + minute[5], 0),
            ].map(digits),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('open where the one before closed, and a closed one never changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        symbols,
        moment,
        fc.constantFrom(...periods),
        fc.integer({ min: 0, max: 3 * DAY }),
        async (symbol, now, period, later) => {
          const { clock, call } = openPaper({}, now);
          const bars = await call('records', { symbol, period, limit: 20 });
          clock.now += later;
          const after = new Map(
            (await call('records', { symbol, period, limit: 5000 })).map((bar) => [bar[0], bar]),
          );
          for (const [index, bar] of bars.entries()) {
            const [start, open, high, low, close] = bar;
            expect(high).toBeGreaterThanOrEqual(Math.max(open, close));
            expect(low).toBeLessThanOrEqual(Math.min(open, close));
            const before = bars[index - 1];
            if (before) expect([before[0], before[4]]).toEqual([start - period * 60, open]);
            if (index < bars.length - 1 && after.has(start)) expect(after.get(start)).toEqual(bar);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('end with the unfinished bar, whose close is the last price', async () => {
    const { call } = openPaper();
    const bars = await call('records', { symbol: 'BTC_USDT', period: '60', limit: '3' });
    const hour = Math.floor(START / 3_600_000) * 3600;
    expect(bars.map(([time]) => time)).toEqual([hour - 7200, hour - 3600, hour]);
    expect(bars.at(-1)?.[4]).toBe(Number((await call('ticker', { symbol: 'BTC_USDT' })).last));
  });

  it('follow the last price from moment to moment', async () => {
    const { clock, call } = openPaper();
    let [high, low] = [0, Number.POSITIVE_INFINITY];
    const start = Math.floor(START / MINUTE) * MINUTE + MINUTE;
    for (let elapsed = 0; elapsed < MINUTE; elapsed += 500) {
      clock.now = start + elapsed;
      const last = Number((await call('ticker', { symbol: 'BTC_USDT' })).last);
      [high, low] = [Math.max(high, last), Math.min(low, last)];
      const [bar] = await call('records', { symbol: 'BTC_USDT', period: 1, limit: 1 });
      expect(bar?.slice(2, 5)).toEqual([high, low, last]);
    }
  });

  it('begin weeks on Monday and days at midnight UTC, from 2020 on', async () => {
    const { call } = openPaper();
    const first = async (period: number) =>
      (await call('records', { symbol: 'BTC_USDT', period, limit: 5000 }))[0]?.[0];
    expect(await first(10_080)).toBe(Date.UTC(2020, 0, 6) / 1000);
    expect(await first(1440)).toBe(Date.UTC(2020, 0, 1) / 1000);
    const weeks = await call('records', { symbol: 'BTC_USDT', period: 10_080, limit: 1 });
    expect(weeks[0]?.[0]).toBe(Date.UTC(2025, 2, 3) / 1000);
  });

  it.each([
    [undefined, 500],
    [0, 500],
    [1, 1],
    [5000, 5000],
  ])('with limit %s are %s bars', async (limit, count) => {
    expect(await openPaper().call('records', { symbol: 'BTC_USDT', period: 1, limit })).toHaveLength(count);
  });

  it('name the periods that there are', async () => {
    await expect(openPaper().call('records', { symbol: 'BTC_USDT', period: 7 })).rejects.toThrow(
      'period must be one of 1, 3, 5,',
    );
  });

  it('take as much work for long bars as for short ones', async () => {
    const { call } = openPaper({}, Date.UTC(2030, 0, 1));
    const workOf = async (period: number) => {
      const begun = process.cpuUsage().user;
      await call('records', { symbol: 'ETH_BTC', period, limit: 5000 });
      return process.cpuUsage().user - begun;
    };
    const [shortest, ...longer] = periods;
    await workOf(shortest);
    const unit = await workOf(shortest);
    // The longest bars cover ten thousand times as many points.
    for (const period of longer) expect(await workOf(period)).toBeLessThan(100 * unit);
  });
});
