import type uPlot from 'uplot';
import { colorOf, type Theme } from '../../../../page/browser/theme.js';
import type { Fill, Pane, Series } from '../model.js';
import { placeOf, stepOf } from './align.js';
import { inside } from './drawBars.js';
import { scaleOf } from './rangeOf.js';

/** Draws what lies behind all series: stripes of bars, what is between two lines, and horizontal lines. */
export function areaDrawer(pane: Pane, theme: Theme): (plot: uPlot) => void {
  const steps = pane.series.filter(({ kind }) => kind === 'candles').map(stepOf);
  const step = Math.max(0, ...steps);
  return (plot) =>
    inside(plot, () => {
      drawBands(plot, pane, { step, theme });
      for (const fill of pane.fills) drawFill(plot, fill, { pane, theme });
      drawLevels(plot, pane, theme);
    });
}

function drawBands(plot: uPlot, { bands }: Pane, { step, theme }: { step: number; theme: Theme }): void {
  const { ctx, bbox } = plot;
  for (const { x, color } of bands) {
    const from = plot.valToPos(x - step / 2, 'x', true);
    const width = plot.valToPos(x + step / 2, 'x', true) - from;
    ctx.fillStyle = colorOf(color, theme, 'transparent');
    ctx.globalAlpha = 0.35;
    ctx.fillRect(from, bbox.top, Math.max(width, 1), bbox.height);
  }
  ctx.globalAlpha = 1;
}

function drawFill(plot: uPlot, fill: Fill, { pane, theme }: { pane: Pane; theme: Theme }): void {
  const [first, second] = [pane.series[fill.first], pane.series[fill.second]];
  if (!first || !second) return;
  const { ctx } = plot;
  const yOf = (series: Series, x: number) => {
    const value = series.y[placeOf(series.x, x)];
    return value === null || value === undefined
      ? undefined
      : plot.valToPos(value, scaleOf(series.axis), true);
  };
  for (const [index, x] of fill.x.entries()) {
    const next = fill.x[index + 1];
    if (next === undefined) break;
    const [a, b, c, d] = [yOf(first, x), yOf(first, next), yOf(second, next), yOf(second, x)];
    if (a === undefined || b === undefined || c === undefined || d === undefined) continue;
    const [left, right] = [plot.valToPos(x, 'x', true), plot.valToPos(next, 'x', true)];
    ctx.fillStyle = colorOf(fill.colors[index], theme, theme.grid);
    ctx.beginPath();
    ctx.moveTo(left, a);
    ctx.lineTo(right, b);
    ctx.lineTo(right, c);
    ctx.lineTo(left, d);
    ctx.fill();
  }
}

function drawLevels(plot: uPlot, { levels }: Pane, theme: Theme): void {
  const { ctx, bbox } = plot;
  for (const { axis, value, color, label } of levels) {
    const y = Math.round(plot.valToPos(value, scaleOf(axis), true));
    ctx.strokeStyle = colorOf(color, theme, theme.muted);
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    if (label === undefined) continue;
    ctx.fillStyle = ctx.strokeStyle;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'bottom';
    ctx.font = theme.font.replace('11px', `${11 * devicePixelRatio}px`);
    ctx.fillText(label, bbox.left + 4 * devicePixelRatio, y - 2 * devicePixelRatio);
  }
  ctx.setLineDash([]);
}
