import { at, type Series, toColumn, toNumbers, toPeriod } from '../series.js';
import { larger, rolling, smaller } from './rolling.js';

/**
 * The stochastic oscillator as KDJ. RSV is where Close stands between the lowest Low (0) and the highest High (100)
 * of the last `period` bars, 100 if these are equal. K is `1 / k` RSV and the rest the last K, D the same of K, both
 * 50 before the first, and J is 3 K - 2 D.
 *
 * @param series - bars with High, Low and Close
 * @param period - of RSV, in bars
 * @returns [K, D, J], each as long as the series, NaN for the first `period - 1` bars. On FMZ they are longer than a
 *   series that is too short: here they never are
 * @throws TypeError if the series is no array, or of bars without Close
 * @example const [k, d, j] = TA.KDJ(records, 9, 3, 3);
 */
export function KDJ(series: Series, period = 9, k = 3, d = 3): [number[], number[], number[]] {
  const bars = toPeriod(period);
  const highest = rolling(toColumn('TA.KDJ', series, 'High'), bars, (window) => window.reduce(larger));
  const lowest = rolling(toColumn('TA.KDJ', series, 'Low'), bars, (window) => window.reduce(smaller));
  let [lastK, lastD] = [50, 50];
  const lines: [number[], number[], number[]] = [[], [], []];
  for (const [index, close] of toColumn('TA.KDJ', series, 'Close').entries()) {
    const [high, low] = [at(highest, index), at(lowest, index)];
    const warm = index >= bars - 1;
    if (warm) {
      const rsv = high === low ? 100 : ((close - low) / (high - low)) * 100;
      lastK = (rsv + (k - 1) * lastK) / k;
      lastD = (lastK + (d - 1) * lastD) / d;
    }
    lines[0].push(warm ? lastK : Number.NaN);
    lines[1].push(warm ? lastD : Number.NaN);
    lines[2].push(warm ? 3 * lastK - 2 * lastD : Number.NaN);
  }
  return lines;
}

/**
 * Wilder's relative strength index: 100 times the average gain over the sum of average gain and average loss. The
 * first averages are the means of the first `period` changes, each later one is `1 / period` the newest change.
 *
 * FMZ has 0 at the first index if nothing was lost, and NaN where no price changed. Here the former is 100, as it is
 * on FMZ from the next bar on, and the latter 50, which is neither overbought nor oversold.
 *
 * @param series - bars, of which Close counts, or numbers
 * @param period - in bars
 * @returns as many numbers as the series has, NaN before index `period`
 * @throws TypeError if the series is no array
 * @example if (TA.RSI(records, 14).at(-1) < 30) Log('oversold');
 */
export function RSI(series: Series, period = 14): number[] {
  const values = toNumbers('TA.RSI', series, 'Close');
  const bars = toPeriod(period);
  let [gain, loss] = [0, 0];
  return values.map((value, index) => {
    const change = index === 0 ? 0 : value - at(values, index - 1);
    const kept = index <= bars ? 1 : (bars - 1) / bars;
    gain = kept * gain + Math.max(change, 0) / bars;
    loss = kept * loss + Math.max(-change, 0) / bars;
    if (index < bars) return Number.NaN;
    return gain + loss === 0 ? 50 : (100 * gain) / (gain + loss);
  });
}
