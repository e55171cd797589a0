import { say } from '../wording/say.js';

/** What a Chinese keyboard types in the place of ASCII: `；`, `，`, `。`, `７`, `Ａ`. Letters and ideographs of languages are none of it. */
const FULL_WIDTH = /[\u3000-\u3002\uFF01-\uFF5E]/;

/** The first full-width character of a text; `undefined` where it has none. */
export function fullWidthIn(text: unknown): string | undefined {
  return typeof text === 'string' ? FULL_WIDTH.exec(text)?.[0] : undefined;
}

/**
 * A sentence about a text that was refused, with its first full-width character, which hardly differs from the ASCII that
 * was meant to the eye. Nothing else of the text is told: it may be a key that stands in a wrong place.
 *
 * @example nameFullWidth('price must be a decimal number, not "10，5"', '10，5')
 * // 'price must be a decimal number, not "10，5" ("，" is a full-width character)'
 */
export function nameFullWidth(sentence: string, text: unknown): string {
  const mark = fullWidthIn(text);
  return mark === undefined
    ? sentence
    : say('{sentence} ("{mark}" is a full-width character)', { sentence, mark });
}
