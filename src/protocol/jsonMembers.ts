import { endOfString } from './json.js';

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
