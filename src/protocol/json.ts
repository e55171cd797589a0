import { isSafeNumber, parse, stringify } from 'lossless-json';

/** The text of JSON that came as bytes in UTF-8, without a byte order mark. */
export function readUtf8(bytes: Buffer): string {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', mark ? 3 : 0);
}

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
function endOfString(text: string, start: number): number {
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

/** A member of a JSON object: its name, and its value as it is written. */
export interface JsonMember {
  name: string;
  text: string;
}

const PLAIN = /[^\s"[\]{},:]+/y;
const BLANK = /\s*/y;

/**
 * The members of a JSON object, each value exactly as it is written, however deep it is nested.
 *
 * @param json valid JSON; nothing checks it again.
 * @returns none where it is not an object.
 * @example jsonMembers('{"id":12345678901234567890}') // [{ name: 'id', text: '12345678901234567890' }]
 */
export function jsonMembers(json: string): JsonMember[] {
  const members: JsonMember[] = [];
  let at = skip(json, BLANK, 0);
  if (json[at] !== '{') return members;
  at = skip(json, BLANK, at + 1);
  while (json[at] === '"') {
    const named = endOfString(json, at);
    const start = skip(json, BLANK, skip(json, BLANK, named) + 1);
    const end = endOfValue(json, start);
    members.push({ name: String(JSON.parse(json.slice(at, named))), text: json.slice(start, end) });
    const comma = skip(json, BLANK, end);
    at = json[comma] === ',' ? skip(json, BLANK, comma + 1) : json.length;
  }
  return members;
}

/**
 * The items of a JSON list, each exactly as it is written, however deep it is nested.
 *
 * @param json valid JSON; nothing checks it again.
 * @returns none where it is not a list.
 * @example jsonItems('[[11,1e21],"abc"]') // ['[11,1e21]', '"abc"']
 */
export function jsonItems(json: string): string[] {
  const items: string[] = [];
  let at = skip(json, BLANK, 0);
  if (json[at] !== '[') return items;
  at = skip(json, BLANK, at + 1);
  while (at < json.length && json[at] !== ']') {
    const end = endOfValue(json, at);
    items.push(json.slice(at, end));
    const comma = skip(json, BLANK, end);
    at = json[comma] === ',' ? skip(json, BLANK, comma + 1) : json.length;
  }
  return items;
}

/** Without the white space between its parts. */
export function compactJson(json: string): string {
  let compact = '';
  for (let at = 0; at < json.length; ) {
    const start = json.indexOf('"', at);
    if (start < 0) return compact + json.slice(at).replace(/\s+/g, '');
    compact += json.slice(at, start).replace(/\s+/g, '');
    at = endOfString(json, start);
    compact += json.slice(start, at);
  }
  return compact;
}

function endOfValue(json: string, start: number): number {
  let depth = 0;
  for (let at = start; at < json.length; ) {
    const letter = json[at];
    if (letter === '"') at = endOfString(json, at);
    else if (letter === '[' || letter === '{') {
      depth += 1;
      at += 1;
    } else if (letter === ']' || letter === '}') {
      depth -= 1;
      at += 1;
    } else at = Math.max(skip(json, PLAIN, at), at + 1);
    if (depth === 0) return at;
    at = skip(json, /[\s,:]*/y, at);
  }
  return json.length;
}

function skip(json: string, pattern: RegExp, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(json) ? pattern.lastIndex : at;
}
