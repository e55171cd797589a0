import { stripVTControlCharacters } from 'node:util';
import { displayWidth } from './align.js';

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
  return [...lines.slice(0, fitting), `... ${cut} more ${cut === 1 ? 'line' : 'lines'}`].join('\n');
}

/** @example moreRows(12) // '... 12 more rows' */
export function moreRows(count: number): string {
  return `... ${count} more ${count === 1 ? 'row' : 'rows'}`;
}

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
