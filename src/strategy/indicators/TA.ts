import { Alligator, BOLL, EMA, MA, MACD } from './ta/averages.js';
import { KDJ, RSI } from './ta/oscillators.js';
import { ATR, Highest, Lowest } from './ta/ranges.js';
import { CMF, OBV } from './ta/volume.js';

/**
 * FMZ's indicators, by the definitions of its own engine: the global `TA` of a strategy. Each is pure, takes an array
 * of bars or numbers, the oldest first, and answers one array, or several in an array.
 *
 * A period may be a text, as parameters of a strategy may be. If it is no positive whole number, all results are NaN.
 *
 * @see https://www.fmz.com/syntax-guide names and arguments
 * @example
 * const [dif, dea] = TA.MACD(exchange.GetRecords());
 */
export const TA = {
  MA,
  SMA: MA,
  EMA,
  MACD,
  BOLL,
  Alligator,
  KDJ,
  RSI,
  ATR,
  Highest,
  Lowest,
  OBV,
  CMF,
};
