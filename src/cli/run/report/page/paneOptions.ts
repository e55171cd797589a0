import uPlot from 'uplot';
import { figure, moment, shortFigures, timeFormats } from '../../../../page/browser/figures.js';
import { axisLook, colorOf, type Theme } from '../../../../page/browser/theme.js';
import type { Pane, Plot, Series } from '../model.js';
import { stepOf } from './align.js';
import { areaDrawer } from './drawAreas.js';
import { candleDrawer, columnDrawer } from './drawBars.js';
import { markDrawer } from './drawMarks.js';
import { lastShower, nearest, valueAtCursor } from './legend.js';
import { rangeOf, scaleOf } from './rangeOf.js';
import type { Words } from './words.js';

interface PaneContext {
  readonly plot: Plot;
  readonly pane: Pane;
  readonly words: Words;
  readonly theme: Theme;
  /** Of the plot, whose panes move together. */
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly lowest: boolean;
}

/** How a pane is drawn by uPlot. */
export function paneOptions(context: PaneContext): uPlot.Options {
  const { plot, pane, words, theme, key, width, height, lowest } = context;
  const colors = colorsOf(context);
  const drawers = pane.series.map((series, index) => drawerOf(series, colors[index] ?? theme.text, theme));
  const drawAreas = areaDrawer(pane, theme);
  const sides = (one: Pane) => one.axes.map(({ side }) => side);
  const right = plot.panes.some((one) => sides(one).includes('right'));
  const room = width < 500 ? 52 : 64;
  return {
    width,
    height,
    ms: 1,
    // Panes below one another begin and end at the same place.
    padding: [8, right ? (sides(pane).includes('right') ? 0 : room) : 20, lowest ? null : 8, 0],
    cursor: {
      sync: { key, setSeries: false },
      drag: { x: true, y: false },
      dataIdx: nearest(pane),
      points: { size: 7 },
    },
    scales: {
      x: { time: plot.time, range: xRange(plot) },
      ...Object.fromEntries(
        pane.axes.map((_, axis) => [scaleOf(axis), { auto: true, range: rangeOf(pane, axis) }]),
      ),
    },
    axes: [
      {
        ...axisLook(theme),
        show: lowest,
        space: width < 500 ? 64 : 80,
        ...(plot.time ? { values: timeFormats } : {}),
      },
      ...pane.axes.map(
        ({ side, title }, axis): uPlot.Axis => ({
          ...axisLook(theme),
          scale: scaleOf(axis),
          show: side !== 'none',
          side: side === 'right' ? 1 : 3,
          size: room,
          space: 28,
          ...(title !== '' &&
            width >= 500 && { label: title, labelSize: 18, size: room - 18, labelFont: theme.font }),
          grid: { show: side === 'left', stroke: theme.grid, width: 1 },
          values: (_, values) => shortFigures(values),
        }),
      ),
    ],
    series: [
      {
        label: plot.time ? words.time : 'x',
        value: (_, x) => (typeof x === 'number' ? (plot.time ? moment(x) : figure(x)) : ''),
      },
      ...pane.series.map((series, index) => seriesOptions(series, colors[index] ?? theme.text, context)),
    ],
    hooks: {
      ready: [lastShower(pane)],
      setLegend: [lastShower(pane)],
      drawAxes: [drawAreas],
      drawSeries: [(drawn, index) => drawers[index - 1]?.(drawn)],
    },
  };
}

/** Those that a strategy named, and others in turn. */
function colorsOf({ pane, theme, plot }: PaneContext): string[] {
  let next = plot.panes
    .slice(0, plot.panes.indexOf(pane))
    .reduce((sum, { series }) => sum + series.length, 0);
  return pane.series.map(({ color, kind }) => {
    if (kind === 'candles') return colorOf(color, theme, theme.muted);
    const otherwise = theme.palette[next % theme.palette.length] ?? theme.text;
    next += 1;
    return colorOf(color, theme, otherwise);
  });
}

function drawerOf(series: Series, color: string, theme: Theme): ((plot: uPlot) => void) | undefined {
  if (series.kind === 'candles') return candleDrawer(series, theme);
  if (series.kind === 'column') return columnDrawer(series, color, theme);
  return series.kind === 'marks' ? markDrawer(series, color, theme) : undefined;
}

function seriesOptions(series: Series, color: string, { plot, words, theme }: PaneContext): uPlot.Series {
  const { kind, name } = series;
  const own = kind === 'candles' || kind === 'column' || kind === 'marks';
  // Marks in prices are ours; other names are the strategy's.
  const ours = plot.kind === 'price' && kind === 'marks' ? words.marks[name] : undefined;
  const label = ours ?? (name || (kind === 'candles' ? words.candles : words.profit));
  return {
    label,
    scale: scaleOf(series.axis),
    stroke: color,
    width: own || kind === 'points' ? 0 : Math.min('width' in series ? (series.width ?? 1.5) : 1.5, 6),
    ...('dashed' in series && series.dashed && { dash: [5, 4] }),
    ...(kind === 'area' && { fill: translucent(color, theme) }),
    paths: own || kind === 'points' ? () => null : pathsOf(kind),
    points: { show: kind === 'points' || (!own && series.x.length === 1), size: 5, fill: color },
    value: (plot, value, _, at) =>
      valueAtCursor(series, { value, x: at === null ? undefined : plot.data[0][at] }),
  };
}

function translucent(color: string, theme: Theme): string {
  return CSS.supports('color', `color-mix(in srgb, ${color} 15%, transparent)`)
    ? `color-mix(in srgb, ${color} 15%, transparent)`
    : theme.grid;
}

function pathsOf(kind: Series['kind']): uPlot.Series.PathBuilder {
  const { linear, spline, stepped } = uPlot.paths;
  const made = kind === 'step' ? stepped?.({ align: 1 }) : kind === 'spline' ? spline?.() : linear?.();
  return made ?? (() => null);
}

/** All points, and half a bar on both sides; what is zoomed in to stays as it is. */
function xRange(plot: Plot): (plot: uPlot, min: number, max: number) => [number, number] {
  const all = plot.panes.flatMap(({ series }) => series);
  const firsts = all.flatMap(({ x }) => x.slice(0, 1));
  const lasts = all.flatMap(({ x }) => x.slice(-1));
  const [first, last] = [Math.min(...firsts), Math.max(...lasts)];
  const bars = all.filter(({ kind }) => kind === 'candles' || kind === 'column');
  const single = plot.time ? 30_000 : 0.5;
  const room =
    first === last ? single : Math.max((last - first) * 0.01, ...bars.map((one) => stepOf(one) * 0.6));
  return (_, min, max) => (min <= first && max >= last ? [first - room, last + room] : [min, max]);
}
