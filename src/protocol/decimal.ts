import * as v from 'valibot';
import { quote } from './oneLine.js';

const DECIMAL = /^([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,3}))?$/;
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
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, mantissa = '', exponent = '0'] = match;
  const [whole = '', fraction = ''] = mantissa.split('.');
  const plain = shift(whole, fraction, Number(exponent));
  return plain.length > MAX_LENGTH ? undefined : `${sign === '-' ? '-' : ''}${plain}`;
}

/** A text that was to be a decimal number is none. */
export class NoDecimalError extends RangeError {
  override readonly name = 'NoDecimalError';

  constructor(value: unknown) {
    super(`${quote(value)} is not a decimal number`);
  }
}

/**
 * As {@link toDecimal}, for what has to be a decimal number.
 *
 * @throws NoDecimalError
 * @example requireDecimal(1e-8) // '0.00000001'
 */
export function requireDecimal(value: unknown): string {
  const plain = toDecimal(value);
  if (plain === undefined) throw new NoDecimalError(value);
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

/**
 * Whether a decimal string is a whole multiple of a step, exactly.
 *
 * @throws NoDecimalError
 * @example isMultipleOf('0.3', '0.1') // true
 */
export function isMultipleOf(value: string, step: string): boolean {
  const { units } = align([value, step]);
  const [whole = 0n, divisor = 0n] = units;
  return divisor !== 0n && whole % divisor === 0n;
}

/**
 * The product of two decimal strings, exactly.
 *
 * @throws NoDecimalError
 * @example multiplyDecimals('0.0001', '0.01') // '0.000001'
 */
export function multiplyDecimals(a: string, b: string): string {
  const [first, second] = [requireDecimal(a), requireDecimal(b)];
  const places = fractionLength(first) + fractionLength(second);
  return fromUnits(toUnits(first, fractionLength(first)) * toUnits(second, fractionLength(second)), places);
}

/**
 * The difference of two decimal strings, exactly.
 *
 * @throws NoDecimalError
 * @example subtractDecimals('0.3', '0.1') // '0.2'
 */
export function subtractDecimals(a: string, b: string): string {
  const { units, places } = align([a, b]);
  const [first = 0n, second = 0n] = units;
  return fromUnits(first - second, places);
}

/**
 * The quotient of two decimal strings, cut off after 18 decimal places.
 *
 * @throws RangeError when the divisor is 0, or one of them is not a decimal number.
 * @example divideDecimals('10', '4') // '2.5'
 */
export function divideDecimals(a: string, b: string): string {
  const { units } = align([a, b]);
  const [dividend = 0n, divisor = 0n] = units;
  return fromUnits((dividend * 10n ** 18n) / divisor, 18);
}

/**
 * The sum of decimal strings, exactly.
 *
 * @throws NoDecimalError
 * @example addDecimals(['0.1', '0.2']) // '0.3'
 */
export function addDecimals(decimals: readonly string[]): string {
  const { units, places } = align(decimals);
  return fromUnits(
    units.reduce((sum, unit) => sum + unit, 0n),
    places,
  );
}

/**
 * How many decimal places a step such as a tick size asks for; `undefined` for "", where there is none.
 *
 * @throws NoDecimalError
 * @example decimalPlaces('0.10') // 1
 * @example decimalPlaces('1e-8') // 8
 */
export function decimalPlaces(step: string): number | undefined {
  if (step === '') return undefined;
  return (requireDecimal(step).split('.')[1] ?? '').replace(/0+$/, '').length;
}

/**
 * -1, 0 or 1 as the first decimal string is below, equal to or above the second, exactly.
 *
 * @throws NoDecimalError
 */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  const { units } = align([a, b]);
  const [first = 0n, second = 0n] = units;
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Decimals as whole numbers of the decimal places that the longest of them has. */
function align(decimals: readonly string[]): { units: bigint[]; places: number } {
  const plain = decimals.map(requireDecimal);
  const places = Math.max(0, ...plain.map(fractionLength));
  return { units: plain.map((decimal) => toUnits(decimal, places)), places };
}

function fractionLength(plain: string): number {
  return plain.split('.')[1]?.length ?? 0;
}

/** The plain decimal as a whole number of its `places`th decimal places. */
function toUnits(plain: string, places: number): bigint {
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(places, '0'));
  return plain.startsWith('-') ? -units : units;
}

function fromUnits(units: bigint, places: number): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - places);
  return `${units < 0n ? '-' : ''}${whole}${places > 0 && fraction ? `.${fraction}` : ''}`;
}

/** A decimal: a JSON string or number on the way in, a plain decimal string inside. */
export const decimal = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): string => {
    const text = toDecimal(dataset.value);
    if (text === undefined) {
      addIssue({ message: `must be a decimal number like 0.1, not ${quote(dataset.value)}` });
      return NEVER;
    }
    return text;
  }),
);

/**
 * The JSON number of a decimal string that an exchange sent, for those fields of FMZ's structures that are numbers.
 *
 * @throws NoDecimalError when the text is not a decimal number: an empty field never becomes 0 silently.
 */
export function toNumber(value: string | number): number {
  return Number(requireDecimal(value));
}
