import { stripVTControlCharacters } from 'node:util';
import { say } from '../../wording/say.js';

/** How much room there is for output; what is left out is without bounds, as in a pipe or a file. */
export interface Screen {
  /** Characters a line. */
  columns?: number;
  /** Lines. */
  rows?: number;
}

/** A terminal that does not tell its size is taken for one of the usual size. */
const USUAL = { columns: 80, rows: 24 };

/** The room that stdout has: that of its terminal, or without bounds. */
export function screenOf(output: NodeJS.WriteStream = process.stdout): Screen {
  if (!output.isTTY) return {};
  return { columns: output.columns || USUAL.columns, rows: output.rows || USUAL.rows };
}

/** The same room without an end below: a terminal scrolls. */
export function widthOf({ columns }: Screen): Screen {
  return columns === undefined ? {} : { columns };
}

/**
 * Cuts a text that is taller than the screen, with a last line that says how much more there is.
 *
 * @param text may have colors, and lines that the terminal breaks.
 */
export function cutToScreen(text: string, { columns = Number.POSITIVE_INFINITY, rows }: Screen): string {
  if (rows === undefined) return text;
  const lines = text.split('\n');
  let height = 0;
  // Where each line ends on the screen.
  const ends = lines.map((line) => {
    height += Math.max(1, Math.ceil(displayWidth(stripVTControlCharacters(line)) / columns));
    return height;
  });
  if (height <= rows) return text;
  const fitting = ends.filter((end) => end < rows).length;
  const cut = lines.length - fitting;
  const rest = cut === 1 ? say('... 1 more line') : say('... {count} more lines', { count: cut });
  return [...lines.slice(0, fitting), rest].join('\n');
}

/** @example moreRows(12) // '... 12 more rows' */
export function moreRows(count: number): string {
  return count === 1 ? say('... 1 more row') : say('... {count} more rows', { count });
}

/**
 * A sentence in lines that fit, broken between its words, or between two characters of Chinese; lines behind the first begin
 * with two blanks.
 *
 * @param text may have colors.
 * @param indent what the lines behind the first begin with. @default two blanks
 * @example breakWords('the quick brown fox', { columns: 10 }) // ['the quick', '  brown', '  fox']
 */
export function breakWords(
  text: string,
  { columns = Number.POSITIVE_INFINITY }: Screen,
  indent = '  ',
): string[] {
  const [first = '', ...words] = text.match(WORD) ?? [''];
  const lines = [first];
  for (const word of words) {
    const longer = `${lines.at(-1)}${word}`;
    if (displayWidth(stripVTControlCharacters(longer)) <= columns) lines[lines.length - 1] = longer;
    else lines.push(`${indent}${word.trimStart()}`);
  }
  return lines;
}

/** What stays together, with the blanks before it: of Chinese each character, with the marks that no line begins or ends with. */
const WORD =
  / *(?:[（「《[(<]*(?:\p{Script=Han}|[^ （「《\p{Script=Han}，。；：、！？…）」》]+)[，。；：、！？…）」》\])>]*|[^ ])/gu;

/** A text in pieces of at most so many columns. @example breakText('abcdef', 4) // ['abcd', 'ef'] */
export function breakText(text: string, columns: number): string[] {
  const pieces = [''];
  for (const character of text) {
    const last = pieces.length - 1;
    const longer = `${pieces[last]}${character}`;
    if (pieces[last] === '' || displayWidth(longer) <= columns) pieces[last] = longer;
    else pieces.push(character);
  }
  return pieces;
}

const PLAIN = /^[\x20-\x7e]*$/;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NONE = /[\p{M}\p{Cf}\p{Cc}]/u;

/**
 * How many columns a text without colors takes in a terminal: Chinese, Japanese and Korean characters take two
 * (https://www.unicode.org/reports/tr11/), combining marks none.
 *
 * @example displayWidth('币安') // 4
 */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : NONE.test(character) ? 0 : 1;
  return width;
}

/**
 * Pads numbers so that all are equally wide and their decimal points stand below one another; empty texts stay empty.
 *
 * @example alignDecimals(['1.5', '10', '']) // [' 1.5', '10  ', '']
 */
export function alignDecimals(texts: readonly string[]): string[] {
  const parts = texts.map((text) => {
    const point = text.indexOf('.');
    return point < 0
      ? { whole: text, fraction: '' }
      : { whole: text.slice(0, point), fraction: text.slice(point) };
  });
  const whole = parts.reduce((width, part) => Math.max(width, part.whole.length), 0);
  const fraction = parts.reduce((width, part) => Math.max(width, part.fraction.length), 0);
  return parts.map((part, index) =>
    texts[index] === '' ? '' : part.whole.padStart(whole) + part.fraction.padEnd(fraction),
  );
}
