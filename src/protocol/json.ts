import { isSafeNumber, parse, stringify } from 'lossless-json';

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
  return parse(text, null, {
    parseNumber: (digits) => (isSafeNumber(digits) ? Number(digits) : digits),
    // The last one counts, as for JSON.parse.
    onDuplicateKey: ({ newValue }) => newValue,
  });
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
