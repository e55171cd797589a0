import type { Passing, Waiting } from '../engine/Passing.js';
import type { Pair } from './createPair.js';
import { between, type PricePath } from './createPricePath.js';
import { lotsOfStep } from './lots.js';
import { STEP, stepAt } from './time.js';
import { toText } from './units.js';

const CHUNK = 4096;
/** A waiting order gets this part of what is traded in a step that goes through its price. */
const SHARE = 4;

interface Watch {
  buying: boolean;
  /** The price in ticks. */
  limit: number;
  from: number;
  wanted: number;
  lots: number;
  until: number;
}

/**
 * What went through the prices of waiting orders up to `now`. Looking often or seldom gives the same: a step gives its
 * share once, whole, as soon as the price has gone through, and nothing before.
 *
 * @param request.steps how far back the path is followed at most.
 */
export function readPassing(
  pair: Pair,
  path: PricePath,
  request: { waiting: readonly Waiting[]; steps: number; now: number },
): Passing[] {
  const { now } = request;
  const current = stepAt(now);
  const earliest = (current - request.steps + 1) * STEP;
  const watches = request.waiting.map((order): Watch => {
    const from = Math.max(order.from, earliest);
    return {
      buying: order.side === 'buy',
      limit: Math.round(Number(order.price) * 10 ** pair.priceDigits),
      from,
      wanted: Number(order.amount) * 10 ** pair.amountDigits,
      lots: 0,
      until: Math.max(from, current * STEP),
    };
  });
  const logs = new Float64Array(CHUNK + 1);
  const begin = stepAt(watches.reduce((least, { from }) => Math.min(least, from), now));
  for (let first = begin; first <= current; first += CHUNK) {
    const seen = logs.subarray(0, Math.min(CHUNK, current - first + 1) + 1);
    path.logs(first, seen);
    let left = path.ticksOf(seen[0] ?? 0);
    for (let index = 1; index < seen.length; index += 1) {
      const right = path.ticksOf(seen[index] ?? 0);
      for (const watch of watches) visit(pair, watch, { step: first + index - 1, left, right, now });
      left = right;
    }
  }
  return watches.map(({ lots, until }) => ({ amount: toText(lots, pair.amountDigits), until }));
}

function visit(
  pair: Pair,
  watch: Watch,
  line: { step: number; left: number; right: number; now: number },
): void {
  const { step, left, right, now } = line;
  const { buying, limit } = watch;
  // Whole steps that do not come near are nearly all there are.
  if (buying ? left >= limit && right >= limit : left <= limit && right <= limit) return;
  const start = step * STEP;
  if (watch.lots >= watch.wanted || watch.from >= start + STEP || watch.from > now) return;
  const begin = watch.from > start ? between(left, right, watch.from - start) : left;
  const end = now < start + STEP ? between(left, right, now - start) : right;
  const passed = buying ? begin < limit || end < limit : begin > limit || end > limit;
  if (!passed) return;
  watch.lots += Math.ceil(lotsOfStep(pair, step) / SHARE);
  if (now < start + STEP) watch.until = start + STEP;
}
