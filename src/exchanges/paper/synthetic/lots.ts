import type { Pair } from './createPair.js';
import { unitAt } from './hash.js';

/** Steps whose volume is dealt out together: ten minutes, so that the bars of a week need not add up every step. */
const STEPS = 20;

/** What is traded in ten minutes, in lots: from 8000 to 160000 dollars at the base price. */
function lotsOfTen(pair: Pair, block: number): number {
  const unit = unitAt(pair.seed, block);
  return Math.round((8000 + 152_000 * unit * unit) * pair.lotsPerDollar);
}

/** What of its ten minutes is traded before a step begins, in lots. */
function lotsBefore(pair: Pair, block: number, inside: number): number {
  if (inside === 0) return 0;
  const part = (inside + 0.8 * unitAt(pair.seed ^ 4, block * STEPS + inside)) / STEPS;
  return Math.floor(lotsOfTen(pair, block) * part);
}

/** What is traded in a step, in lots. */
export function lotsOfStep(pair: Pair, step: number): number {
  const block = Math.floor(step / STEPS);
  const inside = step - block * STEPS;
  const end = inside === STEPS - 1 ? lotsOfTen(pair, block) : lotsBefore(pair, block, inside + 1);
  return end - lotsBefore(pair, block, inside);
}

/** What is traded from the beginning of one step to the beginning of another, in lots. */
export function lotsBetween(pair: Pair, from: number, to: number): number {
  const first = Math.floor(from / STEPS);
  const last = Math.floor(to / STEPS);
  let lots = lotsBefore(pair, last, to - last * STEPS) - lotsBefore(pair, first, from - first * STEPS);
  for (let block = first; block < last; block += 1) lots += lotsOfTen(pair, block);
  return lots;
}
