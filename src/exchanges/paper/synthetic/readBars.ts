import type { Bar } from '../../../protocol/structures.js';
import type { Pair } from './createPair.js';
import type { PricePath } from './createPricePath.js';
import { lotsBetween } from './lots.js';
import { lotsUntil } from './readTrades.js';
import { LISTED, STEP, stepAt } from './time.js';
import { toJsonNumber } from './units.js';

const MINUTE = 60_000;
const WEEK_MINUTES = 10_080;
// 1970-01-05 was a Monday.
const FIRST_MONDAY = 4 * 24 * 60 * MINUTE;

/**
 * The last `limit` bars of `minutes`, oldest first; the last one is unfinished, up to `now`. A bar opens where the one
 * before it closed, and its high and low are exact, because the path turns at its points only.
 */
export function readBars(
  pair: Pair,
  path: PricePath,
  request: { minutes: number; limit: number; now: number },
): Bar[] {
  const { minutes, limit, now } = request;
  const length = minutes * MINUTE;
  const offset = minutes === WEEK_MINUTES ? FIRST_MONDAY : 0;
  const last = offset + Math.floor((now - offset) / length) * length;
  const listed = offset + Math.ceil((LISTED - offset) / length) * length;
  const bars: Bar[] = [];
  for (let start = Math.max(listed, last - (limit - 1) * length); start <= last; start += length) {
    bars.push(readBar(pair, path, { start, length, now }));
  }
  return bars;
}

/** One bar of any length, in ms, from a point of the path on; what lies behind `now` is left out. */
export function readBar(
  pair: Pair,
  path: PricePath,
  span: { start: number; length: number; now: number },
): Bar {
  const { start, length, now } = span;
  const finished = start + length <= now;
  const first = stepAt(start);
  const steps = finished ? length / STEP : stepAt(now) - first;
  const logs = new Float64Array(steps + 1);
  path.logs(first, logs);
  let high = logs[0] ?? 0;
  let low = high;
  for (let index = 1; index <= steps; index += 1) {
    const log = logs[index] ?? 0;
    if (log > high) high = log;
    if (log < low) low = log;
  }
  const latest = finished ? 0 : lotsUntil(pair, stepAt(now), now);
  // The price of now lies beyond the last point that a bar in progress has passed.
  const close = finished ? path.ticksOf(logs[steps] ?? 0) : path.at(now);
  const price = (ticks: number) => toJsonNumber(ticks, pair.priceDigits);
  return [
    start / 1000,
    price(path.ticksOf(logs[0] ?? 0)),
    price(Math.max(path.ticksOf(high), close)),
    price(Math.min(path.ticksOf(low), close)),
    price(close),
    toJsonNumber(lotsBetween(pair, first, first + steps) + latest, pair.amountDigits),
  ];
}
