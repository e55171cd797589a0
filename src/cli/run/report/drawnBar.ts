import * as v from 'valibot';
import { shortText } from './points.js';

/** What is drawn at one bar at most. */
export const MOST_DRAWN = 64;

const number = v.fallback(v.optional(v.number()), undefined);
const label = v.fallback(
  v.optional(
    v.pipe(
      v.unknown(),
      v.transform((told) => shortText(told)),
    ),
  ),
  undefined,
);
const flag = v.fallback(v.optional(v.boolean()), undefined);

const style = v.object({
  ...{ title: label, color: label, style: label, location: label, linestyle: label },
  ...{ text: label, textcolor: label, char: label, colorup: label, colordown: label },
  ...{ linewidth: number, overlay: flag },
});

/** An argument of a drawing function: whether a shape is drawn may be a truth. */
const value = v.fallback(v.optional(v.union([v.number(), v.boolean()])), undefined);

const drawing = v.object({
  fn: v.string(),
  value,
  ...{ price: number, open: number, high: number, low: number, close: number },
  ...{ first: number, second: number, qty: number },
  ...{ title: label, color: label, direction: label, id: label },
  /** Python's way is a color alone. */
  options: v.fallback(
    v.union([
      v.pipe(
        v.string(),
        v.transform((color) => v.parse(style, { color })),
      ),
      style,
    ]),
    {},
  ),
});

export const drawnBar = v.object({
  bar: v.object({
    Time: v.number(),
    Open: v.number(),
    High: v.number(),
    Low: v.number(),
    Close: v.number(),
  }),
  drawn: v.pipe(
    v.array(v.unknown()),
    v.transform((all) => all.slice(0, MOST_DRAWN)),
    v.array(drawing),
  ),
});

export const klineConfig = v.fallback(v.object({ overlay: flag, title: label }), {});

export type DrawnBar = v.InferOutput<typeof drawnBar>;
export type KLineConfig = v.InferOutput<typeof klineConfig>;
