import { compareDecimals } from '../protocol/decimal.js';

/**
 * Whether a field of an order is what a change wanted it to be; one that was not to be changed always is.
 *
 * @param value a decimal string; `undefined` or "" where the exchange does not tell it.
 * @example matchesField('59000.0', '59000') // true
 */
export function matchesField(value: string | undefined, wanted: string | undefined): boolean {
  return wanted === undefined || (!!value && compareDecimals(value, wanted) === 0);
}
