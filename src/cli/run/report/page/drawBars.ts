import type uPlot from 'uplot';
import { colorOf, type Theme } from '../../../../page/browser/theme.js';
import type { CandleSeries, LineSeries } from '../model.js';
import { stepOf, visible } from './align.js';
import { scaleOf } from './rangeOf.js';

/** A bar is no wider, in CSS pixels. */
const WIDEST = 24;

/** How wide the bars of a series are, in canvas pixels. */
function widthOf(plot: uPlot, step: number): number {
  const { min = 0, max = 1 } = plot.scales.x ?? {};
  const share = ((step * 0.7) / ((max ?? 1) - (min ?? 0) || 1)) * plot.bbox.width;
  return Math.max(devicePixelRatio, Math.min(share || WIDEST, WIDEST * devicePixelRatio));
}

/** Draws the candles of a series, as far as they can be seen. */
export function candleDrawer(series: CandleSeries, theme: Theme): (plot: uPlot) => void {
  const step = stepOf(series);
  const scale = scaleOf(series.axis);
  return (plot) => {
    const { ctx } = plot;
    const width = widthOf(plot, step);
    const { min, max } = plot.scales.x ?? {};
    const [from, to] = visible(series, min ?? 0, max ?? 0);
    const up = colorOf(series.color, theme, theme.up);
    const down = colorOf(series.color, theme, theme.down);
    inside(plot, () => {
      ctx.lineWidth = Math.max(1, Math.round(devicePixelRatio));
      for (let index = from; index <= to; index += 1) {
        const [open = 0, close = 0] = [series.open[index], series.y[index]];
        const yOf = (value: number) => plot.valToPos(value, scale, true);
        const x = Math.round(plot.valToPos(series.x[index] ?? 0, 'x', true));
        const color = colorOf(series.colors?.[index], theme, close >= open ? up : down);
        ctx.fillStyle = color;
        ctx.strokeStyle = color;
        ctx.beginPath();
        ctx.moveTo(x, yOf(series.high[index] ?? close));
        ctx.lineTo(x, yOf(series.low[index] ?? close));
        ctx.stroke();
        const [top, bottom] = [yOf(Math.max(open, close)), yOf(Math.min(open, close))];
        ctx.fillRect(
          Math.round(x - width / 2),
          top,
          Math.round(width),
          Math.max(bottom - top, ctx.lineWidth),
        );
      }
    });
  };
}

/** Draws the columns of a series from zero, or from the edge where zero cannot be seen. */
export function columnDrawer(series: LineSeries, color: string, theme: Theme): (plot: uPlot) => void {
  const step = stepOf(series);
  const scale = scaleOf(series.axis);
  return (plot) => {
    const { ctx, bbox } = plot;
    const width = widthOf(plot, step);
    const { min, max } = plot.scales.x ?? {};
    const [from, to] = visible(series, min ?? 0, max ?? 0);
    const zero = Math.min(bbox.top + bbox.height, Math.max(bbox.top, plot.valToPos(0, scale, true)));
    inside(plot, () => {
      ctx.globalAlpha = 0.75;
      for (let index = from; index <= to; index += 1) {
        const value = series.y[index];
        if (value === null || value === undefined) continue;
        ctx.fillStyle = colorOf(series.colors?.[index], theme, color);
        const x = plot.valToPos(series.x[index] ?? 0, 'x', true) - width / 2;
        ctx.fillRect(Math.round(x), zero, Math.round(width), plot.valToPos(value, scale, true) - zero);
      }
    });
  };
}

/** Draws in the plot's own area alone, and leaves the canvas as it was. */
export function inside(plot: uPlot, draw: () => void): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw();
  ctx.restore();
}
