import { at } from '../series.js';
import type { Inputs } from './defineFunction.js';

/**
 * Wilder's parabolic stop and reverse: a stop that follows a trend, `acceleration` of the way to its extreme price with
 * each bar, and as much more after each new extreme, up to `maximum`. When a bar touches the stop, the trend turns, and
 * the stop begins anew at the extreme. It never lies within the last two bars.
 *
 * The first trend is downward if the second bar's Low fell further than its High rose.
 */
export function parabolicSar({ High, Low }: Inputs, acceleration: number, maximum: number): number[] {
  const step = Math.min(acceleration, maximum);
  const fell = at(Low, 0) - at(Low, 1);
  let rising = !(fell > 0 && at(High, 1) - at(High, 0) < fell);
  let factor = step;
  let extreme = rising ? at(High, 1) : at(Low, 1);
  let stop = rising ? at(Low, 0) : at(High, 0);
  const stops: number[] = [];
  for (let index = 1; index < High.length; index += 1) {
    const from = Math.max(index - 1, 1);
    const highs = [at(High, from), at(High, index)];
    const lows = [at(Low, from), at(Low, index)];
    const [high, low] = [at(High, index), at(Low, index)];
    const outside = (price: number) => (rising ? below(price, lows) : above(price, highs));
    if (rising ? low <= stop : high >= stop) {
      rising = !rising;
      stop = outside(extreme);
      stops.push(stop);
      factor = step;
      extreme = rising ? high : low;
    } else {
      stops.push(stop);
      if (rising ? high > extreme : low < extreme) {
        extreme = rising ? high : low;
        factor = Math.min(factor + step, maximum);
      }
    }
    stop = outside(stop + factor * (extreme - stop));
  }
  return stops;
}

/** A price, lowered to the lowest of some. */
function below(price: number, others: readonly number[]): number {
  return others.reduce((lowest, other) => (lowest > other ? other : lowest), price);
}

/** A price, raised to the highest of some. */
function above(price: number, others: readonly number[]): number {
  return others.reduce((highest, other) => (highest < other ? other : highest), price);
}
