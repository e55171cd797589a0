import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { RateCount } from '../../doubles/exchange/RateMeter.js';
import type { Keys } from '../../support/startPlugin.js';
import { withBench } from './createBench.js';
import type { NativeDouble, NativeExchange } from './NativeExchange.js';

interface FairDouble extends NativeDouble {
  readonly rates: ReadonlyMap<string, RateCount>;
}

/** So many calls of a key are on their way at once: of 60 keys as many as the server takes of one exchange. */
const AT_ONCE = 4;

/**
 * That nobody stands in another's way where an exchange counts by the address of the machine.
 *
 * @param facts.keys made-up ones that look like the exchange's own.
 * @param facts.each so many calls with each of 60 such keys are more than the exchange takes in two windows.
 * @param facts.most so many requests go out at once.
 */
export function describeFairness<Double extends FairDouble, Options>(
  exchange: NativeExchange<Double, Options>,
  facts: { options: Options; keys: (index: number) => Keys; each: number; most: number },
): void {
  const { bars, cancel } = exchange.paths;
  // What is the same for all would be asked for once.
  const records = (symbol: string, limit = 5) => ({ symbol, period: 60, limit });

  test('60 parallel calls with made-up keys keep nobody from canceling and reading prices', () =>
    withBench(exchange, { timeout: 60_000, options: facts.options }, async (bench) => {
      const { call, ok, double } = bench;
      const { id } = await ok('trade', { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' });
      const numbers = Array.from({ length: facts.each * 60 }, (_, index) => index);
      const flood = numbers.slice(0, 60 * AT_ONCE).map(async (first) => {
        const errors: unknown[] = [];
        for (let index = first; index < numbers.length; index += 60 * AT_ONCE) {
          const { error } = await call('records', records('LTC_USDT', 1 + index), facts.keys(index % 60));
          errors.push(error);
        }
        return errors;
      });
      await expect.poll(() => double.requests.length).toBeGreaterThanOrEqual(facts.most);
      // Until nothing more is let through for now: the others wait.
      for (let before = 0; before < double.requests.length && before < numbers.length / 2; ) {
        before = double.requests.length;
        await sleep(600);
      }
      const answers = await Promise.all([
        call('cancel', { id }),
        call('records', records('BTC_USDT')),
        bench.callWithoutKeys('records', records('ETH_USDT')),
      ]);
      expect(answers.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
      const errors = (await Promise.all(flood)).flat();
      expect(errors).toEqual(numbers.map(() => undefined));
      // Others came before that were asked later.
      const behind = (index: number) =>
        double.requests.slice(index).filter(({ path }) => path === bars).length;
      expect(behind(double.requests.findIndex(({ path }) => path === cancel))).toBeGreaterThan(20);
      for (const coin of ['BTC', 'ETH']) {
        const at = double.requests.findIndex(({ path, query }) => path === bars && query.includes(coin));
        expect(behind(at)).toBeGreaterThan(20);
      }
      // It was not asked for more than it takes.
      expect([...double.rates.values()].filter(({ refused }) => refused > 0)).toEqual([]);
    }));
}
