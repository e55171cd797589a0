/** The distance between two points of the price path, in ms. Between them the price is a straight line. */
export const STEP = 30_000;

/** The first moment that has prices, in ms: 2020-01-01 UTC. */
export const LISTED = 1_577_836_800_000;

/** The step that a moment lies in: from `step * STEP` up to the next one. */
export function stepAt(time: number): number {
  return Math.floor(time / STEP);
}
