import { describe, expect, test } from 'vitest';
import { startPlugin } from '../../support/startPlugin.js';
import type { Bench } from './createBench.js';
import type { OrderFacts } from './TradingFacts.js';

const HOUR = 3_600_000;

/** What the shared tests of lists in pages have to know of an exchange. */
export interface PagingFacts extends Pick<OrderFacts, 'seedOpen' | 'seedFilled'> {
  /** What asks for bars of BTC_USDT of an hour, so many, in the exchange's own words. */
  barsOf(limit: number): object;
  /** A position of 2 contracts in each of these, opened by a test. */
  positions: readonly string[];
}

/** Lists that come in shorter pages than asked for, whatever they hold. */
export function describePaging(bench: Bench, facts: PagingFacts): void {
  const { exchange, ok, refused, asked } = bench;
  const { paths } = exchange;
  const idsOf = (rows: { id: string }[]) => new Set(rows.map(({ id }) => id));

  describe('lists in pages', () => {
    test.each([
      [120, 20],
      [40, 20],
      [520, 100],
    ])('%d open orders in pages of %d come all, each once', async (count, cap) => {
      const start = Date.now() - 300_000;
      for (let index = 0; index < count; index += 1) facts.seedOpen(start + index);
      bench.double.limits.pageCap = cap;
      for (const symbol of ['ETH_USDT', undefined]) {
        const rows = await ok('orders', { symbol });
        expect(rows).toHaveLength(count);
        expect(idsOf(rows).size).toBe(count);
      }
    });

    test('open orders of which a page fails are an error, not a shorter list', async () => {
      for (let index = 0; index < 60; index += 1) facts.seedOpen(Date.now() - 60_000 + index);
      bench.double.limits.pageCap = 20;
      const down = { kind: 'status' as const, status: 502, body: '<html>bad gateway</html>' };
      bench.double.fault({ match: `GET ${paths.orders}`, kind: 'slow', ms: 0 });
      bench.double.fault({ match: `GET ${paths.orders}`, ...down, times: 99 });
      expect(await refused('orders', { symbol: 'ETH_USDT' })).toMatch(
        /the list of open orders could not be read to its end: /,
      );
    });

    test('when the time is up in the middle of a list, that is an error as well', async () => {
      for (let index = 0; index < 60; index += 1) facts.seedOpen(Date.now() - 60_000 + index);
      bench.double.limits.pageCap = 20;
      bench.double.fault({ match: `GET ${paths.orders}`, kind: 'slow', ms: 0 });
      bench.double.fault({ match: `GET ${paths.orders}`, kind: 'never', times: 99 });
      const brief = await startPlugin({
        baseUrls: { [bench.exchange.name]: bench.double.url },
        timeout: 5000,
      });
      const answer = await brief.call(
        bench.exchange.name,
        'orders',
        { symbol: 'ETH_USDT' },
        bench.exchange.keys,
      );
      await brief.stop();
      expect(answer.data).toBeUndefined();
      expect(answer.error).toBeTruthy();
    });

    test('done orders in short pages: the latest, and those since a time', async () => {
      for (let index = 0; index < 70; index += 1) facts.seedFilled((70 - index) * 60_000, String(index + 1));
      bench.double.limits.pageCap = 7;
      const amounts = (rows: { amount: number }[]) => rows.map(({ amount }) => amount);
      const latest = await ok('historyorders', { symbol: 'BTC_USDT', since: 0, limit: 50 });
      expect(amounts(latest)).toEqual(Array.from({ length: 50 }, (_, index) => index + 21));
      const since = Date.now() - 60.5 * 60_000;
      const first = await ok('historyorders', { symbol: 'BTC_USDT', since, limit: 30 });
      expect(amounts(first)).toEqual(Array.from({ length: 30 }, (_, index) => index + 11));
      expect(await ok('historyorders', { symbol: 'BTC_USDT', since, limit: 0 })).toHaveLength(60);
    });

    test('positions in pages of one', async () => {
      for (const symbol of facts.positions) await ok('trade', { symbol, type: 'buy', amount: '2' });
      bench.double.limits.pageCap = 1;
      const rows = await ok('positions', { symbol: 'USDT.swap' });
      const symbols: string[] = rows.map(({ symbol }: { symbol: string }) => symbol);
      expect(symbols.sort()).toEqual([...facts.positions].sort());
    });

    test('instruments in short pages are all there', async () => {
      const before = Object.keys(await ok('markets')).sort();
      await bench.open(exchange.contracts);
      bench.double.limits.pageCap = 90;
      expect(Object.keys(await ok('markets')).sort()).toEqual(before);
    });
  });

  describe('bars in pages', () => {
    const params = { symbol: 'BTC_USDT', period: '60', limit: '1000' };
    const hourOf = (time: number) => Math.floor(time / HOUR) * HOUR;
    const timesOf = (bars: number[][]) => bars.map(([time = 0]) => time * 1000);
    const series = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => from + index * HOUR);

    test('a thousand, in pages of a hundred', async () => {
      bench.double.limits.pageCap = 100;
      const times = timesOf(await ok('records', params));
      expect(times).toEqual(series(times[0] ?? 0, 1000));
    });

    test('a thousand, where the newest page is one short', async () => {
      const { data: body } = await bench.io('GET', paths.bars, facts.barsOf(299));
      bench.double.fault({ match: `GET ${paths.bars}`, kind: 'json', body });
      const times = timesOf(await ok('records', params));
      expect(times).toEqual(series(times[0] ?? 0, 1000));
    });

    test("the exchange's gap stays one, and older bars make up the number", async () => {
      const now = hourOf(Date.now());
      const [newest, oldest] = [now - 200 * HOUR, now - 900 * HOUR];
      bench.double.limits.isGap = (open) => open <= newest && open > oldest;
      const times = timesOf(await ok('records', params));
      expect(times).toEqual([...series(oldest - 799 * HOUR, 800), ...series(newest + HOUR, 200)]);
    });

    test('a new listing has few, and takes few requests', async () => {
      const from = hourOf(Date.now()) - 9 * HOUR;
      bench.double.limits.barsFrom = from;
      expect(timesOf(await ok('records', params))).toEqual(series(from, 10));
      expect(bench.double.requests.filter(({ path }) => /cand|kline/.test(path)).length).toBeLessThan(4);
    });

    test('fifty of many take one request', async () => {
      await ok('records', { ...params, limit: '50' });
      expect(asked(paths.bars)).toHaveLength(1);
    });
  });
}
