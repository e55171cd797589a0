import { at, type Field, type Series, toColumn, toNumbers, toPeriod } from '../series.js';
import { larger, smaller } from './rolling.js';

/**
 * The average true range. A bar's true range is the largest of High - Low, and of the distances of High and of Low
 * from the Close before. The average is the mean of those so far until there are `period`, then Wilder's:
 * `1 / period` the newest.
 *
 * @param series - bars with High, Low and Close
 * @param period - in bars
 * @returns as many numbers as the series has, without a warm-up
 * @throws TypeError if the series is no array, or of bars without Close
 * @example const stop = price - 2 * TA.ATR(records, 14).at(-1);
 */
export function ATR(series: Series, period = 14): number[] {
  const lows = toColumn('TA.ATR', series, 'Low');
  const closes = toColumn('TA.ATR', series, 'Close');
  const bars = toPeriod(period);
  let average = 0;
  return toColumn('TA.ATR', series, 'High').map((high, index) => {
    const [low, before] = [at(lows, index), at(closes, index - 1)];
    const range =
      index === 0 ? high - low : Math.max(high - low, Math.abs(high - before), Math.abs(before - low));
    const count = Math.min(index + 1, bars);
    average += (range - average) / count;
    return average;
  });
}

/**
 * The largest of the `period` values before the last one. As on FMZ, the **last is left out**, because the newest bar
 * still changes; and since FMZ begins to compare at `Number.MIN_VALUE`, which is positive, the highest of negative
 * numbers is 5e-324.
 *
 * @param series - bars or numbers
 * @param period - how many values; 0 for all but the last, which are looked at, too, if there are fewer
 * @param attribute - what is compared of bars: 'High', 'Close', 'Volume', ...
 * @returns NaN if there are fewer than two elements, or one of those looked at is no number
 * @throws TypeError if the series is no array
 * @example if (ticker.Last > TA.Highest(records, 20, 'High')) Log('breakout');
 */
export function Highest(series: Series, period = 0, attribute?: Field): number {
  const values = beforeLast(toNumbers('TA.Highest', series, attribute), period);
  return values.length === 0 ? Number.NaN : values.reduce(larger, Number.MIN_VALUE);
}

/**
 * The smallest of the `period` values before the last one, which is left out as in {@link Highest}.
 *
 * @param series - bars or numbers
 * @param period - how many values; 0 for all but the last, which are looked at, too, if there are fewer
 * @param attribute - what is compared of bars: 'Low', 'Close', 'Volume', ...
 * @returns NaN if there are fewer than two elements, or one of those looked at is no number
 * @throws TypeError if the series is no array
 * @example if (ticker.Last < TA.Lowest(records, 20, 'Low')) Log('breakdown');
 */
export function Lowest(series: Series, period = 0, attribute?: Field): number {
  const values = beforeLast(toNumbers('TA.Lowest', series, attribute), period);
  return values.length === 0 ? Number.NaN : values.reduce(smaller);
}

function beforeLast(values: readonly number[], period: number): readonly number[] {
  const end = Math.max(values.length - 1, 0);
  const count = Math.trunc(Number(period)) || end;
  return values.slice(Math.max(end - count, 0), end);
}
