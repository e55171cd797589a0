import type { ChalkInstance } from 'chalk';
import { oneLine } from '../../protocol/oneLine.js';
import type { Gap } from '../../scaffold/findGaps.js';

/** What an adapter's author has to fill in, a line for each place. */
export function renderGaps(gaps: readonly Gap[], colors: ChalkInstance): string[] {
  if (gaps.length === 0) return [];
  const places = gaps.map(({ file, line }) => `${file}:${line}`);
  const width = Math.max(...places.map((place) => place.length));
  return [
    colors.bold('left to fill in:'),
    ...gaps.map(({ text }, index) => `  ${(places[index] ?? '').padEnd(width)}  ${oneLine(text, 160)}`),
  ];
}
