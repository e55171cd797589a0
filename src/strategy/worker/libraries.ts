import Decimal from 'decimal.js';
import _ from 'underscore';
import { TA } from '../indicators/TA.js';
import { talib } from '../indicators/talib.js';
import type { Globals } from './Runtime.js';

/** Libraries that FMZ brings along: its indicators, underscore as `_`, and Decimal; and `_T`, a text in two languages. */
export const libraryGlobals: Globals = () => ({
  TA: { ...TA },
  talib: { ...talib },
  _,
  Decimal,
  _T: (text: unknown, other?: unknown) =>
    `[trans]${other === undefined ? String(text) : `${String(text)}|${String(other)}`}[/trans]`,
});
