import { at, sum } from '../series.js';
import { movingAverage } from './averages.js';
import type { Inputs } from './defineFunction.js';
import { extremes, isZero } from './statistics.js';

/** Wilder's relative strength index, 0 where no price changed. */
export function relativeStrengthIndex(values: readonly number[], period: number): number[] {
  let [gain, loss] = [0, 0];
  return values.slice(1).flatMap((value, index) => {
    const change = value - at(values, index);
    if (index >= period) {
      gain *= period - 1;
      loss *= period - 1;
    }
    if (change < 0) loss -= change;
    else gain += change;
    if (index < period - 1) return [];
    gain /= period;
    loss /= period;
    return isZero(gain + loss) ? 0 : 100 * (gain / (gain + loss));
  });
}

/** The value less the one `period` bars before. */
export function difference(values: readonly number[], period: number): number[] {
  return values.slice(period).map((value, index) => value - at(values, index));
}

/** By how many percent the value is above the one `period` bars before; 0 if that was 0. */
export function rateOfChange(values: readonly number[], period: number): number[] {
  return values.slice(period).map((value, index) => {
    const before = at(values, index);
    return before === 0 ? 0 : (value / before - 1) * 100;
  });
}

/** Where Close stands between the lowest Low and the highest High of the last `period` bars: -100 to 0. */
export function williamsR({ High, Low, Close }: Inputs, period: number): number[] {
  const [highs, lows] = [extremes(High, period, 1), extremes(Low, period, -1)];
  return Close.slice(period - 1).map((close, index) => {
    const part = (at(highs, index) - at(lows, index)) / -100;
    return part === 0 ? 0 : (at(highs, index) - close) / part;
  });
}

/** Where Close stands, from 0 to 100, averaged once and again: [slow K, slow D]. */
export function stochastic(
  { High, Low, Close }: Inputs,
  fastPeriod: number,
  slowPeriod: number,
  slowKind: number,
  signalPeriod: number,
  signalKind: number,
): [number[], number[]] {
  const [highs, lows] = [extremes(High, fastPeriod, 1), extremes(Low, fastPeriod, -1)];
  const places = Close.slice(fastPeriod - 1).map((close, index) => {
    const part = (at(highs, index) - at(lows, index)) / 100;
    return part === 0 ? 0 : (close - at(lows, index)) / part;
  });
  const slow = movingAverage(places, slowPeriod, slowKind);
  const signal = movingAverage(slow, signalPeriod, signalKind);
  return [slow.slice(slow.length - signal.length), signal];
}

/** How far the middle of High, Low and Close is from its mean, in 0.015 mean distances; 0 where it is not. */
export function commodityChannelIndex({ High, Low, Close }: Inputs, period: number): number[] {
  const prices = Close.map((close, index) => (at(High, index) + at(Low, index) + close) / 3);
  return prices.slice(period - 1).map((price, oldest) => {
    // TA-Lib keeps them in a ring and adds up from its start, which shows where prices are large and changes small.
    const start = oldest + period - 1 - ((oldest + period - 1) % period);
    const window = [...prices.slice(start, oldest + period), ...prices.slice(oldest, start)];
    const mean = sum(window) / period;
    const distance = sum(window.map((one) => Math.abs(one - mean)));
    return price === mean || distance === 0 ? 0 : (price - mean) / (0.015 * (distance / period));
  });
}

/** Volume added where Close rose and subtracted where it fell, beginning with the first. */
export function onBalanceVolume({ Close, Volume }: Inputs): number[] {
  let total = 0;
  return Volume.map((volume, index) => {
    const [before, close] = [at(Close, index - 1), at(Close, index)];
    if (index === 0 || close > before) total += volume;
    else if (close < before) total -= volume;
    return total;
  });
}
