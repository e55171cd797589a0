import type { DrawnBar } from './drawnBar.js';
import type { Mark, MarkSeries, MarkShape } from './model.js';
import type { Track } from './tracks.js';

/** Where a strategy names no color: those of the page. */
const [UP, DOWN, CLOSE] = ['up', 'down', 'muted'] as const;

/** A mark, and where it stands. */
type PlacedMark = Mark & { y: number | null };

type Bar = DrawnBar['bar'];
type Drawing = DrawnBar['drawn'][number];

/** What a track of marks draws; nothing where it is of another kind. */
export function klineMarks({ fn, name, at }: Track): MarkSeries[] {
  const markOf = MARKS.get(fn);
  if (!markOf) return [];
  const placed = at.flatMap(({ bar, drawing }) => {
    const mark = markOf(bar, drawing);
    return mark ? [{ x: bar.Time, mark }] : [];
  });
  return [
    {
      kind: 'marks',
      name,
      axis: 0,
      x: placed.map(({ x }) => x),
      y: placed.map(({ mark }) => mark.y),
      marks: placed.map(({ mark: { y: _, ...mark } }) => mark),
    },
  ];
}

type MarkOf = (bar: Bar, drawing: Drawing) => PlacedMark | undefined;

/** By the function that draws it. */
const MARKS: ReadonlyMap<string, MarkOf> = new Map<string, MarkOf>(
  Object.entries({
    plotshape(bar, { value, options }) {
      if (!isShown(value)) return undefined;
      const shape = SHAPES.get(options.style ?? '') ?? 'cross';
      return { shape, ...styled(options), ...placed(bar, value, options.location) };
    },
    plotchar(bar, { value, options }) {
      if (!isShown(value)) return undefined;
      const label = options.char ?? options.text ?? '';
      return { shape: 'none', ...styled(options), label, ...placed(bar, value, options.location) };
    },
    plotarrow(bar, { value, options }) {
      if (typeof value !== 'number' || value === 0) return undefined;
      const { colorup = UP, colordown = DOWN } = options;
      return value > 0
        ? { shape: 'up', place: 'below', color: colorup, y: bar.Low }
        : { shape: 'down', place: 'above', color: colordown, y: bar.High };
    },
    signal(bar, { direction = '', price, qty, id }) {
      const kind = direction.toLowerCase();
      const opens = !kind.startsWith('close');
      const buys = /^(buy|long|closesell|closeshort)$/.test(kind);
      return {
        shape: buys ? 'up' : 'down',
        place: buys ? 'below' : 'above',
        label: id ?? direction,
        text: [direction, qty, price].filter((part) => part !== undefined).join(' '),
        color: opens ? (buys ? UP : DOWN) : CLOSE,
        y: price ?? bar.Close,
      };
    },
  } satisfies Record<string, MarkOf>),
);

/** Pine's, by their names. */
const SHAPES: ReadonlyMap<string, MarkShape> = new Map<string, MarkShape>([
  ['triangleup', 'up'],
  ['arrowup', 'up'],
  ['labelup', 'up'],
  ['triangledown', 'down'],
  ['arrowdown', 'down'],
  ['labeldown', 'down'],
  ['diamond', 'diamond'],
  ['circle', 'circle'],
  ['square', 'square'],
  ['flag', 'flag'],
  ['cross', 'cross'],
  ['xcross', 'cross'],
]);

function isShown(value: Drawing['value']): boolean {
  return value !== undefined && value !== false && value !== 0;
}

function styled({ color, text }: Drawing['options']): Partial<Mark> {
  return { ...(color !== undefined && { color }), ...(text !== undefined && { label: text }) };
}

/** A truth has no height: it stands above the bar, as what has a place there. */
function placed(
  bar: Bar,
  value: Drawing['value'],
  location: string | undefined,
): { place: Mark['place']; y: number } {
  if (location === 'belowbar' || location === 'bottom') return { place: 'below', y: bar.Low };
  if (location === 'abovebar' || location === 'top' || typeof value !== 'number')
    return { place: 'above', y: bar.High };
  return { place: 'at', y: value };
}
