import { at, type Series, toColumn, toNumbers, toPeriod } from '../series.js';
import { deviation, exponential, mean, rolling, smooth } from './rolling.js';

/**
 * The simple moving average: the mean of the last `period` values. `TA.SMA` is the same.
 *
 * @param series - bars, of which Close counts, or numbers; those of another indicator may begin with NaN
 * @param period - in bars
 * @returns as many numbers as the series has, NaN while there are fewer than `period` before
 * @throws TypeError if the series is no array
 * @example const fast = TA.MA(records, 10);
 */
export function MA(series: Series, period = 9): number[] {
  return rolling(toNumbers('TA.MA', series, 'Close'), toPeriod(period), mean);
}

/**
 * The exponential moving average: the mean of the first `period` numbers, then `2 / (period + 1)` of the way from
 * the last average to each value.
 *
 * @param series - bars, of which Close counts, or numbers; those of another indicator may begin with NaN
 * @param period - in bars
 * @returns as many numbers as the series has, NaN before the first mean
 * @throws TypeError if the series is no array
 * @example const average = TA.EMA(records, 20);
 */
export function EMA(series: Series, period = 9): number[] {
  return exponential(toNumbers('TA.EMA', series, 'Close'), toPeriod(period));
}

/**
 * Moving average convergence divergence. DIF is the fast less the slow exponential average, DEA the exponential
 * average of DIF, and the histogram DIF less DEA: FMZ does not double it, as Chinese terminals do.
 *
 * @param series - bars, of which Close counts, or numbers
 * @returns [DIF, DEA, histogram], each as long as the series: NaN before the first slow average, DEA and histogram
 *   before the first mean of DIF
 * @throws TypeError if the series is no array
 * @example const [dif, dea, histogram] = TA.MACD(records);
 */
export function MACD(series: Series, fast = 12, slow = 26, signal = 9): [number[], number[], number[]] {
  const values = toNumbers('TA.MACD', series, 'Close');
  const slowLine = exponential(values, toPeriod(slow));
  const dif = exponential(values, toPeriod(fast)).map((value, index) => value - at(slowLine, index));
  const dea = exponential(dif, toPeriod(signal));
  return [dif, dea, dif.map((value, index) => value - at(dea, index))];
}

/**
 * Bollinger bands: the simple average, and `multiplier` standard deviations of the population above and below.
 *
 * @param series - bars, of which Close counts, or numbers; those of another indicator may begin with NaN
 * @param period - in bars
 * @returns [upper, middle, lower], each as long as the series, NaN while there are fewer than `period` before
 * @throws TypeError if the series is no array
 * @example const [upper, middle, lower] = TA.BOLL(records, 20, 2);
 */
export function BOLL(series: Series, period = 20, multiplier = 2): [number[], number[], number[]] {
  const values = toNumbers('TA.BOLL', series, 'Close');
  const middle = rolling(values, toPeriod(period), mean);
  const widths = rolling(values, toPeriod(period), deviation).map((width) => multiplier * width);
  return [
    middle.map((value, index) => value + at(widths, index)),
    middle,
    middle.map((value, index) => value - at(widths, index)),
  ];
}

/**
 * Bill Williams' alligator: averages of `(High + Low) / 2`, each a mean first and then smoothed by `1 / period`.
 *
 * @param series - bars with High and Low
 * @returns [jaw, teeth, lips], drawn 8, 5 and 3 bars later: with as many NaN in front, and so, as on FMZ, **longer**
 *   than the series; what stands at the end belongs to bars to come
 * @throws TypeError if the series is no array, or of bars without Close
 * @example const [jaw] = TA.Alligator(records); // at the newest bar: jaw[records.length - 1]
 */
export function Alligator(series: Series, jaw = 13, teeth = 8, lips = 5): [number[], number[], number[]] {
  const lows = toColumn('TA.Alligator', series, 'Low');
  const middles = toColumn('TA.Alligator', series, 'High').map((high, index) => (high + at(lows, index)) / 2);
  const line = (period: number, shift: number) => [
    ...new Array<number>(shift).fill(Number.NaN),
    ...smooth(middles, toPeriod(period), 1 / period),
  ];
  return [line(jaw, 8), line(teeth, 5), line(lips, 3)];
}
