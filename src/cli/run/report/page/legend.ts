import type uPlot from 'uplot';
import { figure } from '../../../../page/browser/figures.js';
import type { Pane, Series } from '../model.js';
import { placeOf } from './align.js';

/** A mark is at the cursor from so far, in CSS pixels. */
const NEAR = 12;

/** While nobody points at a place, the legend has the last values. */
export function lastShower(pane: Pane): (plot: uPlot) => void {
  return (plot) => {
    if (typeof plot.legend.idx === 'number') return;
    const idxs = plot.data.map((values, index) =>
      pane.series[index - 1]?.kind === 'marks'
        ? null
        : [...values].findLastIndex((value) => typeof value === 'number'),
    );
    plot.setLegend({ idxs }, false);
  };
}

/** What the legend tells at the cursor. */
export function valueAtCursor(
  series: Series,
  { value, x }: { value: number | null; x: number | undefined },
): string {
  if (value === null || value === undefined || x === undefined) return '';
  const index = placeOf(series.x, x);
  if (series.kind === 'candles') {
    const { open, high, low, y } = series;
    const [o, h, l, c] = [open, high, low, y].map((all) => figure(all[index] ?? Number.NaN));
    return `O ${o}  H ${h}  L ${l}  C ${c}`;
  }
  if (series.kind !== 'marks') return figure(value);
  const { text, label } = series.marks[index] ?? {};
  return [label, text].filter((part) => part !== undefined && part !== '').join(' ') || figure(value);
}

/** The last point of a series at or before the cursor, and a mark that is near it. */
export function nearest(pane: Pane): uPlot.Cursor.DataIdxRefiner {
  return (plot, index, hovered, x) => {
    const series = pane.series[index - 1];
    if (!series) return hovered;
    const values = plot.data[index];
    if (values?.[hovered] !== undefined && values[hovered] !== null) return hovered;
    const [xs] = plot.data;
    const after = placeOf(series.x, x);
    if (series.kind !== 'marks') {
      const before = series.x[after - 1];
      return before === undefined ? hovered : placeOf([...xs], before);
    }
    const near = [series.x[after - 1], series.x[after]].flatMap((at) => {
      if (at === undefined) return [];
      const distance = Math.abs(plot.valToPos(at, 'x') - plot.valToPos(x, 'x'));
      return distance <= NEAR ? [{ at, distance }] : [];
    });
    const [best] = near.sort((a, b) => a.distance - b.distance);
    return best ? placeOf([...xs], best.at) : hovered;
  };
}
