import { say } from '../../wording/say.js';
import type { ChartEvent } from '../events.js';

/** Tells what is done to a chart. */
export type TellChart = (action: ChartEvent['action'], data: unknown) => void;

/** The functions that draw at a bar, and the names of their arguments before the options. */
const drawings = {
  plot: ['value', 'title'],
  hline: ['price', 'title'],
  plotshape: ['value', 'title'],
  plotchar: ['value', 'title'],
  plotarrow: ['value', 'title'],
  plotcandle: ['open', 'high', 'low', 'close', 'title'],
  barcolor: ['color'],
  bgcolor: ['color'],
  fill: ['first', 'second'],
  signal: ['direction', 'price', 'qty', 'id'],
} as const;

/**
 * A chart of bars: between `begin(bar)` and `close()` stands what is drawn at that bar, and is told with it:
 * `{ bar, drawn: [{ fn: 'plot', value, title, options }, ...] }`.
 */
export function klineChart(config: unknown, tell: TellChart): Record<string, unknown> {
  let bar: unknown;
  let drawn: unknown[] = [];
  let lines = 0;
  tell('create', config);
  const draw =
    (fn: string, names: readonly string[]) =>
    (...args: unknown[]) => {
      if (bar === undefined) throw new Error(say('{name}: call begin(bar) first', { name: fn }));
      drawn.push({ fn, ...named(names, args) });
      if (fn !== 'plot' && fn !== 'hline') return undefined;
      // What `fill` takes.
      lines += 1;
      return lines - 1;
    };
  return {
    begin(next: unknown) {
      bar = next ?? {};
      drawn = [];
      lines = 0;
    },
    close() {
      if (bar !== undefined) tell('add', { bar, drawn });
      bar = undefined;
    },
    reset: (keep: unknown) => tell('reset', Number(keep ?? 0) || 0),
    ...Object.fromEntries(Object.entries(drawings).map(([fn, names]) => [fn, draw(fn, names)])),
  };
}

/** Arguments by their names; options may stand in the place of the first that is left out. */
function named(names: readonly string[], args: readonly unknown[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [index, value] of args.entries()) {
    const name = names[index];
    if (name === undefined || (typeof value === 'object' && value !== null)) found.options ??= value;
    else found[name] = value;
  }
  return found;
}
