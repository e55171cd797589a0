import { say } from '../wording/say.js';

const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu;

/** One line of at most `max` characters: control characters and runs of white space become one space. */
export function oneLine(text: string, max = 300): string {
  const line = text.replace(CONTROL, ' ').trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}

/** Far more than is ever shown of an error. */
const LONGEST = 20_000;

/** A text that is not too long to be looked through; what is cut off for being longer than `max` has a mark in its place. */
export function cutLong(text: string, max = LONGEST): string {
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

/** A value of the request as it may be shown in an error: quoted, on one line, cut after 40 characters. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return `"${oneLine(value, 40)}"`;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  return say(Array.isArray(value) ? 'a list' : value === undefined ? 'nothing' : 'an object');
}

/** A text as a part of a regular expression that finds this very text. */
export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
