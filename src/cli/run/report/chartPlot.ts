import type { AxisConfig, ChartConfig } from './chartConfig.js';
import { type ChartSeries, seriesOf, valueAt } from './chartSeries.js';
import type { Axis, Pane, Plot, Series, Shares } from './model.js';

interface PaneDraft {
  readonly top: number;
  readonly weight: number;
  /** Indices of the configuration's axes. */
  readonly axes: number[];
}

/** A chart as Highcharts would draw it: a pane for each stripe of its y axes. */
export function chartPlot(config: ChartConfig, all: readonly ChartSeries[]): Plot {
  const shares = all.flatMap((one) => sharesOf(one, config));
  const typed = all.map((one) => ({ one, type: typeOf(one, config) }));
  const drawn = typed.filter(({ type }) => type !== 'pie');
  const omitted = drawn.filter(({ type }) => !KINDS.has(type)).map(({ type }) => type);
  const drafts = paneDrafts(config.yAxis);
  const panes = drafts
    .map((draft): Pane => {
      const mine = drawn.filter(
        ({ one, type }) => KINDS.has(type) && draft.axes.includes(one.config.yAxis ?? 0),
      );
      const series = mine.map(({ one, type }, place) => {
        const axis = draft.axes.indexOf(one.config.yAxis ?? 0);
        return seriesOf(one, type, { axis, place: String(place + 1) });
      });
      const axes = draft.axes.map((index) => config.yAxis[index]);
      return {
        weight: draft.weight,
        axes: axesOf(axes),
        series: series.map((one, place) => onSeries(one, mine[place]?.one, { mine, series })),
        levels: axes.flatMap((axis, index) =>
          (axis?.plotLines ?? []).map(({ value, color, label }) => ({ axis: index, value, color, label })),
        ),
        fills: [],
        bands: [],
      };
    })
    .filter(({ series }) => series.some(({ x }) => x.length > 0));
  const xs = panes.flatMap(({ series }) => series.flatMap(({ x }) => x.slice(0, 1)));
  return {
    kind: 'chart',
    title: config.title ?? '',
    ...(config.subtitle !== undefined && { subtitle: config.subtitle }),
    time: config.__isStock === true || config.xAxis[0]?.type === 'datetime' || xs.every((x) => x > 1e11),
    panes,
    shares,
    thinned: all.some(({ points }) => points.thinned),
    omitted: [...new Set(omitted)],
  };
}

const KINDS: ReadonlySet<string> = new Set([
  ...['line', 'spline', 'area', 'areaspline', 'column', 'bar', 'histogram'],
  ...['scatter', 'candlestick', 'ohlc', 'flags'],
]);

function typeOf({ config }: ChartSeries, chart: ChartConfig): string {
  return (config.type ?? chart.chart?.type ?? 'line').toLowerCase();
}

/** Axes in one stripe share a pane; without `top` all are in one. */
function paneDrafts(axes: readonly AxisConfig[]): PaneDraft[] {
  const drafts = new Map<number, PaneDraft>();
  for (const [index, axis] of axes.entries()) {
    const top = Number.parseFloat(axis.top ?? '0') || 0;
    const draft = drafts.get(top);
    const weight = Number.parseFloat(axis.height ?? '100') || 100;
    if (draft) draft.axes.push(index);
    else drafts.set(top, { top, weight, axes: [index] });
  }
  const sorted = [...drafts.values()].sort((a, b) => a.top - b.top);
  return sorted.length > 0 ? sorted : [{ top: 0, weight: 100, axes: [0] }];
}

/** One has each side; what is left has its own scale and no figures. */
function axesOf(axes: readonly (AxisConfig | undefined)[]): Axis[] {
  const taken = new Set<string>();
  return axes.map((axis): Axis => {
    const wanted = axis?.opposite ? (['right', 'left'] as const) : (['left', 'right'] as const);
    const side = wanted.find((one) => !taken.has(one)) ?? 'none';
    taken.add(side);
    return { title: axis?.title ?? '', side };
  });
}

/** Flags stand on the series that they name. */
function onSeries(
  drawn: Series,
  one: ChartSeries | undefined,
  { mine, series }: { mine: readonly { one: ChartSeries }[]; series: readonly Series[] },
): Series {
  const id = one?.config.onSeries;
  if (drawn.kind !== 'marks' || id === undefined) return drawn;
  const base = series[mine.findIndex(({ one: { config } }) => config.id === id)];
  if (!base || base.kind === 'marks') return drawn;
  return { ...drawn, axis: base.axis, y: drawn.x.map((x) => valueAt(base, x)) };
}

function sharesOf(series: ChartSeries, chart: ChartConfig): Shares[] {
  if (typeOf(series, chart) !== 'pie') return [];
  const parts = (series.config.data ?? []).slice(0, 100).flatMap((part: unknown) => {
    const { 0: name, 1: value } = Array.isArray(part) ? part : [];
    if (typeof part !== 'object' || part === null) return [];
    const named: unknown = name ?? Reflect.get(part, 'name');
    const counted: unknown = value ?? Reflect.get(part, 'y');
    return typeof counted === 'number' ? [{ name: String(named ?? ''), value: counted }] : [];
  });
  return [{ name: series.config.name ?? '', parts }];
}
