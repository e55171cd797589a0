import { describe, expect, test } from 'vitest';
import type { Bench } from './createBench.js';

/** Steps of an instrument, as decimal strings. */
export interface NewSteps {
  tick?: string;
  lot?: string;
}

/** What the shared tests of changed steps have to know of an exchange. */
export interface StepFacts {
  /** Changes the steps of BTC_USDT and of BTC_USDT.swap, which are 0.1 for prices, at the exchange. */
  change(steps: NewSteps): void;
  /** An amount of BTC_USDT.swap that only a smaller lot allows, and that lot. */
  lot: { amount: string; smaller: string };
}

/** Steps that an exchange has changed since its list was read. */
export function describeSteps(bench: Bench, { change, lot }: StepFacts): void {
  const { exchange, ok, refused, asked, posted } = bench;
  const { paths } = exchange;
  const fine = { symbol: 'BTC_USDT', type: 'buy', price: '1000.05', amount: '0.1' };
  const rough = { ...fine, price: '1000.1' };

  describe('steps that have changed', () => {
    test('a finer price goes through, after the list was read once more', async () => {
      await ok('ticker', { symbol: 'BTC_USDT' });
      change({ tick: '0.01' });
      const lists = asked(paths.instruments).length;
      await ok('trade', fine);
      expect(asked(paths.instruments)).toHaveLength(lists + 1);
      await ok('trade', fine);
      expect(asked(paths.instruments)).toHaveLength(lists + 1);
    });

    test('so does a smaller amount of a contract', async () => {
      const order = { symbol: 'BTC_USDT.swap', type: 'buy', price: '50000', amount: lot.amount };
      await ok('ticker', { symbol: 'BTC_USDT.swap' });
      change({ lot: lot.smaller });
      await ok('trade', order);
    });

    test('so does a change of an order', async () => {
      const { id } = await ok('trade', rough);
      change({ tick: '0.01' });
      await ok('modifyorder', { id, price: '1000.07', amount: '-1' });
      expect(await ok('order', { id })).toMatchObject({ price: 1000.07 });
    });

    test('what the new list refuses as well is not sent, and does not read it again and again', async () => {
      await ok('ticker', { symbol: 'BTC_USDT' });
      const lists = asked(paths.instruments).length;
      for (let index = 0; index < 5; index += 1)
        expect(await refused('trade', fine)).toContain(
          'price 1000.05 is not a multiple of the tick size 0.1',
        );
      expect(asked(paths.instruments)).toHaveLength(lists + 1);
      expect(posted(paths.trade)).toEqual([]);
    });

    test('several orders at once read it once', async () => {
      await ok('ticker', { symbol: 'BTC_USDT' });
      change({ tick: '0.01' });
      const lists = asked(paths.instruments).length;
      await Promise.all(Array.from({ length: 5 }, () => ok('trade', fine)));
      expect(asked(paths.instruments)).toHaveLength(lists + 1);
    });

    test('a list that this very order has read is not read once more', async () => {
      expect(await refused('trade', fine)).toContain('tick size');
      expect(asked(paths.instruments)).toHaveLength(1);
    });

    test('a list that cannot be read anew leaves the refusal as it was', async () => {
      await ok('ticker', { symbol: 'BTC_USDT' });
      bench.double.fault({ match: `GET ${paths.instruments}`, kind: 'html', status: 502, times: 9 });
      expect(await refused('trade', fine)).toContain('price 1000.05 is not a multiple of the tick size 0.1');
    });

    test('after the exchange has refused for a step, the list is read before the next order', async () => {
      await ok('trade', rough);
      change({ tick: '1' });
      const lists = asked(paths.instruments).length;
      expect(await refused('trade', rough)).not.toContain('is not a multiple of the tick size 1 ');
      expect(await refused('trade', rough)).toContain(
        'price 1000.1 is not a multiple of the tick size 1 of BTC_USDT',
      );
      expect(asked(paths.instruments)).toHaveLength(lists + 1);
      expect(posted(paths.trade)).toHaveLength(2);
    });
  });
}
