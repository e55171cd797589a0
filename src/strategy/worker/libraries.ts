import { Decimal } from 'decimal.js';
import _ from 'underscore';
import { TA } from '../indicators/TA.js';
import { talib } from '../indicators/talib.js';
import type { Globals } from './Runtime.js';

/** As many digits as the amounts of blockchains have, whole and with their square. */
const LONG = { precision: 160 };

/**
 * Libraries that FMZ brings along: its indicators, underscore as `_`, and Decimal, which is BigDecimal and BigFloat with more digits:
 * operators make plain numbers of these. And `_T`, a text in two languages.
 */
export const libraryGlobals: Globals = () => ({
  TA: { ...TA },
  talib: { ...talib },
  _,
  Decimal,
  BigDecimal: Decimal.clone(LONG),
  BigFloat: Decimal.clone(LONG),
  _T: (text: unknown, other?: unknown) =>
    `[trans]${other === undefined ? String(text) : `${String(text)}|${String(other)}`}[/trans]`,
});
