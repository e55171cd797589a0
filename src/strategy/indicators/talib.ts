// Not from talib-web, TA-Lib's C code as WebAssembly: its calls answer wrong values, it loads asynchronously, and two
// dozen functions are few. The tests compare with that C code.
import {
  convergenceDivergence,
  exponentialAverage,
  movingAverage,
  simpleAverage,
  weightedAverage,
} from './talib/averages.js';
import { threeBlackCrows } from './talib/candles.js';
import { averageKind, bars, factor, oneOutput, severalOutputs } from './talib/defineFunction.js';
import {
  averageDirectionalIndex,
  averageTrueRange,
  directionalIndicator,
  trueRanges,
} from './talib/directional.js';
import {
  commodityChannelIndex,
  difference,
  onBalanceVolume,
  rateOfChange,
  relativeStrengthIndex,
  stochastic,
  williamsR,
} from './talib/momentum.js';
import { parabolicSar } from './talib/parabolicSar.js';
import { bollingerBands, extremes, regressionSlopes, standardDeviations } from './talib/statistics.js';

const close = ['Close'] as const;
const highLow = ['High', 'Low'] as const;
const highLowClose = ['High', 'Low', 'Close'] as const;

/**
 * The functions of TA-Lib that public strategies of FMZ use: the global `talib` of a strategy. Options follow by
 * position, with TA-Lib's defaults; a period may be a text.
 *
 * Each takes bars, or, where several figures of a bar are read, an array of numbers for each: `talib.ATR(records, 14)`
 * or `talib.ATR(highs, lows, closes, 14)`. It answers an array as long, NaN before the index where TA-Lib begins; one
 * with several outputs an array of these, also of an empty series. As in FMZ's engine, an option out of range makes all of them NaN; and what
 * TA-Lib adds up over the whole series, as SMA does, stays NaN after the first NaN.
 *
 * @throws TypeError with TA_BAD_PARAM where an array is missing, or is not as long as the others. FMZ throws a text,
 *   which has no place in the strategy, and reads on behind a shorter array
 * @throws Error for a MAType of 3 and above, which is not supported
 * @see https://ta-lib.org/functions/
 * @example
 * const [upper, middle, lower] = talib.BBANDS(records, 20, 2, 2);
 */
export const talib = {
  /** Simple moving average (period 30): the mean of the last values. */
  SMA: oneOutput('SMA', close, [bars(30)], ({ Close }, period) => simpleAverage(Close, period)),

  /** Exponential moving average (period 30), which begins with a mean. */
  EMA: oneOutput('EMA', close, [bars(30)], ({ Close }, period) => exponentialAverage(Close, period)),

  /** Weighted moving average (period 30): the newest counts as often as there are values, the oldest once. */
  WMA: oneOutput('WMA', close, [bars(30)], ({ Close }, period) => weightedAverage(Close, period)),

  /** Moving average (period 30, MAType 0) of a kind: 0 SMA, 1 EMA, 2 WMA. */
  MA: oneOutput('MA', close, [bars(30, 1), averageKind], ({ Close }, period, kind) =>
    movingAverage(Close, period, kind),
  ),

  /**
   * Moving average convergence divergence (12, 26, 9): [MACD, signal, histogram], all from the same index on. For a
   * signal of 1, where TA-Lib reads memory that it has not written, the signal is the MACD.
   */
  MACD: severalOutputs('MACD', close, [bars(12), bars(26), bars(9, 1)], 3, ({ Close }, fast, slow, signal) =>
    convergenceDivergence(Close, fast, slow, signal),
  ),

  /** Bollinger bands (period 5, 2 deviations up, 2 down, MAType 0): [upper, middle, lower]. */
  BBANDS: severalOutputs(
    'BBANDS',
    close,
    [bars(5), factor(2), factor(2), averageKind],
    3,
    ({ Close }, period, up, down, kind) => bollingerBands(Close, period, up, down, kind),
  ),

  /** Standard deviation of a population (period 5, times 1). */
  STDDEV: oneOutput('STDDEV', close, [bars(5), factor(1)], ({ Close }, period, times) =>
    standardDeviations(Close, period, times),
  ),

  /** Slope of the least-squares line (period 14), by bar. */
  LINEARREG_SLOPE: oneOutput('LINEARREG_SLOPE', close, [bars(14)], ({ Close }, period) =>
    regressionSlopes(Close, period),
  ),

  /** Highest value (period 30), the last one included. */
  MAX: oneOutput('MAX', close, [bars(30)], ({ Close }, period) => extremes(Close, period, 1)),

  /** Lowest value (period 30), the last one included. */
  MIN: oneOutput('MIN', close, [bars(30)], ({ Close }, period) => extremes(Close, period, -1)),

  /** Relative strength index (period 14): 0 to 100, 0 where no price changed. */
  RSI: oneOutput('RSI', close, [bars(14)], ({ Close }, period) => relativeStrengthIndex(Close, period)),

  /** Momentum (period 10): the value less the one a period before. */
  MOM: oneOutput('MOM', close, [bars(10, 1)], ({ Close }, period) => difference(Close, period)),

  /** Rate of change (period 10), in percent of the value a period before; 0 if that was 0. */
  ROC: oneOutput('ROC', close, [bars(10, 1)], ({ Close }, period) => rateOfChange(Close, period)),

  /** Williams' %R (period 14): from -100, Close at the lowest Low, to 0, Close at the highest High. */
  WILLR: oneOutput('WILLR', highLowClose, [bars(14)], williamsR),

  /** Commodity channel index (period 14): 100 is 1.5 mean deviations above the mean. */
  CCI: oneOutput('CCI', highLowClose, [bars(14)], commodityChannelIndex),

  /** Stochastic oscillator (fast K 5, slow K 3 of MAType 0, slow D 3 of MAType 0): [slow K, slow D], 0 to 100. */
  STOCH: severalOutputs(
    'STOCH',
    highLowClose,
    [bars(5, 1), bars(3, 1), averageKind, bars(3, 1), averageKind],
    2,
    stochastic,
  ),

  /** On-balance volume, of bars or of (values, volumes): begins with the first Volume. */
  OBV: oneOutput('OBV', ['Close', 'Volume'], [], onBalanceVolume),

  /** True range, from the second bar on. */
  TRANGE: oneOutput('TRANGE', highLowClose, [], trueRanges),

  /** Wilder's average of the true range (period 14). */
  ATR: oneOutput('ATR', highLowClose, [bars(14, 1)], averageTrueRange),

  /** Plus directional indicator (period 14): upward movement in percent of the true range. */
  PLUS_DI: oneOutput('PLUS_DI', highLowClose, [bars(14, 1)], (inputs, period) =>
    directionalIndicator(inputs, period, 'up'),
  ),

  /** Minus directional indicator (period 14): downward movement in percent of the true range. */
  MINUS_DI: oneOutput('MINUS_DI', highLowClose, [bars(14, 1)], (inputs, period) =>
    directionalIndicator(inputs, period, 'down'),
  ),

  /** Average directional movement index (period 14): how strong a trend is, 0 to 100, upward or downward. */
  ADX: oneOutput('ADX', highLowClose, [bars(14)], averageDirectionalIndex),

  /** Parabolic stop and reverse (acceleration 0.02, at most 0.2): where the stop of the bar lies. */
  SAR: oneOutput('SAR', highLow, [factor(0.02, 0), factor(0.2, 0)], parabolicSar),

  /** Three black crows: -100 at a bar that ends the pattern, else 0. */
  CDL3BLACKCROWS: oneOutput('CDL3BLACKCROWS', ['Open', 'High', 'Low', 'Close'], [], threeBlackCrows),
};
