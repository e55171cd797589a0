import type { AlignedData } from 'uplot';
import type { Pane, Series } from '../model.js';

/** The series of all panes over one x axis, as uPlot takes them: `undefined` where a series has no point. */
export function align(panes: readonly Pane[]): AlignedData[] {
  const all = new Set(panes.flatMap(({ series }) => series.flatMap(({ x }) => x)));
  const xs = [...all].sort((a, b) => a - b);
  return panes.map(({ series }) => [xs, ...series.map((one) => spread(one, xs))]);
}

function spread({ x, y }: Series, xs: readonly number[]): (number | null | undefined)[] {
  let at = 0;
  return xs.map((value) => {
    let found: number | null | undefined;
    for (; at < x.length && x[at] === value; at += 1) found = y[at];
    return found;
  });
}

/** The smallest distance that is usual between points of a series: how wide a bar can be. */
export function stepOf({ x }: Pick<Series, 'x'>): number {
  const steps = x
    .slice(1)
    .map((value, index) => value - (x[index] ?? value))
    .filter((step) => step > 0)
    .sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 4)] ?? 0;
}

/** Where a value stands, or would, in what ascends. */
export function placeOf(x: readonly number[], value: number): number {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] ?? Number.POSITIVE_INFINITY) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The indices of the points between two values, with one more on each side. */
export function visible({ x }: Pick<Series, 'x'>, min: number, max: number): [from: number, to: number] {
  const to = placeOf(x, max);
  return [Math.max(0, placeOf(x, min) - 1), Math.min(x.length - 1, to)];
}
