import { describe, expect, test } from 'vitest';
import type { Bench } from './createBench.js';

/** What the shared tests of young orders have to know of an exchange. */
export interface YoungOrderFacts {
  /** Where one order is asked for. */
  order: string;
  /** The answers to a question for, and a cancellation of, an order that never was. */
  unknown: { order: RegExp; cancel: RegExp };
}

const limit = { symbol: 'LTC_USDT', type: 'buy', price: '10', amount: '2' };

/** Orders that an exchange does not know everywhere until a moment after they were placed. */
export function describeYoungOrders(bench: Bench, facts: YoungOrderFacts): void {
  const { exchange, ok, refused, asked } = bench;
  const { paths } = exchange;

  describe('an order that was placed a moment ago', () => {
    test('is found', async () => {
      bench.double.limits.hiddenFor = 400;
      const { id } = await ok('trade', limit);
      expect(await ok('order', { id })).toMatchObject({ id, status: 'pending' });
    });

    test('is canceled, once', async () => {
      bench.double.limits.hiddenFor = 400;
      const { id } = await ok('trade', limit);
      expect((await bench.call('cancel', { id })).data).toBe(true);
      expect(await ok('order', { id })).toMatchObject({ id, status: 'canceled' });
      expect(exchange.placed(bench.double)).toHaveLength(1);
    });

    test('is changed', async () => {
      bench.double.limits.hiddenFor = 400;
      const { id } = await ok('trade', limit);
      await ok('modifyorder', { id, price: '11', amount: '-1' });
      expect(await ok('order', { id })).toMatchObject({ id, price: 11 });
    });

    test('and that stays unknown is an error within the deadline, without a wrong reason', async () => {
      bench.double.limits.hiddenFor = 3_600_000;
      const { id } = await ok('trade', limit);
      for (const method of ['order', 'cancel']) {
        const error = await refused(method, { id });
        expect(error).toContain('the exchange does not show it yet');
        expect(error).not.toMatch(/keeps canceled orders|never was/);
      }
    });

    test('and canceled before is refused a second time at once', async () => {
      const { id } = await ok('trade', limit);
      await ok('cancel', { id });
      await refused('cancel', { id });
      expect(asked(paths.cancel)).toHaveLength(2);
    });

    test('before the plugin was started is one like any other', async () => {
      const { id } = await ok('trade', limit);
      bench.double.limits.hiddenFor = 3_600_000;
      await bench.restart();
      bench.double.requests.length = 0;
      expect(await refused('order', { id })).toMatch(facts.unknown.order);
    });
  });

  test('an order that never was is answered at once', async () => {
    const id = `${exchange.idOf.spot},1`;
    expect(await refused('order', { id })).toMatch(facts.unknown.order);
    const perPath = new Map(bench.double.requests.map(({ path, query }) => [`${path}?${query}`, path]));
    // No question comes twice.
    expect(bench.double.requests.filter(({ path }) => path === facts.order)).toHaveLength(
      [...perPath.values()].filter((path) => path === facts.order).length,
    );
    expect(await refused('cancel', { id })).toMatch(facts.unknown.cancel);
    expect(asked(paths.cancel)).toHaveLength(1);
  });
}
