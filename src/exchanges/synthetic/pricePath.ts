import { basePrice, isDollar, type Listing } from './listings.js';
import { hashText, unitAt } from './noise.js';

/** The distance between two points of the price path, in ms. Between them the price is a straight line. */
export const STEP = 30_000;

/** The first moment that has prices, in ms: 2020-01-01 UTC. */
export const LISTED = 1_577_836_800_000;

/** The step that a moment lies in: from `step * STEP` up to the next one. */
export function stepAt(time: number): number {
  return Math.floor(time / STEP);
}

/** The price of a pair over time, in whole ticks. */
export interface PricePath {
  /** Logarithms of the prices at the points `first`, `first + 1` ...: written into `out`. */
  logs(first: number, out: Float64Array): void;
  /** The ticks of a logarithm of {@link logs}. */
  ticksOf(log: number): number;
  /** The price at a moment, in ticks: on the straight line between two points. */
  at(time: number): number;
}

/**
 * The price of a pair: what its base is worth by what its quote is worth, so that triangles of pairs agree. A perpetual
 * costs what its pair costs.
 */
export function createPricePath(listing: Listing): PricePath {
  const base = createLogPath(listing.base, listing.marketSeed);
  const quote = createLogPath(listing.quote, listing.marketSeed);
  const ticksPerUnit = 10 ** listing.priceDigits;
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

/** The natural logarithm of a currency's dollar value at the points of the path. */
interface LogPath {
  /** Adds `sign` times the values at the points `first`, `first + 1` ... to what `out` holds. */
  addTo(out: Float64Array, first: number, sign: 1 | -1): void;
}

/** Points in a node of the slow movement: ten minutes. */
const POINTS = 20;

/** Nodes between two turns of each slow octave: ten minutes, an hour, four, a day, 5 days, 25 and 125. */
const OCTAVES = [1, 6, 24, 144, 720, 3600, 18_000] as const;

/** How far an octave of one node moves the price: grown by the square root of its length, a day moves it by 2 %. */
const NODE_MOVE = 0.02 / 12;
const POINT_MOVE = NODE_MOVE / Math.sqrt(POINTS);

/**
 * The path of one currency: octaves of value noise around its base price. A value depends on nothing but the seed, the
 * currency and the number of the point, so that the same point is the same wherever a reading starts.
 */
function createLogPath(currency: string, seed: number): LogPath {
  if (isDollar(currency)) return { addTo: () => undefined };
  const base = Math.log(basePrice(currency, seed));
  const pointSeed = hashText(`${seed} ${currency} 0`);
  const octaves = OCTAVES.map((length) => ({
    length,
    move: NODE_MOVE * Math.sqrt(length),
    seed: hashText(`${seed} ${currency} ${length}`),
  }));

  function valueOfNode(node: number): number {
    let value = base;
    for (const { length, move, seed: octave } of octaves) {
      const turn = Math.floor(node / length);
      const from = unitAt(octave, turn);
      const to = length === 1 ? from : unitAt(octave, turn + 1);
      value += move * (2 * (from + (to - from) * (node / length - turn)) - 1);
    }
    return value;
  }

  return {
    addTo(out, first, sign) {
      let node = Math.floor(first / POINTS);
      let left = valueOfNode(node);
      let right = valueOfNode(node + 1);
      for (let index = 0, inside = first - node * POINTS; index < out.length; index += 1, inside += 1) {
        if (inside === POINTS) {
          inside = 0;
          node += 1;
          left = right;
          right = valueOfNode(node + 1);
        }
        const slow = left + (right - left) * (inside / POINTS);
        const value = slow + POINT_MOVE * (2 * unitAt(pointSeed, first + index) - 1);
        out[index] = (out[index] ?? 0) + sign * value;
      }
    },
  };
}
