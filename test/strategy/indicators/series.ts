import fc from 'fast-check';
import { expect } from 'vitest';

/** A bar with every figure. */
export interface FullBar {
  Time: number;
  Open: number;
  High: number;
  Low: number;
  Close: number;
  Volume: number;
}

/** A bar by what matters in a test. */
export const bar = (High: number, Low: number, Close: number, Volume = 1): FullBar => ({
  ...{ Time: 0, Open: Close, High, Low, Close, Volume },
});

/** In ticks of a hundredth: flat stretches occur, and bars without shadows or volume. */
const step = fc.record({
  move: fc.oneof(fc.constant(0), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -300, max: 300 })),
  above: fc.oneof(fc.constant(0), fc.nat({ max: 200 })),
  below: fc.oneof(fc.constant(0), fc.nat({ max: 200 })),
  volume: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 6, arbitrary: fc.nat({ max: 9999 }) }),
});

/** Series of bars, each opening where the last one closed: short and long, and below zero. */
export const someBars = fc
  .tuple(fc.constantFrom<number>(10_000, 6_500_000, -4000), fc.array(step, { maxLength: 120, size: 'max' }))
  .map(([start, steps]) => {
    let ticks = start;
    return steps.map(({ move, above, below, volume }, index): FullBar => {
      const [open, close] = [ticks, ticks + move];
      ticks = close;
      return {
        Time: 1_700_000_000_000 + index * 60_000,
        Open: open / 100,
        High: (Math.max(open, close) + above) / 100,
        Low: (Math.min(open, close) - below) / 100,
        Close: close / 100,
        Volume: volume / 10,
      };
    });
  });

/** One figure of each bar. */
export const column = (bars: readonly FullBar[], field: keyof FullBar) => bars.map((bar) => bar[field]);

/** Expects the same lengths, NaN at the same places, and the same numbers to a billionth of 1 or of the larger one. */
export function expectClose(
  actual: readonly (number | readonly number[])[],
  wanted: readonly (number | readonly number[])[],
): void {
  const lengths = (lines: typeof actual) => lines.map((line) => (typeof line === 'number' ? 1 : line.length));
  expect(lengths(actual)).toEqual(lengths(wanted));
  const numbers = wanted.flat();
  const differing = actual.flat().flatMap((value, index) => {
    const other = numbers[index] ?? Number.NaN;
    const tolerance = 1e-9 * Math.max(1, Math.abs(value), Math.abs(other));
    const same = Object.is(value, other) || value === other || Math.abs(value - other) <= tolerance;
    return same ? [] : [{ index, value, other }];
  });
  expect(differing).toEqual([]);
}
