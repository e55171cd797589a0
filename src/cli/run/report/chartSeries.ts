import type { SeriesConfig } from './chartConfig.js';
import type { CandleSeries, LineSeries, MarkSeries, Series } from './model.js';
import { bottomOf, type Point, type Points, topOf } from './points.js';
import { firstAtLeast } from './Thinned.js';

/** A series of a chart, and its points. */
export interface ChartSeries {
  readonly config: SeriesConfig;
  readonly points: Points;
}

const LINES: Readonly<Record<string, LineSeries['kind']>> = {
  line: 'line',
  spline: 'spline',
  area: 'area',
  areaspline: 'area',
  column: 'column',
  bar: 'column',
  histogram: 'column',
  scatter: 'points',
};

/**
 * A series as it is drawn.
 *
 * @param options.axis its axis in the pane.
 * @param options.place what it is called where it has no name.
 */
export function seriesOf(
  { config, points }: ChartSeries,
  type: string,
  { axis, place }: { axis: number; place: string },
): Series {
  const base = {
    name: config.name ?? place,
    axis,
    ...(config.color !== undefined && { color: config.color }),
  };
  if (type === 'candlestick' || type === 'ohlc') return { ...base, ...candlesOf(points) };
  if (type === 'flags') return { ...base, ...flagsOf(points) };
  const { step, lineWidth, dashStyle } = config;
  return {
    ...base,
    ...lineOf(points.extremes),
    kind: step ? 'step' : (LINES[type] ?? 'line'),
    ...(lineWidth !== undefined && { width: lineWidth }),
    ...(dashStyle !== undefined && { dashed: dashStyle.toLowerCase() !== 'solid' }),
  };
}

/** x and y of points, with their colors where some have one. */
export function lineOf(points: readonly Point[]): Pick<LineSeries, 'x' | 'y' | 'colors'> {
  const colored = points.some(({ color }) => color !== undefined);
  return {
    x: points.map(({ x }) => x),
    y: points.map(({ y }) => (y === null ? null : rounded(y))),
    ...(colored && { colors: points.map(({ color }) => color ?? null) }),
  };
}

type Drawn<One extends Series> = Omit<One, 'name' | 'axis' | 'color'>;

function candlesOf(points: Points): Drawn<CandleSeries> {
  const bars = points.spans.flatMap(({ first, last, low, high }) => {
    const { y } = last;
    if (first.open === undefined || y === null) return [];
    return [{ x: first.x, open: first.open, high: topOf(high), low: bottomOf(low), y, color: last.color }];
  });
  const colored = bars.some(({ color }) => color !== undefined);
  return {
    kind: 'candles',
    x: bars.map(({ x }) => x),
    open: bars.map(({ open }) => rounded(open)),
    high: bars.map(({ high }) => rounded(high)),
    low: bars.map(({ low }) => rounded(low)),
    y: bars.map(({ y }) => rounded(y)),
    ...(colored && { colors: bars.map(({ color }) => color ?? null) }),
  };
}

function flagsOf(points: Points): Drawn<MarkSeries> {
  const flags = points.spans.map(({ last }) => last);
  return {
    kind: 'marks',
    x: flags.map(({ x }) => x),
    y: flags.map(({ y }) => y),
    marks: flags.map(({ title, text, color }) => ({
      shape: 'flag',
      place: 'above',
      ...(title !== undefined && { label: title }),
      ...(text !== undefined && { text }),
      ...(color !== undefined && { color }),
    })),
  };
}

/** The value of a series at an x, or the last one before it. */
export function valueAt({ x, y }: Pick<Series, 'x' | 'y'>, at: number): number | null {
  let index = firstAtLeast(x, at, (one) => one);
  if (x[index] !== at) index -= 1;
  return y[index] ?? null;
}

/** Digits that nobody can see would make the file large. */
export function rounded(value: number): number {
  return Number(value.toPrecision(10));
}
