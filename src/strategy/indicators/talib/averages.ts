import { say } from '../../../wording/say.js';
import { at, sum } from '../series.js';

/*
 * The results here and beside begin at the index where TA-Lib's do. The order of its additions is kept, too: what it
 * adds up over a whole series stays NaN after the first NaN, and so it has to here.
 */

/** The names of TA-Lib's kinds of moving average, by their number. */
const kinds = ['SMA', 'EMA', 'WMA', 'DEMA', 'TEMA', 'TRIMA', 'KAMA', 'MAMA', 'T3'];

/**
 * The moving average of a kind by its number.
 *
 * @throws Error for the kinds from 3 on
 */
export function movingAverage(values: readonly number[], period: number, kind: number): number[] {
  const average = [simpleAverage, exponentialAverage, weightedAverage][kind];
  if (average === undefined) {
    const name = `MAType ${kind} (${kinds[kind]})`;
    throw new Error(say('talib: {name} is not supported, 0 (SMA), 1 (EMA) and 2 (WMA) are', { name }));
  }
  return period === 1 ? [...values] : average(values, period);
}

/** The mean of the last `period` values. */
export function simpleAverage(values: readonly number[], period: number): number[] {
  let total = 0;
  const means: number[] = [];
  for (const [index, value] of values.entries()) {
    total += value;
    if (index < period - 1) continue;
    means.push(total / period);
    total -= at(values, index - period + 1);
  }
  return means;
}

/** The mean of the first `period` values, then `2 / (period + 1)` of the way to each value. */
export function exponentialAverage(values: readonly number[], period: number): number[] {
  if (values.length < period) return [];
  const first = sum(values.slice(0, period)) / period;
  const weight = 2 / (period + 1);
  let average = first;
  const later = values.slice(period).map((value) => {
    average += (value - average) * weight;
    return average;
  });
  return [first, ...later];
}

/** The mean of the last `period` values, of which the newest counts `period` times and the oldest once. */
export function weightedAverage(values: readonly number[], period: number): number[] {
  const weights = (period * (period + 1)) / 2;
  let [total, plain] = [0, 0];
  const means: number[] = [];
  for (const [index, value] of values.entries()) {
    total += value * Math.min(index + 1, period);
    plain += value;
    if (index >= period) plain -= at(values, index - period);
    if (index < period - 1) continue;
    means.push(total / weights);
    total -= plain;
  }
  return means;
}

/**
 * The fast less the slow exponential average, the exponential average of that, and the difference of both. The fast
 * one begins, as in TA-Lib, where the slow one does: with the mean of the `fast` values before.
 */
export function convergenceDivergence(
  values: readonly number[],
  fast: number,
  slow: number,
  signal: number,
): [number[], number[], number[]] {
  const [short, long] = [Math.min(fast, slow), Math.max(fast, slow)];
  const shortLine = exponentialAverage(values.slice(long - short), short);
  const line = exponentialAverage(values, long).map((value, index) => at(shortLine, index) - value);
  const signalLine = exponentialAverage(line, signal);
  const shown = line.slice(signal - 1);
  return [shown, signalLine, shown.map((value, index) => value - at(signalLine, index))];
}
