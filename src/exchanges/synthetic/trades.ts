import type { Trade } from '../../protocol/structures.js';
import { type Listing, toJsonNumber } from './listings.js';
import { hashAt, unitAt } from './noise.js';
import { between, type PricePath, STEP, stepAt } from './pricePath.js';

const MOST_TRADES = 4;
const SHOWN_TRADES = 100;

/** What of a step was traded by `now`, in lots. */
export function lotsUntil(listing: Listing, step: number, now: number): number {
  return fillsOf(listing, step).reduce((sum, { time, lots }) => (time <= now ? sum + lots : sum), 0);
}

/** The latest trades up to `now`, oldest first; those of a step add up to its volume. */
export function tradesAt(listing: Listing, path: PricePath, now: number): Trade[] {
  const trades: Trade[] = [];
  for (let step = stepAt(now); trades.length < SHOWN_TRADES; step -= 1) {
    const from = path.at(step * STEP);
    const to = path.at((step + 1) * STEP);
    const made = fillsOf(listing, step)
      .filter(({ time }) => time <= now)
      .map(({ id, time, lots, type }) => ({
        id,
        time,
        price: toJsonNumber(between(from, to, time - step * STEP), listing.priceDigits),
        amount: toJsonNumber(lots, listing.amountDigits),
        type,
      }));
    trades.unshift(...made);
  }
  return trades.slice(-SHOWN_TRADES);
}

interface Fill {
  id: string;
  time: number;
  lots: number;
  type: Trade['type'];
}

function fillsOf(listing: Listing, step: number): Fill[] {
  const count = 1 + (hashAt(listing.seed ^ 1, step) % MOST_TRADES);
  const random = Array.from({ length: count }, (_, index) =>
    hashAt(listing.seed ^ 2, step * MOST_TRADES + index),
  );
  const weights = random.map((hash) => 1 + (hash & 7));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = lotsOfStep(listing, step);
  const whole = left;
  return random.map((hash, index) => {
    const lots = index === count - 1 ? left : Math.floor((whole * (weights[index] ?? 0)) / total);
    left -= lots;
    return {
      id: String(step * MOST_TRADES + index),
      time: step * STEP + Math.floor((STEP * (index + (hash >>> 8) / 0x100_0000)) / count),
      lots,
      type: hash & 8 ? 'buy' : 'sell',
    };
  });
}

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
function lotsOfStep(listing: Listing, step: number): number {
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
