import { messageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';
import type { ScriptFile } from '../settings.js';
import { placeOfThrow } from './placeOfThrow.js';

/** How many characters of an error are told. */
const MOST = 10_000;

/** What a strategy threw: one line, and where. */
export interface Thrown {
  error: string;
  /** File, line and column: `strategy.js:3:9`. */
  place?: string;
}

/**
 * What was thrown, told by the strategy's own file and line.
 *
 * @param scripts its files.
 */
export function describeThrown(thrown: unknown, scripts: readonly ScriptFile[]): Thrown {
  const text = textOf(thrown);
  const place =
    typeof thrown === 'object' && thrown instanceof Error
      ? placeIn(
          stackOf(thrown),
          scripts.map(({ file }) => file),
        )
      : placeOfThrow(thrown, scripts);
  return place === undefined ? { error: text } : { error: text, place };
}

/** Where in a strategy's files the function was called that asks. */
export function placeOfCall(files: readonly string[]): string | undefined {
  return placeIn(stackOf(new Error()), files);
}

/** What files of this program are called in a strategy. */
const OWN = 'fmzproto:';

/** The first place in a stack that has a column; an error of the syntax has none. */
function placeIn(stack: string, files: readonly string[]): string | undefined {
  const places = stack.split('\n').flatMap((line) => placesOf(line, files));
  return places.find((place) => /:\d+:\d+$/.test(place)) ?? places[0];
}

function placesOf(line: string, files: readonly string[]): string[] {
  return files.flatMap((file) => {
    // What comes along is called from the strategy.
    if (file.startsWith(OWN)) return [];
    const at = line.indexOf(`${file}:`);
    const [numbers] = at < 0 ? [] : (/^\d+(:\d+)?/.exec(line.slice(at + file.length + 1)) ?? []);
    return numbers === undefined ? [] : [`${file}:${numbers}`];
  });
}

function textOf(thrown: unknown): string {
  const message = messageIn(thrown);
  const name = thrown instanceof Error ? messageOf(thrown.name) : '';
  const text = name === '' || name === 'Error' ? message : `${name}: ${message}`;
  return text.slice(0, MOST).replace(/\s+/g, ' ').trim() || say('an error without a text');
}

/** An object of the strategy's own is told as the log tells it. */
function messageIn(thrown: unknown): string {
  const message = messageOf(thrown);
  if (message !== '[object Object]' || thrown instanceof Error) return message;
  try {
    return messageOf(JSON.stringify(thrown));
  } catch {
    return message;
  }
}

/** A strategy may have made it unreadable. */
function stackOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? String(thrown.stack) : '';
  } catch {
    return '';
  }
}
