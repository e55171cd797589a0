import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkStreams } from '../fix/codecCases.js';

test('600,000 streams of bytes and spoilt messages end in messages or in one error', () => {
  const seen = { streams: 0, failed: 0 };
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      seen.failed += checkStreams(seed, 1000).failed;
      seen.streams += 1000;
    }),
    { numRuns: 600 },
  );
  expect(seen.streams).toBe(600_000);
  // Both happen often.
  expect(seen.failed).toBeGreaterThan(100_000);
  expect(seen.failed).toBeLessThan(500_000);
});
