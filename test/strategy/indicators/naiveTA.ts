import { column, type FullBar } from './series.js';

/*
 * FMZ's definitions once more, by formula: each value from the whole series, none from the one before. A recursive
 * average is written out as the weighted sum that it is.
 */

const numbersTo = (count: number) => Array.from({ length: Math.max(count, 0) }, (_, index) => index);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const from = (values: readonly number[], index: number) => values[index] ?? Number.NaN;
const window = (values: readonly number[], end: number, length: number) =>
  values.filter((_, index) => index <= end && index > end - length);

/** The n-th value and later ones, after NaN: what a definition says from there on. */
function later(values: readonly number[], begin: number, define: (index: number) => number): number[] {
  return numbersTo(values.length).map((index) => (index < begin ? Number.NaN : define(index)));
}

/** The value at an index of an average that begins at `begin` with `first`, and takes up `weight` of each value. */
function weighed(
  values: readonly number[],
  begin: number,
  first: number,
  weight: number,
  index: number,
): number {
  const taken = numbersTo(index - begin).map(
    (age) => weight * (1 - weight) ** age * from(values, index - age),
  );
  return (1 - weight) ** (index - begin) * first + sum(taken);
}

function average(values: readonly number[], period: number, weight: number, skipped = 0): number[] {
  const begin = skipped + period - 1;
  const first = sum(window(values, begin, period)) / period;
  return later(values, begin, (index) => weighed(values, begin, first, weight, index));
}

export function simple(values: readonly number[], period: number): number[] {
  return later(values, period - 1, (index) => sum(window(values, index, period)) / period);
}

export function exponential(values: readonly number[], period: number, skipped = 0): number[] {
  return average(values, period, 2 / (period + 1), skipped);
}

export function convergence(
  values: readonly number[],
  fast: number,
  slow: number,
  signal: number,
): number[][] {
  const slowLine = exponential(values, slow);
  const dif = exponential(values, fast).map((value, index) => value - from(slowLine, index));
  const dea = exponential(dif, signal, Math.max(fast, slow) - 1);
  return [dif, dea, dif.map((value, index) => value - from(dea, index))];
}

/** The variance by the distances of all pairs. */
export function bands(values: readonly number[], period: number, times: number): number[][] {
  const middle = simple(values, period);
  const widths = later(values, period - 1, (index) => {
    const some = window(values, index, period);
    const pairs = some.flatMap((one) => some.map((other) => (one - other) ** 2));
    return times * Math.sqrt(sum(pairs) / (2 * period * period));
  });
  const at = (sign: number) => middle.map((value, index) => value + sign * from(widths, index));
  return [at(1), middle, at(-1)];
}

export function kdj(bars: readonly FullBar[], period: number, k: number, d: number): number[][] {
  const rsv = later(column(bars, 'Close'), period - 1, (index) => {
    const high = Math.max(...window(column(bars, 'High'), index, period));
    const low = Math.min(...window(column(bars, 'Low'), index, period));
    return high === low ? 100 : (100 * (from(column(bars, 'Close'), index) - low)) / (high - low);
  });
  const line = (values: readonly number[], weight: number) =>
    later(values, period - 1, (index) => weighed(values, period - 2, 50, weight, index));
  const kLine = line(rsv, 1 / k);
  const dLine = line(kLine, 1 / d);
  return [kLine, dLine, kLine.map((value, index) => 3 * value - 2 * from(dLine, index))];
}

export function relativeStrength(values: readonly number[], period: number): number[] {
  const changes = values.map((value, index) => (index === 0 ? 0 : value - from(values, index - 1)));
  const gains = average(
    changes.map((change) => Math.max(change, 0)),
    period,
    1 / period,
    1,
  );
  const losses = average(
    changes.map((change) => Math.max(-change, 0)),
    period,
    1 / period,
    1,
  );
  return later(values, period, (index) => {
    const [gain, loss] = [from(gains, index), from(losses, index)];
    return gain === 0 && loss === 0 ? 50 : 100 - 100 / (1 + gain / loss);
  });
}

export function trueRange(bars: readonly FullBar[], period: number): number[] {
  const ranges = bars.map(({ High, Low }, index) => {
    const before = bars[index - 1]?.Close ?? Low;
    return Math.max(High, index === 0 ? Low : before) - Math.min(Low, before);
  });
  const wilder = average(ranges, period, 1 / period);
  return ranges.map((_, index) =>
    index < period ? sum(window(ranges, index, index + 1)) / (index + 1) : from(wilder, index),
  );
}

export function alligator(bars: readonly FullBar[], periods: readonly [number, number, number]): number[][] {
  const middles = bars.map(({ High, Low }) => (High + Low) / 2);
  const shifts = [8, 5, 3];
  return periods.map((period, line) => [
    ...numbersTo(from(shifts, line)).map(() => Number.NaN),
    ...average(middles, period, 1 / period),
  ]);
}

export function balance(bars: readonly FullBar[]): number[] {
  const signs = bars.map(({ Close }, index) => (Close < (bars[index - 1]?.Close ?? Close) ? -1 : 1));
  return bars.map((_, end) =>
    sum(bars.slice(0, end + 1).map(({ Volume }, index) => from(signs, index) * Volume)),
  );
}

/** Money flow from the bought and the sold part of each bar. */
export function flow(bars: readonly FullBar[], period: number): number[] {
  return bars.map((_, end) => {
    const recent = bars.filter((_bar, index) => index <= end && index > end - period);
    const parts = recent.map(({ High, Low, Close, Volume }) => {
      const bought = High === Low ? 0.5 : (Close - Low) / (High - Low);
      return (bought - (1 - bought)) * Volume;
    });
    return sum(parts) / sum(recent.map(({ Volume }) => Volume));
  });
}

/** The extreme of the bars before the last one, which FMZ begins to look for at a number of its own. */
export function extreme(values: readonly number[], period: number, of: 'highest' | 'lowest'): number {
  if (values.length < 2) return Number.NaN;
  const before = values.slice(0, -1);
  const seen = period === 0 ? before : before.slice(-period);
  return of === 'highest' ? Math.max(Number.MIN_VALUE, ...seen) : Math.min(Number.MAX_VALUE, ...seen);
}
