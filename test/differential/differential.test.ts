import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Difference } from './compare.js';
import { accountComparisons } from './comparisons/account.js';
import { marketComparisons } from './comparisons/market.js';
import { type Expected, expected, judge } from './judge.js';
import { type Sides, startSides } from './startSides.js';

// ccxt and this adapter read the same generated payloads; what they make of them has to mean the same.

// A failure names the seed; the texts that were served are the `answers` of its counterexample.
const SEED = 20_260_917;
const met = new Set<Expected>();
let compared = 0;
let sides: Sides;

beforeAll(async () => {
  sides = await startSides();
});
afterAll(() => sides.close());

describe('ccxt says the same of', () => {
  for (const { kind, runs, cases } of [...marketComparisons, ...accountComparisons]) {
    test(`${runs} payloads of the kind ${kind}`, async () => {
      const property = fc.asyncProperty(cases, async (payload) => {
        sides.set(payload.answers);
        const [ours, theirs] = await Promise.all([payload.ours(sides), payload.theirs(sides)]);
        const { explained, unexplained } = judge(kind, payload, ours, theirs);
        for (const difference of explained) met.add(difference);
        if (unexplained.length > 0) throw new Error(unexplained.map(sentence).join('\n'));
      });
      await fc.assert(property, { seed: SEED, numRuns: runs });
      compared += runs;
    });
  }

  test('at least 500 payloads in all', () => {
    expect(compared).toBeGreaterThanOrEqual(500);
  });
});

describe('but differs still on', () => {
  for (const difference of expected) {
    const { kind, known } = difference;
    test(`${kind}, ${known.field}: ${known.reason}`, () => {
      expect(met.has(difference), 'this difference did not occur: take it off the list').toBe(true);
    });
  }
});

function sentence({ kind, key, field, ours, theirs }: Difference): string {
  return `${kind} ${key}: ${field} is ${ours} here and ${theirs} with ccxt`;
}
