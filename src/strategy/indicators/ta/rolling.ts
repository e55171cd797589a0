import { sum } from '../series.js';

/** What a function makes of each value and the ones before it, `period` in all; NaN while there are fewer. */
export function rolling(
  values: readonly number[],
  period: number,
  make: (window: readonly number[]) => number,
): number[] {
  return values.map((_, index) =>
    index >= period - 1 ? make(values.slice(index - period + 1, index + 1)) : Number.NaN,
  );
}

/**
 * A recursive average: the mean of the first `period` numbers, then `weight` of the way from the last average to
 * each value. What is NaN before, such as another indicator's warm-up, is not counted.
 */
export function smooth(values: readonly number[], period: number, weight: number): number[] {
  const first: number[] = [];
  let average = Number.NaN;
  return values.map((value) => {
    if (first.length === period) {
      average += weight * (value - average);
    } else if (!Number.isNaN(value)) {
      first.push(value);
      if (first.length === period) average = mean(first);
    }
    return average;
  });
}

/** FMZ's exponential average: the weight of a value is `2 / (period + 1)`. */
export function exponential(values: readonly number[], period: number): number[] {
  return smooth(values, period, 2 / (period + 1));
}

/** The arithmetic mean. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** The standard deviation of a whole population: divided by the number of values, not by one less. */
export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** The larger of two, NaN if one of them is. */
export function larger(one: number, other: number): number {
  return Math.max(one, other);
}

/** The smaller of two, NaN if one of them is. */
export function smaller(one: number, other: number): number {
  return Math.min(one, other);
}
