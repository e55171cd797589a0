import { BigNumber } from 'bignumber.js';
import * as v from 'valibot';
import { say } from '../wording/say.js';
import { quote } from './oneLine.js';
import { ProtocolError } from './ProtocolError.js';

const DECIMAL = /^([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,3}))?$/;
/** What comes out as it went in. */
const PLAIN = /^-?\d+(?:\.\d+)?$/;
const MAX_LENGTH = 80;

/**
 * The plain decimal string of a number or numeric string, digit for digit: exponents are written out, nothing
 * passes through a float. `undefined` where the value is not a decimal number, or longer than 80 characters.
 *
 * @example toDecimal('1.50')   // '1.50'
 * @example toDecimal('1.5e-7') // '0.00000015'
 */
export function toDecimal(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  if (text.length > MAX_LENGTH) return undefined;
  if (PLAIN.test(text)) return text;
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, mantissa = '', exponent = '0'] = match;
  const [whole = '', fraction = ''] = mantissa.split('.');
  const plain = shift(whole, fraction, Number(exponent));
  return plain.length > MAX_LENGTH ? undefined : `${sign === '-' ? '-' : ''}${plain}`;
}

/** A text that should be a decimal number is not one. */
export class InvalidDecimalError extends RangeError {
  override readonly name = 'InvalidDecimalError';

  constructor(value: unknown) {
    super(say('{value} is not a decimal number', { value: quote(value) }));
  }
}

/**
 * As {@link toDecimal}, for what has to be a decimal number.
 *
 * @throws InvalidDecimalError
 * @example requireDecimal(1e-8) // '0.00000001'
 */
export function requireDecimal(value: unknown): string {
  const plain = toDecimal(value);
  if (plain === undefined) throw new InvalidDecimalError(value);
  return plain;
}

function shift(whole: string, fraction: string, exponent: number): string {
  if (exponent === 0) return fraction ? `${whole || '0'}.${fraction}` : whole || '0';
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const left = point > 0 ? digits.padEnd(point, '0').slice(0, point) : '0';
  const right = point < 0 ? '0'.repeat(-point) + digits : digits.slice(point);
  return `${left.replace(/^0+(?=\d)/, '')}${right ? `.${right}` : ''}`;
}

/** The sign of a decimal string: -1, 0 or 1; 0 for "" as well. */
export function signOf(decimal: string): -1 | 0 | 1 {
  if (!/[1-9]/.test(decimal.split(/e/i)[0] ?? '')) return 0;
  return decimal.trim().startsWith('-') ? -1 : 1;
}

/** Quotients are cut off behind their 18th decimal place; nothing else is ever rounded. */
const Exact = BigNumber.clone({ DECIMAL_PLACES: 18, ROUNDING_MODE: BigNumber.ROUND_DOWN });

function exact(decimal: string): BigNumber {
  return new Exact(requireDecimal(decimal));
}

/** Plain digits without trailing zeros; 0 has no sign. */
function format(value: BigNumber): string {
  return value.isZero() ? '0' : value.toFixed();
}

/**
 * Whether a decimal string is a whole multiple of a step, exactly.
 *
 * @throws InvalidDecimalError
 * @example isMultipleOf('0.3', '0.1') // true
 */
export function isMultipleOf(value: string, step: string): boolean {
  return exact(value).mod(exact(step)).isZero();
}

/**
 * The product of two decimal strings, exactly.
 *
 * @throws InvalidDecimalError
 * @example multiplyDecimals('0.0001', '0.01') // '0.000001'
 */
export function multiplyDecimals(a: string, b: string): string {
  return format(exact(a).times(exact(b)));
}

/**
 * The difference of two decimal strings, exactly.
 *
 * @throws InvalidDecimalError
 * @example subtractDecimals('0.3', '0.1') // '0.2'
 */
export function subtractDecimals(a: string, b: string): string {
  return format(exact(a).minus(exact(b)));
}

/**
 * The quotient of two decimal strings, cut off after 18 decimal places.
 *
 * @throws RangeError when the divisor is 0, or one of them is not a decimal number.
 * @example divideDecimals('10', '4') // '2.5'
 */
export function divideDecimals(a: string, b: string): string {
  const [dividend, divisor] = [exact(a), exact(b)];
  if (divisor.isZero()) throw new RangeError(say('division by zero'));
  return format(dividend.div(divisor));
}

/**
 * The sum of decimal strings, exactly.
 *
 * @throws InvalidDecimalError
 * @example addDecimals(['0.1', '0.2']) // '0.3'
 */
export function addDecimals(decimals: readonly string[]): string {
  return format(decimals.reduce((sum, decimal) => sum.plus(exact(decimal)), exact('0')));
}

/**
 * How many decimal places a step such as a tick size asks for; `undefined` for "", where there is none.
 *
 * @throws InvalidDecimalError
 * @example decimalPlaces('0.10') // 1
 * @example decimalPlaces('1e-8') // 8
 */
export function decimalPlaces(step: string): number | undefined {
  return step === '' ? undefined : (exact(step).dp() ?? undefined);
}

/**
 * -1, 0 or 1 as the first decimal string is below, equal to or above the second, exactly.
 *
 * @throws InvalidDecimalError
 */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  return exact(a).comparedTo(exact(b)) ?? 0;
}

/** A decimal: a JSON string or number on the way in, a plain decimal string inside. */
export const decimal = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): string => {
    const text = toDecimal(dataset.value);
    if (text === undefined) {
      addIssue({
        message: say('must be a decimal number like 0.1, not {value}', { value: quote(dataset.value) }),
      });
      return NEVER;
    }
    return text;
  }),
);

/**
 * The JSON number of a decimal string that an exchange sent, for those fields of FMZ's structures that are numbers.
 *
 * @throws InvalidDecimalError when the text is not a decimal number: an empty field never becomes 0 silently.
 */
export function toNumber(value: string | number): number {
  return Number(requireDecimal(value));
}

/**
 * The number of a decimal string, for an exchange that wants numbers in the bodies of requests: JSON of it has the same value.
 *
 * @throws ProtocolError where a number cannot hold all digits, and InvalidDecimalError where the text is not a decimal number.
 * @example JSON.stringify({ size: exactNumber('0.10') }) // '{"size":0.1}'
 */
export function exactNumber(decimal: string): number {
  const number = toNumber(decimal);
  if (!Number.isFinite(number) || compareDecimals(String(number), decimal) !== 0)
    throw new ProtocolError(say('{decimal} has more digits than the exchange takes', { decimal }));
  return number;
}

/**
 * As {@link toNumber}, of a field that the exchange may leave empty.
 *
 * @example optionalNumber('') // undefined
 */
export function optionalNumber(value: string): number | undefined {
  return value === '' ? undefined : toNumber(value);
}
