import * as v from 'valibot';
import { Thinned } from './Thinned.js';

/** A point of a series: `y` is the close where there are the other three. */
export interface Point {
  readonly x: number;
  readonly y: number | null;
  readonly open?: number | undefined;
  readonly high?: number | undefined;
  readonly low?: number | undefined;
  readonly color?: string | undefined;
  readonly title?: string | undefined;
  readonly text?: string | undefined;
}

/** What one point, or several that were merged, come to. */
export interface Span {
  readonly first: Point;
  readonly last: Point;
  readonly low: Point;
  readonly high: Point;
}

/** Points in bounded room: lowest and highest stay what they were. */
export class Points {
  readonly #spans = new Thinned<Span>((a, b) => ({
    first: a.first,
    last: b.last,
    low: bottomOf(b.low) < bottomOf(a.low) ? b.low : a.low,
    high: topOf(b.high) > topOf(a.high) ? b.high : a.high,
  }));

  get thinned(): boolean {
    return this.#spans.thinned;
  }

  get count(): number {
    return this.#spans.count;
  }

  get spans(): Span[] {
    // Strategies may tell them in any order; what is drawn ascends.
    return this.#spans.items.sort((a, b) => a.first.x - b.first.x);
  }

  /** The lowest and the highest point of each span, in their order. */
  get extremes(): Point[] {
    return this.spans.flatMap(({ low, high }) => {
      if (low === high) return [low];
      return low.x <= high.x ? [low, high] : [high, low];
    });
  }

  add(point: Point): void {
    this.#spans.add(spanOf(point));
  }

  replace(place: number, point: Point): void {
    this.#spans.replace(place, spanOf(point));
  }

  keep(count: number): void {
    this.#spans.keep(count);
  }
}

function spanOf(point: Point): Span {
  return { first: point, last: point, low: point, high: point };
}

export function bottomOf({ low, y }: Point): number {
  return low ?? y ?? Number.POSITIVE_INFINITY;
}

export function topOf({ high, y }: Point): number {
  return high ?? y ?? Number.NEGATIVE_INFINITY;
}

const number = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform((value) => (value === '' ? Number.NaN : Number(value))),
  v.finite(),
);
const value = v.fallback(v.nullable(number), null);
const text = v.fallback(v.optional(v.pipe(v.unknown(), v.transform(shortText))), undefined);

/** `[x, open, high, low, close]`, or `[x, y]`. */
const listed = v.union([
  v.pipe(
    v.looseTuple([number, number, number, number, number]),
    v.transform(([x, open, high, low, y]) => ({ x, open, high, low, y })),
  ),
  v.pipe(
    v.looseTuple([number, value]),
    v.transform(([x, y]) => ({ x, y })),
  ),
]);

const named = v.union([
  v.pipe(
    number,
    v.transform((y) => ({ y })),
  ),
  v.pipe(
    v.object({ x: v.optional(number), open: number, high: number, low: number, close: number, color: text }),
    v.transform(({ close, ...rest }) => ({ ...rest, y: close })),
  ),
  v.object({ x: v.optional(number), y: v.optional(value, null), color: text, title: text, text }),
]);

/**
 * Reads a point as strategies add them, in any form that Highcharts takes.
 *
 * @param at its x where it names none.
 * @returns `undefined` for what is no point.
 */
export function readPoint(data: unknown, at: number): Point | undefined {
  const { success, output } = v.safeParse(Array.isArray(data) ? listed : named, data);
  if (!success) return undefined;
  return { ...output, x: ('x' in output ? output.x : undefined) ?? at };
}

/** A label, which has to fit. */
export function shortText(label: unknown, longest = 200): string | undefined {
  if (typeof label !== 'string' && typeof label !== 'number') return undefined;
  const text = String(label);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
