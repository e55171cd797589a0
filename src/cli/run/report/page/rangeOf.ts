import type uPlot from 'uplot';
import type { Pane, Series } from '../model.js';
import { visible } from './align.js';

/** The name of an axis' scale in uPlot. */
export function scaleOf(axis: number): string {
  return `y${axis}`;
}

/** From the lowest to the highest of what can be seen of an axis, with a little room. */
export function rangeOf(pane: Pane, axis: number): (plot: uPlot) => [number, number] {
  const based = pane.series.some(
    (one) => one.axis === axis && (one.kind === 'column' || one.kind === 'area'),
  );
  return (plot) => {
    const [from = 0, to = 0] = plot.series[0]?.idxs ?? [];
    const [xs] = plot.data;
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const take = (value: number | null | undefined) => {
      if (value === null || value === undefined) return;
      low = Math.min(low, value);
      high = Math.max(high, value);
    };
    const shown = pane.series.filter(
      (series, index) => series.axis === axis && plot.series[index + 1]?.show !== false,
    );
    const ends: [number, number] = [xs[from] ?? 0, xs[to] ?? 0];
    for (const series of shown) if (series.kind !== 'marks') takeVisible(series, ends, take);
    for (const level of pane.levels) if (level.axis === axis) take(level.value);
    // An order far from the price must not press the price flat: its mark stands at the edge.
    const far = low > high ? Number.POSITIVE_INFINITY : Math.max(high - low, Math.abs(high) * 0.002);
    const [floor, ceiling] = low > high ? [-far, far] : [low - far, high + far];
    const takeNear = (value: number | null | undefined) => {
      if (typeof value === 'number' && value >= floor && value <= ceiling) take(value);
    };
    for (const series of shown) if (series.kind === 'marks') takeVisible(series, ends, takeNear);
    if (low > high) return [0, 1];
    const zero = based && low >= 0 && isColumns(pane, axis);
    if (zero) take(0);
    const room = high > low ? (high - low) * 0.07 : Math.abs(high) * 0.001 || 1;
    return [zero ? 0 : low - room, high + room];
  };
}

function isColumns(pane: Pane, axis: number): boolean {
  return pane.series.some((one) => one.axis === axis && one.kind === 'column');
}

function takeVisible(
  series: Series,
  [min, max]: [number, number],
  take: (value: number | null | undefined) => void,
): void {
  const [from, to] = visible(series, min, max);
  for (let index = from; index <= to; index += 1) {
    take(series.y[index]);
    if (series.kind !== 'candles') continue;
    take(series.low[index]);
    take(series.high[index]);
  }
}
