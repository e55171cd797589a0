import { at, sum } from '../series.js';
import { movingAverage } from './averages.js';

/** What TA-Lib takes for zero: its TA_EPSILON. */
const ZERO = 1e-14;

/** Whether TA-Lib takes a sum of moves for none. */
export function isZero(value: number): boolean {
  return -ZERO < value && value < ZERO;
}

/** `factor` standard deviations of the last `period` values, as a population's; 0 for a variance that is next to none. */
export function standardDeviations(values: readonly number[], period: number, factor: number): number[] {
  let [total, squares] = [0, 0];
  const results: number[] = [];
  for (const [index, value] of values.entries()) {
    total += value;
    squares += value * value;
    if (index < period - 1) continue;
    const mean = total / period;
    const variance = squares / period - mean * mean;
    results.push(variance < ZERO ? 0 : Math.sqrt(variance) * factor);
    const oldest = at(values, index - period + 1);
    total -= oldest;
    squares -= oldest * oldest;
  }
  return results;
}

/** The average of a kind, and standard deviations above and below: [upper, middle, lower]. */
export function bollingerBands(
  values: readonly number[],
  period: number,
  above: number,
  below: number,
  kind: number,
): [number[], number[], number[]] {
  const middle = movingAverage(values, period, kind);
  const widths = standardDeviations(values, period, 1);
  return [
    middle.map((value, index) => value + at(widths, index) * above),
    middle,
    middle.map((value, index) => value - at(widths, index) * below),
  ];
}

/** The slope of the least-squares line through the last `period` values, by bar. */
export function regressionSlopes(values: readonly number[], period: number): number[] {
  const ages = (period * (period - 1)) / 2;
  const squares = (period * (period - 1) * (2 * period - 1)) / 6;
  const divisor = ages * ages - period * squares;
  return values.slice(period - 1).map((_, index) => {
    const window = values.slice(index, index + period);
    const products = window.map((value, place) => value * (period - 1 - place));
    return (period * sum(products) - ages * sum(window)) / divisor;
  });
}

/**
 * The highest (1) or lowest (-1) of the last `period` values. As in TA-Lib, a window that is looked at anew begins
 * with its oldest value, and nothing is better than NaN.
 */
export function extremes(values: readonly number[], period: number, direction: 1 | -1): number[] {
  let best = -1;
  const results: number[] = [];
  for (const [index, value] of values.entries()) {
    const oldest = index - period + 1;
    if (oldest < 0) continue;
    if (best < oldest) {
      best = oldest;
      for (let place = oldest + 1; place <= index; place += 1) {
        if (direction * at(values, place) > direction * at(values, best)) best = place;
      }
    } else if (direction * value >= direction * at(values, best)) {
      best = index;
    }
    results.push(at(values, best));
  }
  return results;
}
