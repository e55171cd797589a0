import { isUtf8 } from 'node:buffer';
import { say } from '../wording/say.js';
import { dataTagOf } from './dataFields.js';
import { malformed } from './FixError.js';
import type { FixField } from './FixMessage.js';

const SOH = '\x01';
const EQUALS = 0x3d;
const ZERO = 0x30;
/** More digits than a tag may have. */
const TAG_DIGITS = 9;
const BEYOND_ASCII = /[\x80-\xff]/;

/**
 * The fields of a message, or of a part of it. A field of data is cut by the length before it, and may hold SOH. Texts are UTF-8;
 * one that is not is read as Latin-1, so that no byte is lost.
 *
 * @param bytes whole fields, the last one with its SOH.
 * @throws FixError where something is not TAG=VALUE, or data do not have their length.
 */
export function decodeFields(bytes: Buffer): FixField[] {
  // A character for each byte: positions and lengths are those of the bytes.
  const text = bytes.toString('latin1');
  const read = BEYOND_ASCII.test(text) ? readText : (value: string) => value;
  const fields: FixField[] = [];
  let at = 0;
  let [dataTag, dataLength] = NO_DATA;
  while (at < text.length) {
    const start = endOfTag(text, at) + 1;
    const tag = Number(text.slice(at, start - 1));
    const end = tag === dataTag ? start + dataLength : text.indexOf(SOH, start);
    if (text[end] !== SOH) {
      throw malformed(
        tag === dataTag
          ? say('its field {tag} has another length than said', { tag })
          : say('its field {tag} has no end', { tag }),
      );
    }
    const value = text.slice(start, end);
    fields.push([tag, read(value)]);
    [dataTag, dataLength] = dataBehind(tag, value);
    at = end + 1;
  }
  return fields;
}

const NO_DATA: readonly [tag: number, length: number] = [-1, 0];

/** Which field of data comes next, and how long it is. */
function dataBehind(tag: number, value: string): readonly [tag: number, length: number] {
  const dataTag = dataTagOf(tag);
  return dataTag === undefined || !/^\d{1,9}$/.test(value) ? NO_DATA : [dataTag, Number(value)];
}

/** Where the `=` is behind the digits of a tag. */
function endOfTag(text: string, start: number): number {
  let at = start;
  for (; text.charCodeAt(at) !== EQUALS; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    // NaN behind the end: nothing but a digit is between 0 and 9, and no tag begins with 0.
    if (!(digit >= 0 && digit <= 9) || (digit === 0 && at === start) || at - start === TAG_DIGITS) break;
  }
  if (at === start || text.charCodeAt(at) !== EQUALS) throw malformed(say('a field is not TAG=VALUE'));
  return at;
}

function readText(value: string): string {
  if (!BEYOND_ASCII.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : value;
}
