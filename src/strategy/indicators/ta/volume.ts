import { at, type Series, sum, toColumn, toPeriod } from '../series.js';

/**
 * On-balance volume: begins with the first Volume, adds that of a bar whose Close is not below the Close before, and
 * subtracts it otherwise.
 *
 * @param series - bars with Close and Volume
 * @returns as many numbers as the series has, in the unit of Volume; NaN from a bar without Volume on
 * @throws TypeError if the series is no array, or of bars without Close
 * @example const obv = TA.OBV(records);
 */
export function OBV(series: Series): number[] {
  const closes = toColumn('TA.OBV', series, 'Close');
  let balance = 0;
  return toColumn('TA.OBV', series, 'Volume').map((volume, index) => {
    const rose = index === 0 || at(closes, index) >= at(closes, index - 1);
    balance += rose ? volume : -volume;
    return balance;
  });
}

/**
 * Chaikin money flow: over the last `period` bars, what was bought less what was sold as a share of Volume. A bar's
 * Volume counts by where Close stands between Low (all sold, -1) and High (all bought, +1), as 0 if these are equal.
 *
 * @param series - bars with High, Low, Close and Volume
 * @param period - in bars; 0 and null are 20, too, as on FMZ
 * @returns as many numbers as the series has, -1 to +1, without a warm-up: over the bars so far until there are
 *   `period`; NaN where their Volume is 0 or unknown
 * @throws TypeError if the series is no array, or of bars without Close
 * @example const inflow = TA.CMF(records, 20).at(-1) > 0;
 */
export function CMF(series: Series, period = 20): number[] {
  const [highs, lows] = [toColumn('TA.CMF', series, 'High'), toColumn('TA.CMF', series, 'Low')];
  const closes = toColumn('TA.CMF', series, 'Close');
  const volumes = toColumn('TA.CMF', series, 'Volume');
  const flows = volumes.map((volume, index) => {
    const [high, low] = [at(highs, index), at(lows, index)];
    return high === low ? 0 : ((2 * at(closes, index) - low - high) / (high - low)) * volume;
  });
  const bars = toPeriod(period || 20);
  if (Number.isNaN(bars)) return volumes.fill(bars);
  const recent = (values: readonly number[], index: number) =>
    sum(values.slice(Math.max(index - bars + 1, 0), index + 1));
  return volumes.map((_, index) => recent(flows, index) / recent(volumes, index));
}
