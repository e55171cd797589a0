import { describe, expect, test } from 'vitest';
import { type Bench, withBench } from './createBench.js';
import type { NativeExchange } from './NativeExchange.js';
import { toldAs } from './toldAs.js';
import type { WriteFacts } from './WriteFacts.js';
import { limitOrder, writesOf } from './writesOf.js';

/** Refusals, the exchange's clock, and the pace: what takes no waiting, and no second request. */
export function describeQuickWrites(exchange: NativeExchange, facts: WriteFacts): void {
  const { paths } = exchange;
  const run = (test: (bench: Bench) => Promise<void>) =>
    withBench(exchange, { timeout: 40_000, options: exchange.contracts }, test);
  const { cancel } = writesOf(facts);

  describe('what can be known without waiting', () => {
    test.each(facts.refusals)('a refusal for want of %s is told at once', async (_what, params, message) => {
      await run(async ({ double, call }) => {
        expect((await call('trade', params)).error).toMatch(message);
        expect(double.orders()).toEqual([]);
        // There is nothing to wait or to look for.
        expect(double.requests.at(-1)).toMatchObject({ method: 'POST', path: paths.trade });
      });
    });

    test('a cancellation of an order that was filled meanwhile is a failure', async () => {
      await run(async (bench) => {
        const params = await cancel.prepare(bench);
        bench.double.fault({ match: `POST ${paths.cancel}`, kind: 'reset-before' });
        bench.double.fill(exchange.placed(bench.double)[0]?.id.split(',')[1] ?? '');
        expect(await bench.refused('cancel', params)).toMatch(
          new RegExp(`^the order is ${facts.words.filled} already`),
        );
      });
    });

    test.concurrent("while the exchange's clock is not known, not finding an order proves nothing", async () => {
      await run(async ({ double, refused }) => {
        const { down: body } = facts;
        double.fault({ match: `GET ${paths.time}`, kind: 'status', status: 500, times: 9, body });
        double.fault({ match: `POST ${paths.trade}`, kind: 'reset-before' });
        expect(await refused('trade', limitOrder)).toMatch(toldAs.unknown);
      });
    });

    test("a time that had passed on the exchange's clock: measured, and placed once", async () => {
      await run(async ({ double, ok }) => {
        await ok('trade', limitOrder);
        double.clockOffset = 10_000;
        await ok('trade', limitOrder);
        expect(double.orders()).toHaveLength(2);
      });
    });

    test('a silent clock costs one order a moment, and the next one nothing', async () => {
      await run(async ({ asked, double, ok }) => {
        double.fault({ match: `GET ${paths.time}`, kind: 'never', times: 99 });
        await ok('trade', limitOrder);
        await ok('trade', limitOrder);
        expect(asked(paths.time)).toHaveLength(1);
        expect(double.orders()).toHaveLength(2);
      });
    });

    test.concurrent('a burst is paced, not refused', async () => {
      const { start: options, params, count, time } = facts.burst;
      await withBench(exchange, { timeout: 60_000, options }, async ({ double, call }) => {
        const answers = await Promise.all(Array.from({ length: count }, () => call('trade', params)));
        expect(answers.flatMap(({ error }) => error ?? [])).toEqual([]);
        expect(double.orders()).toHaveLength(count);
        // What waits for its turn is good for as long as any other from then on.
        const times = double.requests.flatMap(({ headers }) => Number(headers[time] ?? []));
        expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(2000);
      });
    });
  });
}
