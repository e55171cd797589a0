import { isSafeNumber, parse, stringify } from 'lossless-json';

// A run of sixteen digits outside quotes may be more than a double holds, and so may an exponent of three.
const LONG_NUMBER = /(?:^|[[:,])\s*-?(?:(?:\d[.eE+-]{0,2}){16,}|[\d.]+[eE][+-]?\d{3,})/;
// What may be a number that is a value.
const NUMBERS = /-?\d[\d.eE+-]*(?=\s*(?:[,\]}]|$))/g;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Parses JSON strictly and without losing a digit: a number that a double cannot hold, such as an id above 2^53
 * or 1e-400, comes out as the string of its digits, every other one as a number.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  // JSON.parse takes any depth of nesting, which a parser that calls itself does not.
  return JSON.parse(replaceNumbers(text, (digits) => (isExact(digits) ? digits : `"${digits}"`)));
}

/** JSON text with something else in the place of each number in it. */
export function replaceNumbers(text: string, replace: (digits: string) => string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const start = text.indexOf('"', at);
    const plain = text.slice(at, start < 0 ? text.length : start);
    parts.push(plain.replace(NUMBERS, replace));
    if (start < 0) break;
    at = endOfString(text, start);
    parts.push(text.slice(start, at));
  }
  return parts.join('');
}

function isExact(digits: string): boolean {
  if (!NUMBER.test(digits)) return true;
  const value = Number(digits);
  // Too small for a double, it would be 0, and a price of 0 a market order; too large, it would be null.
  if (!Number.isFinite(value) || (value === 0 && /^[^e]*[1-9]/i.test(digits))) return false;
  return digits.length < 16 || isSafeNumber(digits);
}

/** Where a JSON string ends that begins at `start`: behind its quotation mark, or at the end of the text. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}

/**
 * JSON text that is passed on byte for byte: what an exchange sent, so that every digit survives.
 *
 * @example new RawJson('{"ordId":2896576259728695296}')
 */
export class RawJson {
  readonly text: string;

  /** @param text valid JSON; nothing checks it again. */
  constructor(text: string) {
    this.text = text;
  }
}

/** JSON of a value that may be a {@link RawJson}, or a list that holds some. */
export function encodeJson(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value) && value.some((item) => item instanceof RawJson)) {
    return `[${value.map(encodeJson).join(',')}]`;
  }
  return JSON.stringify(value) ?? 'null';
}

/**
 * Parses JSON so that {@link formatJson} gives it back with every digit as it was: numbers are `LosslessNumber`s of
 * lossless-json.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseExactly(text: string): unknown {
  return parse(text, null, { onDuplicateKey: ({ newValue }) => newValue });
}

/** JSON of what {@link parseExactly} made; with `indent` spaces a level, or on one line. */
export function formatJson(value: unknown, indent?: number): string {
  return stringify(value, null, indent) ?? 'null';
}
