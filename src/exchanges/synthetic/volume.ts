import type { Listing } from './listings.js';
import { unitAt } from './noise.js';

/** Steps whose volume is dealt out together: ten minutes, so that the bars of a week need not add up every step. */
const STEPS = 20;

/** What is traded in ten minutes, in lots: from 8000 to 160000 dollars at the base price. */
function lotsOfTen(listing: Listing, block: number): number {
  const unit = unitAt(listing.seed, block);
  return Math.round((8000 + 152_000 * unit * unit) * listing.lotsPerDollar);
}

/** What of its ten minutes is traded before a step begins, in lots. */
function lotsBefore(listing: Listing, block: number, inside: number): number {
  if (inside === 0) return 0;
  const part = (inside + 0.8 * unitAt(listing.seed ^ 4, block * STEPS + inside)) / STEPS;
  return Math.floor(lotsOfTen(listing, block) * part);
}

/** What is traded in a step, in lots. */
export function lotsOfStep(listing: Listing, step: number): number {
  const block = Math.floor(step / STEPS);
  const inside = step - block * STEPS;
  const end = inside === STEPS - 1 ? lotsOfTen(listing, block) : lotsBefore(listing, block, inside + 1);
  return end - lotsBefore(listing, block, inside);
}

/** What is traded from the beginning of one step to the beginning of another, in lots. */
export function lotsBetween(listing: Listing, from: number, to: number): number {
  const first = Math.floor(from / STEPS);
  const last = Math.floor(to / STEPS);
  let lots = lotsBefore(listing, last, to - last * STEPS) - lotsBefore(listing, first, from - first * STEPS);
  for (let block = first; block < last; block += 1) lots += lotsOfTen(listing, block);
  return lots;
}
