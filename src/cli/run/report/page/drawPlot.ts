import uPlot from 'uplot';
import { element, table } from '../../../../page/browser/dom.js';
import { figure } from '../../../../page/browser/figures.js';
import type { Theme } from '../../../../page/browser/theme.js';
import type { Plot } from '../model.js';
import { align } from './align.js';
import { paneOptions } from './paneOptions.js';
import type { Words } from './words.js';

interface DrawnPlot {
  /** Draws it again in another width. */
  resize(): void;
  remove(): void;
}

/** Height of a plot by its kind, in CSS pixels; each further pane adds to it. */
const HEIGHTS = { profit: 240, price: 260, chart: 320 } as const;
const MORE = 110;

/** Draws the panes of a plot into an element of the page. */
export function drawPlot(
  into: HTMLElement,
  plot: Plot,
  { words, theme, key }: { words: Words; theme: Theme; key: string },
): DrawnPlot {
  const data = align(plot.panes);
  const height = HEIGHTS[plot.kind] + MORE * (plot.panes.length - 1);
  const weights = plot.panes.reduce((sum, { weight }) => sum + weight, 0);
  const heightOf = (weight: number) => Math.round(Math.max(90, (height * weight) / weights));
  const drawn: uPlot[] = [];
  /** A zoom of one pane is one of all. */
  const follow = (leader: uPlot, scale: string) => {
    const { min, max } = leader.scales.x ?? {};
    if (scale !== 'x' || typeof min !== 'number' || typeof max !== 'number') return;
    for (const other of drawn) {
      const its = other.scales.x;
      if (other !== leader && (its?.min !== min || its?.max !== max)) other.setScale('x', { min, max });
    }
  };
  for (const [index, pane] of plot.panes.entries()) {
    const options = paneOptions({
      ...{ plot, pane, words, theme, key },
      width: into.clientWidth,
      height: heightOf(pane.weight),
      lowest: index === plot.panes.length - 1,
    });
    drawn.push(
      new uPlot({ ...options, hooks: { ...options.hooks, setScale: [follow] } }, data[index] ?? [[]], into),
    );
  }
  return {
    resize() {
      for (const [index, one] of drawn.entries())
        one.setSize({ width: into.clientWidth, height: heightOf(plot.panes[index]?.weight ?? 1) });
    },
    remove() {
      for (const one of drawn) one.destroy();
    },
  };
}

/** What of a plot has no axes: shares of a whole, and what is to be known of it. */
export function plotNotes({ shares, thinned, omitted }: Plot, words: Words): HTMLElement[] {
  const tables = shares.map(({ name, parts }) => {
    const whole = parts.reduce((sum, { value }) => sum + value, 0) || 1;
    const columns = [
      { title: name },
      { title: words.count, number: true },
      { title: words.share, number: true },
    ];
    const rows = parts.map(({ name: part, value }) => [
      part,
      figure(value),
      `${figure(Number(((value / whole) * 100).toFixed(1)))}%`,
    ]);
    return table(columns, rows);
  });
  const notes = [
    ...(thinned ? [words.thinned] : []),
    ...(omitted.length > 0 ? [`${words.omitted} ${omitted.join(', ')}`] : []),
  ];
  return [...tables, ...notes.map((note) => element('p', 'note', note))];
}
