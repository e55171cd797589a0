import { at, sum } from '../series.js';
import type { Inputs } from './defineFunction.js';

/** By how many bars before it TA-Lib measures a candle. */
const MEASURE = 10;

/**
 * Three black crows: -100 where they end, 0 elsewhere. After a white candle come three black ones with a very short
 * lower shadow. Each but the first opens within the body of the one before, each closes lower, and the first closes
 * below the High of the white one. Very short is less than a tenth of the mean of High - Low of the ten bars before.
 */
export function threeBlackCrows({ Open, High, Low, Close }: Inputs): number[] {
  const ranges = High.map((high, index) => high - at(Low, index));
  const isWhite = (index: number) => at(Close, index) >= at(Open, index);
  const opensWithin = (index: number) =>
    at(Open, index) < at(Open, index - 1) && at(Open, index) > at(Close, index - 1);
  const closesLower = (index: number) => at(Close, index) < at(Close, index - 1);
  const first = MEASURE + 3;
  /** The ten ranges before each of the three, the newest first. */
  let totals = [0, 1, 2].map((age) => sum(ranges.slice(first - age - MEASURE, first - age)));
  return Close.slice(first).map((_, count) => {
    const index = first + count;
    const areCrows = totals.every((total, age) => {
      const shadow = at(Close, index - age) - at(Low, index - age);
      return !isWhite(index - age) && shadow < 0.1 * (total / MEASURE);
    });
    const found =
      areCrows &&
      isWhite(index - 3) &&
      at(Close, index - 2) < at(High, index - 3) &&
      [index - 1, index].every((place) => opensWithin(place) && closesLower(place));
    totals = totals.map(
      (total, age) => total + (at(ranges, index - age) - at(ranges, index - age - MEASURE)),
    );
    return found ? -100 : 0;
  });
}
