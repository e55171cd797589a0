import type { DrawnBar } from './drawnBar.js';

/** One kind of drawing through all bars: `at` has the bars at which it is drawn. */
export interface Track {
  readonly fn: string;
  readonly name: string;
  readonly overlay: boolean;
  readonly at: { readonly bar: DrawnBar['bar']; readonly drawing: DrawnBar['drawn'][number] }[];
}

/** Series beyond are the work of a mistake: a title that changes at each bar. */
const MOST_TRACKS = 60;

/** Drawings of one function and title belong together; those without a title by their order in a bar. */
export function follow(bars: readonly DrawnBar[], overlay: boolean) {
  const tracks = new Map<string, Track>();
  const lines = new Map<DrawnBar, (Track | undefined)[]>();
  for (const bar of bars) {
    const counts = new Map<string, number>();
    const own: (Track | undefined)[] = [];
    lines.set(bar, own);
    for (const drawing of bar.drawn) {
      const { fn, options } = drawing;
      const place = (counts.get(fn) ?? 0) + 1;
      counts.set(fn, place);
      const name = drawing.title ?? options.title ?? (place === 1 ? fn : `${fn} ${place}`);
      const key = `${fn}\n${drawing.title ?? options.title ?? `\n${place}`}`;
      let track = tracks.get(key);
      if (!track && tracks.size < MOST_TRACKS) {
        // Shapes and signals are at the candles, whatever lies below.
        const onCandles = fn !== 'plot' && fn !== 'hline' && fn !== 'plotcandle';
        track = { fn, name, overlay: options.overlay ?? (overlay || onCandles), at: [] };
        tracks.set(key, track);
      }
      track?.at.push({ bar: bar.bar, drawing });
      if (fn === 'plot' || fn === 'hline') own.push(track);
    }
  }
  return {
    tracks: [...tracks.values()],
    trackAt: (bar: DrawnBar, line: number) => lines.get(bar)?.[line],
  };
}
