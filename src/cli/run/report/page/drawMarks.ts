import type uPlot from 'uplot';
import { colorOf, type Theme } from '../../../../page/browser/theme.js';
import type { Mark, MarkSeries, MarkShape } from '../model.js';
import { visible } from './align.js';
import { inside } from './drawBars.js';
import { scaleOf } from './rangeOf.js';

/** Half of a mark's size, and its distance from a bar that it stands above or below, in CSS pixels. */
const SIZE = 5.5;
const DISTANCE = 10;

/** More labels than this at once cannot be read. */
const MOST_LABELS = 60;

const LONGEST_LABEL = 16;

/** Draws the marks of a series. */
export function markDrawer(series: MarkSeries, color: string, theme: Theme): (plot: uPlot) => void {
  return (plot) => {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    const { min, max } = plot.scales.x ?? {};
    const [from, to] = visible(series, min ?? 0, max ?? 0);
    const labeled = to - from < MOST_LABELS;
    inside(plot, () => {
      ctx.font = theme.font.replace('11px', `${11 * ratio}px`);
      ctx.lineWidth = 1.5 * ratio;
      for (let index = from; index <= to; index += 1) {
        const mark = series.marks[index];
        if (!mark) continue;
        const value = series.y[index];
        const edge = 2 * SIZE * ratio;
        const floor = bbox.top + bbox.height - edge;
        const at =
          value === null || value === undefined
            ? floor
            : Math.min(floor, Math.max(bbox.top + edge, plot.valToPos(value, scaleOf(series.axis), true)));
        const shift = { at: 0, above: -DISTANCE, below: DISTANCE }[mark.place] * ratio;
        const point = { x: plot.valToPos(series.x[index] ?? 0, 'x', true), y: at + shift };
        const own = colorOf(mark.color, theme, color);
        ctx.fillStyle = own;
        ctx.strokeStyle = own;
        drawShape(ctx, mark.shape, { ...point, size: SIZE * ratio, paper: theme.paper });
        if (labeled || mark.shape === 'none') drawLabel(ctx, mark, { ...point, ratio });
      }
    });
  };
}

interface ShapePlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly paper: string;
}

function drawShape(ctx: CanvasRenderingContext2D, shape: MarkShape, place: ShapePlace): void {
  const { x, y, size, paper } = place;
  ctx.beginPath();
  if (shape === 'circle' || shape === 'ring') ctx.arc(x, y, size * 0.75, 0, 2 * Math.PI);
  else for (const [dx, dy] of OUTLINES[shape] ?? []) ctx.lineTo(x + dx * size, y + dy * size);
  if (shape === 'cross') {
    for (const slope of [-1, 1]) {
      ctx.moveTo(x - size * 0.6, y - slope * size * 0.6);
      ctx.lineTo(x + size * 0.6, y + slope * size * 0.6);
    }
  } else ctx.closePath();
  if (shape === 'none') return;
  if (shape === 'ring' || shape === 'cross') {
    ctx.stroke();
    return;
  }
  // Marks that cover one another can still be told apart.
  ctx.strokeStyle = paper;
  ctx.stroke();
  ctx.fill();
}

const OUTLINES: Readonly<Partial<Record<MarkShape, readonly (readonly [number, number])[]>>> = {
  up: [
    [0, -1],
    [1, 1],
    [-1, 1],
  ],
  down: [
    [0, 1],
    [1, -1],
    [-1, -1],
  ],
  diamond: [
    [0, -1.2],
    [1, 0],
    [0, 1.2],
    [-1, 0],
  ],
  square: [
    [-0.8, -0.8],
    [0.8, -0.8],
    [0.8, 0.8],
    [-0.8, 0.8],
  ],
  flag: [
    [-0.2, 1.6],
    [-0.2, -1.2],
    [1.4, -0.5],
    [0.2, 0.2],
    [0.2, 1.6],
  ],
};

function drawLabel(
  ctx: CanvasRenderingContext2D,
  { label = '', place, shape }: Mark,
  { x, y, ratio }: { x: number; y: number; ratio: number },
): void {
  if (label === '') return;
  const text = label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const away = shape === 'none' ? 0 : (SIZE + 8) * ratio;
  ctx.fillText(text, x, place === 'below' ? y + away : y - away);
}
