import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OddBench } from './oddRows.js';

/** What the shared tests of answers about one order have to know of an exchange. */
export interface AskedOrderFacts {
  /** An order of BTC_USDT as the exchange sends it. */
  orderOf(id: string, clientOrderId: string): object;
  /** A plugin in front of an exchange that answers with these orders wherever one is asked for. */
  open(orders: object[]): Promise<OddBench>;
  /** What stands before an order's id. */
  label: string;
}

const ASKED = { id: '7', clientOrderId: 'fmz8b1f0c2d4e6a7f90123446789abc' };

/** An answer may hold more orders than the one that was asked for, or others alone. */
export function describeAskedOrder({ orderOf, open, label }: AskedOrderFacts): void {
  const asked = orderOf(ASKED.id, ASKED.clientOrderId);
  const others = fc
    .uniqueArray(fc.constantFrom('1', '2', '77', '70', '8'), { minLength: 1, maxLength: 4 })
    .map((ids) => ids.map((id) => orderOf(id, `fmz${id.padStart(28, '0')}`)));
  const names = fc.constantFrom(ASKED.id, ASKED.clientOrderId);

  describe('the order that was asked for', () => {
    const answered: object[] = [];
    let bench: OddBench;
    beforeAll(async () => {
      bench = await open(answered);
    });
    afterAll(() => bench.close());

    function ask(id: string, rows: object[]) {
      answered.splice(0, answered.length, ...rows);
      return bench.call('order', { id: `${label},${id}` });
    }

    test.each(Object.values(ASKED))('%s is found where it is second', async (id) => {
      expect((await ask(id, [orderOf('9', ''), asked])).data).toMatchObject({ id: `${label},7` });
    });

    test('is found among others, wherever it is', async () => {
      await fc.assert(
        fc.asyncProperty(others, fc.nat(4), names, async (rows, place, id) => {
          const { data } = await ask(id, rows.toSpliced(place, 0, asked));
          expect(data).toMatchObject({ id: `${label},7` });
        }),
      );
    });

    test('is never another one', async () => {
      await fc.assert(
        fc.asyncProperty(others, names, async (rows, id) => {
          expect((await ask(id, rows)).error).toContain('answered with another order than the one asked for');
        }),
      );
    });
  });
}
