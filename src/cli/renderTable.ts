import type { ChalkInstance } from 'chalk';
import { toDecimal } from '../protocol/decimal.js';
import { oneLine } from '../protocol/text.js';
import { alignDecimals, displayWidth } from './align.js';

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

/** A table without borders: a line of titles, then a line for each row. */
export function renderTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  colors: ChalkInstance,
): string {
  const filled = columns
    .map((column) => ({ column, texts: cellTexts(column, rows) }))
    .filter(({ texts }) => texts.some((text) => text !== ''));
  const titles = filled.map(({ column }) => ({ text: column.title, paint: colors.dim }));
  const lines = rows.map((row, index) =>
    filled.map(({ column, texts }) => ({
      text: texts[index] ?? '',
      paint: painter(column.tone?.(row), colors),
    })),
  );
  return layOut(
    [titles, ...lines],
    filled.map(({ column }) => column.number === true),
  );
}

/** One line of {@link renderFields}. */
interface Field {
  name: string;
  value: string | number | undefined;
  number?: boolean;
  tone?: Tone;
}

/** One thing, a field a line; numbers stand below one another on their decimal points. */
export function renderFields(fields: readonly Field[], colors: ChalkInstance): string {
  const given = fields.filter((field) => field.value !== undefined);
  const numbers = alignDecimals(given.map((field) => (field.number ? toText(field.value) : '')));
  const lines = given.map(({ name, value, number, tone }, index) => [
    { text: name, paint: colors.dim },
    { text: number ? (numbers[index] ?? '') : toText(value), paint: painter(tone, colors) },
  ]);
  return layOut(lines, [false, false]);
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

/** Pads before it paints: colors take no columns. */
function layOut(lines: readonly (readonly Cell[])[], right: readonly boolean[]): string {
  const widths = right.map((_, index) =>
    lines.reduce((widest, line) => Math.max(widest, displayWidth(line[index]?.text ?? '')), 0),
  );
  const layLine = (line: readonly Cell[]) =>
    line.map(({ text, paint }, index) => {
      const gap = ' '.repeat((widths[index] ?? 0) - displayWidth(text));
      const last = index === line.length - 1;
      return right[index] ? gap + paint(text) : paint(text) + (last ? '' : gap);
    });
  return lines.map((line) => layLine(line).join('  ').trimEnd()).join('\n');
}
