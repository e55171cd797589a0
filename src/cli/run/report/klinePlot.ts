import type { DrawnBar, KLineConfig } from './drawnBar.js';
import { klineMarks } from './klineMarks.js';
import type { Band, CandleSeries, Fill, LineSeries, Pane, Plot, Series } from './model.js';
import { follow, type Track } from './tracks.js';

/** Candles with what lies over them, and a pane below for the rest. */
export function klinePlot(
  { overlay = false, title }: KLineConfig,
  bars: readonly DrawnBar[],
  thinned: boolean,
): Plot {
  const { tracks, trackAt } = follow(bars, overlay);
  const pane = (over: boolean): Pane => {
    const mine = tracks.filter((track) => track.overlay === over);
    const drawn = mine.map((track) => ({ track, series: seriesOf(track) }));
    const lines = drawn.flatMap(({ track, series }) => (series ? [{ track, series }] : []));
    const marks = mine.flatMap((track) => klineMarks(track));
    const before: Series[] = over ? [candles(bars)] : [];
    const indexOf = (track: Track | undefined) => {
      const at = lines.findIndex((one) => one.track === track);
      return at < 0 ? -1 : at + before.length;
    };
    return {
      weight: over ? 70 : 30,
      axes: [{ title: '', side: 'left' }],
      series: [...before, ...lines.map(({ series }) => series), ...marks],
      levels: [],
      fills: fillsOf(bars, (bar, line) => indexOf(trackAt(bar, line))),
      bands: over ? bandsOf(bars) : [],
    };
  };
  const below = pane(false);
  return {
    kind: 'chart',
    title: title ?? '',
    time: true,
    panes: [pane(true), ...(below.series.length > 0 ? [below] : [])],
    shares: [],
    thinned,
    omitted: [],
  };
}

function candles(bars: readonly DrawnBar[]): CandleSeries {
  const colors = bars.map(({ drawn }) => drawn.find(({ fn }) => fn === 'barcolor')?.color ?? null);
  return {
    kind: 'candles',
    name: '',
    axis: 0,
    x: bars.map(({ bar }) => bar.Time),
    open: bars.map(({ bar }) => bar.Open),
    high: bars.map(({ bar }) => bar.High),
    low: bars.map(({ bar }) => bar.Low),
    y: bars.map(({ bar }) => bar.Close),
    ...(colors.some((color) => color !== null) && { colors }),
  };
}

function seriesOf({ fn, name, at }: Track): LineSeries | CandleSeries | undefined {
  const x = at.map(({ bar }) => bar.Time);
  const options = at.at(-1)?.drawing.options ?? {};
  const colors = at.map(({ drawing }) => drawing.options.color ?? null);
  const [color] = colors.slice(-1);
  const shared = {
    name,
    axis: 0,
    ...(typeof color === 'string' && { color }),
    ...(new Set(colors).size > 1 && { colors }),
  };
  if (fn === 'plot' || fn === 'hline') {
    const y = at.map(({ drawing }) => numberOf(fn === 'plot' ? drawing.value : drawing.price));
    const { style, linewidth, linestyle } = options;
    return {
      ...shared,
      kind: fn === 'hline' ? 'line' : kindOf(style),
      ...{ x, y },
      ...(linewidth !== undefined && { width: linewidth }),
      dashed: fn === 'hline' ? linestyle !== 'solid' : linestyle !== undefined && linestyle !== 'solid',
    };
  }
  if (fn !== 'plotcandle') return undefined;
  const whole = at.flatMap(({ bar, drawing: { open, high, low, close } }) =>
    open === undefined || high === undefined || low === undefined || close === undefined
      ? []
      : [{ x: bar.Time, open, high, low, y: close }],
  );
  return {
    ...shared,
    kind: 'candles',
    x: whole.map((one) => one.x),
    open: whole.map(({ open }) => open),
    high: whole.map(({ high }) => high),
    low: whole.map(({ low }) => low),
    y: whole.map(({ y }) => y),
  };
}

function numberOf(value: number | boolean | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/** Pine's styles of a plot. */
function kindOf(style: string | undefined): LineSeries['kind'] {
  if (style === 'histogram' || style === 'columns') return 'column';
  if (style === 'area' || style === 'areabr') return 'area';
  if (style?.startsWith('step')) return 'step';
  return style === 'circles' || style === 'cross' ? 'points' : 'line';
}

function bandsOf(bars: readonly DrawnBar[]): Band[] {
  return bars.flatMap(({ bar, drawn }) => {
    const color = drawn.find(({ fn }) => fn === 'bgcolor')?.color;
    return color === undefined ? [] : [{ x: bar.Time, color }];
  });
}

function fillsOf(bars: readonly DrawnBar[], indexOf: (bar: DrawnBar, line: number) => number): Fill[] {
  const fills = new Map<string, { first: number; second: number; x: number[]; colors: (string | null)[] }>();
  for (const one of bars) {
    for (const { fn, first, second, options } of one.drawn) {
      if (fn !== 'fill' || first === undefined || second === undefined) continue;
      const between = { first: indexOf(one, first), second: indexOf(one, second) };
      if (between.first < 0 || between.second < 0) continue;
      const key = `${between.first} ${between.second}`;
      const fill = fills.get(key) ?? { ...between, x: [], colors: [] };
      fills.set(key, fill);
      fill.x.push(one.bar.Time);
      fill.colors.push(options.color ?? null);
    }
  }
  return [...fills.values()];
}
