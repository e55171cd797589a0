import { isSafeNumber, parse } from 'lossless-json';

// A run of sixteen digits outside quotes may be more than a double holds.
const LONG_NUMBER = /[[:,]\s*-?(?:\d[.eE+-]{0,2}){16,}/;

/**
 * Parses JSON strictly and without losing a digit: a number that a double cannot hold, such as an id above 2^53,
 * comes out as the string of its digits, every other one as a number.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  return parse(text, null, (digits) => (isSafeNumber(digits) ? Number(digits) : digits));
}
