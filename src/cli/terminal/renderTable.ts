import type { ChalkInstance } from 'chalk';
import { toDecimal } from '../../protocol/decimal.js';
import { oneLine } from '../../protocol/oneLine.js';
import { alignDecimals, breakText, displayWidth, moreRows, type Screen } from './screen.js';

/** Green for what buys or gains, red for what sells or loses. */
export type Tone = 'good' | 'bad' | undefined;

/** A column of a table; one without any content is left out. */
export interface Column<Row> {
  title: string;
  /** Aligned on the decimal point. @default false */
  number?: boolean;
  cell(row: Row): string | number | undefined;
  tone?(row: Row): Tone;
}

/** What stands between two columns. */
const GAP = 2;

/**
 * A table without borders: a line of titles, then a line for each row. One that is wider than the screen is broken into
 * tables below one another, each with the first column; where that leaves no room, each row is a list of fields.
 *
 * @param screen where it has to fit; of rows that are too many the first are shown, and the others counted.
 */
export function renderTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  colors: ChalkInstance,
  screen: Screen = {},
): string {
  const filled = columns
    .map((column) => ({ column, texts: cellTexts(column, rows) }))
    .filter(({ texts }) => texts.some((text) => text !== ''));
  const laidOut = filled.map(
    ({ column, texts }): LaidOutColumn => ({
      right: column.number === true,
      width: texts.reduce((most, text) => Math.max(most, displayWidth(text)), displayWidth(column.title)),
      title: { text: column.title, paint: colors.dim },
      cells: rows.map((row, index) => ({
        text: texts[index] ?? '',
        paint: painter(column.tone?.(row), colors),
      })),
    }),
  );
  const bands = splitIntoBands(laidOut, screen.columns);
  const blocks = bands ? [] : rows.map((row) => renderBlock(columns, row, colors, screen));
  // Of a block for each row, the last lacks its blank line.
  const room = bands
    ? { heights: rows.map(() => bands.length), titles: bands.length * 2 - 1 }
    : { heights: blocks.map((block) => block.split('\n').length + 1), titles: -1 };
  const shown = rowsThatFit({ ...room, lines: screen.rows });
  const rest = shown < rows.length ? [moreRows(rows.length - shown)] : [];
  const parts = bands ? bands.map((band) => renderBand(band, shown)) : blocks.slice(0, shown);
  return [parts.join('\n\n'), ...rest].join('\n');
}

/** One line of {@link renderFields}. */
export interface Field {
  name: string;
  value: string | number | undefined;
  number?: boolean;
  tone?: Tone;
}

/** One thing, a field a line; numbers stand below one another on their decimal points. */
export function renderFields(fields: readonly Field[], colors: ChalkInstance, screen: Screen = {}): string {
  const given = fields.filter((field) => field.value !== undefined);
  const numbers = alignDecimals(given.map((field) => (field.number ? toText(field.value) : '')));
  const width = Math.max(0, ...given.map(({ name }) => displayWidth(name)));
  const room = Math.max(1, (screen.columns ?? Number.POSITIVE_INFINITY) - width - GAP);
  return given
    .flatMap(({ name, value, number, tone }, index) => {
      const text = number ? (numbers[index] ?? '') : toText(value);
      const paint = painter(tone, colors);
      const [first = '', ...others] = breakText(text.trimEnd(), room);
      const gap = ' '.repeat(width - displayWidth(name) + GAP);
      return [
        `${colors.dim(name)}${gap}${paint(first)}`.trimEnd(),
        ...others.map((piece) => ' '.repeat(width + GAP) + paint(piece)),
      ];
    })
    .join('\n');
}

/** One row of a table as fields. */
function renderBlock<Row>(
  columns: readonly Column<Row>[],
  row: Row,
  colors: ChalkInstance,
  screen: Screen,
): string {
  const fields = columns.map(
    ({ title, number, cell, tone }): Field => ({
      name: title,
      value: cell(row),
      ...(number && { number }),
      tone: tone?.(row),
    }),
  );
  return renderFields(fields, colors, screen);
}

function cellTexts<Row>(column: Column<Row>, rows: readonly Row[]): string[] {
  const texts = rows.map((row) => toText(column.cell(row)));
  return column.number ? alignDecimals(texts) : texts;
}

/** Numbers without exponents, texts on one line. */
function toText(value: string | number | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'number' ? (toDecimal(value) ?? String(value)) : oneLine(value);
}

function painter(tone: Tone, colors: ChalkInstance): (text: string) => string {
  if (!tone) return (text) => text;
  return tone === 'good' ? colors.green : colors.red;
}

interface Cell {
  text: string;
  paint(text: string): string;
}

interface LaidOutColumn {
  right: boolean;
  /** Of the widest cell. */
  width: number;
  title: Cell;
  cells: readonly Cell[];
}

/** The columns that fit beside one another, each time behind the first; `undefined` where some do not fit behind it. */
function splitIntoBands(
  columns: readonly LaidOutColumn[],
  room = Number.POSITIVE_INFINITY,
): LaidOutColumn[][] | undefined {
  const [first, ...others] = columns;
  if (!first) return [];
  const bands = [[first]];
  let used = first.width;
  for (const column of others) {
    const needed = GAP + column.width;
    if (used + needed > room && first.width + needed <= room) {
      bands.push([first]);
      used = first.width;
    }
    bands.at(-1)?.push(column);
    used += needed;
    if (used > room) return undefined;
  }
  return used > room ? undefined : bands;
}

/** Pads before it paints: colors take no columns. */
function renderBand(band: readonly LaidOutColumn[], rows: number): string {
  const cells = Array.from({ length: rows }, (_, row) => band.map(cellOf(row)));
  const lines = [band.map(({ title }) => title), ...cells];
  return lines
    .map((line) =>
      line
        .map(({ text, paint }, index) => {
          const gap = ' '.repeat((band[index]?.width ?? 0) - displayWidth(text));
          const last = index === line.length - 1;
          return band[index]?.right ? gap + paint(text) : paint(text) + (last ? '' : gap);
        })
        .join(' '.repeat(GAP))
        .trimEnd(),
    )
    .join('\n');
}

function cellOf(row: number): (column: LaidOutColumn) => Cell {
  return ({ cells, title }) => cells[row] ?? { text: '', paint: title.paint };
}

/**
 * How many rows are shown where there are only so many lines, the last of which counts the others. Where not even one fits,
 * all of them: whoever cuts them then counts lines.
 *
 * @param room.heights lines that each row takes.
 * @param room.titles lines besides.
 */
function rowsThatFit(room: {
  heights: readonly number[];
  titles: number;
  lines: number | undefined;
}): number {
  const { heights, titles, lines = Number.POSITIVE_INFINITY } = room;
  let used = titles;
  const ends = heights.map((height) => {
    used += height;
    return used;
  });
  if (used <= lines) return heights.length;
  return ends.filter((end) => end < lines).length || heights.length;
}
