import { at } from '../series.js';
import type { Inputs } from './defineFunction.js';
import { isZero } from './statistics.js';

/** The true range of each bar but the first: the largest of High - Low and what both are from the Close before. */
export function trueRanges({ High, Low, Close }: Inputs): number[] {
  return High.slice(1).map((high, index) => {
    const [low, before] = [at(Low, index + 1), at(Close, index)];
    // Math.max would answer NaN for a NaN that TA-Lib passes over.
    return [Math.abs(before - high), Math.abs(before - low)].reduce(
      (range, distance) => (distance > range ? distance : range),
      high - low,
    );
  });
}

/** The mean of the first `period` true ranges, then Wilder's average: `1 / period` the newest. */
export function averageTrueRange(inputs: Inputs, period: number): number[] {
  const ranges = trueRanges(inputs);
  if (period === 1) return ranges;
  let average = 0;
  return ranges.flatMap((range, index) => {
    if (index >= period) average *= period - 1;
    average += range;
    if (index < period - 1) return [];
    average /= period;
    return average;
  });
}

/** By how much each bar but the first went beyond the one before, on the side where it went further. */
function movements({ High, Low }: Inputs, side: 'up' | 'down'): number[] {
  return High.slice(1).map((high, index) => {
    const up = high - at(High, index);
    const down = at(Low, index) - at(Low, index + 1);
    const [own, other] = side === 'up' ? [up, down] : [down, up];
    return own > 0 && own > other ? own : 0;
  });
}

/** Wilder's sums: those of the first `period - 1`, then each less its `period`-th, and the next. */
function wilderSums(values: readonly number[], period: number): number[] {
  let total = 0;
  return values.flatMap((value, index) => {
    if (index >= period - 1) total -= total / period;
    total += value;
    return index < period - 1 ? [] : [total];
  });
}

/** Movements to one side as a percentage of the true ranges; for a period of 1 TA-Lib answers a fraction instead. */
export function directionalIndicator(inputs: Inputs, period: number, side: 'up' | 'down'): number[] {
  const [moves, ranges] = [movements(inputs, side), trueRanges(inputs)];
  const share = (move: number, range: number) => (isZero(range) ? 0 : move / range);
  if (period === 1) return moves.map((move, index) => (move === 0 ? 0 : share(move, at(ranges, index))));
  const totals = wilderSums(ranges, period);
  return wilderSums(moves, period).map((move, index) => 100 * share(move, at(totals, index)));
}

/**
 * Wilder's average of how far both directional indexes are apart, as a percentage of their sum. A bar without any
 * movement counts as 0 in the first mean, and changes nothing later.
 */
export function averageDirectionalIndex(inputs: Inputs, period: number): number[] {
  const [ups, downs] = [
    directionalIndicator(inputs, period, 'up'),
    directionalIndicator(inputs, period, 'down'),
  ];
  let average = 0;
  return ups.flatMap((up, index) => {
    const total = up + at(downs, index);
    const apart = isZero(total) ? undefined : 100 * (Math.abs(at(downs, index) - up) / total);
    if (index < period) average += apart ?? 0;
    else if (apart !== undefined) average = (average * (period - 1) + apart) / period;
    if (index === period - 1) average /= period;
    return index < period - 1 ? [] : [average];
  });
}
