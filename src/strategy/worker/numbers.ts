import { say } from '../../wording/say.js';
import type { Globals } from './Runtime.js';

/** _N, _Cross and the constants of FMZ. */
export const numberGlobals: Globals = () => ({ _N: cut, _Cross: barsSinceCross, ...constants });

/** @see https://www.fmz.com/syntax-guide constants */
const constants = {
  PERIOD_M1: 60,
  PERIOD_M3: 3 * 60,
  PERIOD_M5: 5 * 60,
  PERIOD_M15: 15 * 60,
  PERIOD_M30: 30 * 60,
  PERIOD_H1: 3600,
  PERIOD_H2: 2 * 3600,
  PERIOD_H4: 4 * 3600,
  PERIOD_H6: 6 * 3600,
  PERIOD_H12: 12 * 3600,
  PERIOD_D1: 86_400,
  PERIOD_D3: 3 * 86_400,
  PERIOD_W1: 7 * 86_400,
  ORDER_STATE_PENDING: 0,
  ORDER_STATE_CLOSED: 1,
  ORDER_STATE_CANCELED: 2,
  ORDER_STATE_UNKNOWN: 3,
  ORDER_TYPE_BUY: 0,
  ORDER_TYPE_SELL: 1,
  ORDER_OFFSET_OPEN: 0,
  ORDER_OFFSET_CLOSE: 1,
  ORDER_CONDITION_TYPE_OCO: 0,
  ORDER_CONDITION_TYPE_TP: 1,
  ORDER_CONDITION_TYPE_SL: 2,
  ORDER_CONDITION_TYPE_GENERIC: 3,
  PD_LONG: 0,
  PD_SHORT: 1,
  PD_LONG_YD: 2,
  PD_SHORT_YD: 3,
  LOG_TYPE_BUY: 0,
  LOG_TYPE_SELL: 1,
  LOG_TYPE_CANCEL: 2,
};

/** Numbers from here on have no decimals, and their text has an exponent. */
const HUGE = 1e21;

/**
 * A number cut toward zero at so many decimals. It is rounded far behind them first, so that what should be 0.3 and is
 * 0.29999999999999998 is not cut to 0.2.
 *
 * @param decimals may be below 0: -2 leaves whole hundreds.
 * @throws TypeError where it is no number.
 * @example cut(3.14959, 2) // 3.14
 */
export function cut(value: unknown, decimals: unknown = 4): number {
  if (typeof value !== 'number')
    throw new TypeError(say('_N: {value} is not a number', { value: JSON.stringify(value) ?? 'undefined' }));
  const places = Math.trunc(Number(decimals)) || 0;
  if (!(Math.abs(value) < HUGE) || places > 95) return value;
  const rounded = Number(value.toFixed(Math.max(10, places + 5)));
  const [whole = '', fraction = ''] = textOf(rounded, places).split('.');
  // The sum has no negative zero.
  if (places >= 0) return Number(`${whole}.${fraction.slice(0, places)}`) + 0;
  const sign = whole.startsWith('-') ? '-' : '';
  return Number(`${sign}${whole.slice(sign.length, places) || 0}e${-places}`) + 0;
}

/** All its digits: the text of a small number has an exponent. */
function textOf(value: number, places: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(Math.max(10, places + 5)) : text;
}

/**
 * For how many bars, counted from the end, the first line has been above the second; below zero for how many below it. Equal
 * values and gaps end the count.
 *
 * @throws Error where they are not as long as each other.
 */
export function barsSinceCross(above: unknown, below: unknown): number {
  if (!Array.isArray(above) || !Array.isArray(below) || above.length !== below.length)
    throw new Error('cross array length not equal');
  let bars = 0;
  for (let index = above.length - 1; index >= 0; index -= 1) {
    const side = Math.sign(numberOf(above[index]) - numberOf(below[index]));
    if (!side || bars * side < 0) break;
    bars += side;
  }
  return bars;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}
