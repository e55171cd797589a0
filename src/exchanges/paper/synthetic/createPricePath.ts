import { createLogPath } from './createLogPath.js';
import type { Pair } from './createPair.js';
import { STEP, stepAt } from './time.js';

/** The price of a pair over time, in whole ticks. */
export interface PricePath {
  /** Logarithms of the prices at the points `first`, `first + 1` ...: written into `out`. */
  logs(first: number, out: Float64Array): void;
  /** The ticks of a logarithm of {@link logs}. */
  ticksOf(log: number): number;
  /** The price at a moment, in ticks: on the straight line between two points. */
  at(time: number): number;
}

/** The price of a pair: what its base is worth by what its quote is worth, so that triangles of pairs agree. */
export function createPricePath(pair: Pair): PricePath {
  const base = createLogPath(pair.base, pair.marketSeed);
  const quote = createLogPath(pair.quote, pair.marketSeed);
  const ticksPerUnit = 10 ** pair.priceDigits;
  const ends = new Float64Array(2);

  function logs(first: number, out: Float64Array): void {
    out.fill(0);
    base.addTo(out, first, 1);
    quote.addTo(out, first, -1);
  }

  const ticksOf = (log: number) => Math.max(1, Math.round(Math.exp(log) * ticksPerUnit));

  return {
    logs,
    ticksOf,
    at(time) {
      const step = stepAt(time);
      logs(step, ends);
      return between(ticksOf(ends[0] ?? 0), ticksOf(ends[1] ?? 0), time - step * STEP);
    },
  };
}

/** The price `elapsed` ms after the beginning of a step that leads from one price to another, in ticks. */
export function between(from: number, to: number, elapsed: number): number {
  return Math.round(from + ((to - from) * elapsed) / STEP);
}
