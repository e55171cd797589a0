import type { Bar, Ticker } from '../../protocol/structures.js';
import { DAY, MINUTE } from '../../protocol/time.js';
import { type Listing, toJsonNumber, toText } from './listings.js';
import { LISTED, type PricePath, STEP, stepAt } from './pricePath.js';
import { lotsBetween, lotsUntil } from './trades.js';

const WEEK_MINUTES = 10_080;
// 1970-01-05 was a Monday.
const FIRST_MONDAY = 4 * DAY;

/**
 * The last `limit` bars of `minutes`, oldest first; the last one is unfinished, up to `now`. A bar opens where the one
 * before it closed, and its high and low are exact, because the path turns at its points only.
 */
export function barsUntil(
  listing: Listing,
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
    bars.push(readBar(listing, path, { start, length, now }));
  }
  return bars;
}

/** The ticker at `now`: its open, high, low and volume are those of the last 1440 bars of a minute. */
export function tickerAt(listing: Listing, path: PricePath, now: number): Ticker {
  const end = Math.floor(now / MINUTE) * MINUTE + MINUTE;
  const start = Math.max(LISTED, end - DAY);
  const [, open, high, low, , volume] = readBar(listing, path, { start, length: end - start, now });
  const price = (value: number) => value.toFixed(listing.priceDigits);
  const last = path.at(now);
  return {
    symbol: listing.name,
    buy: toText(last - 1, listing.priceDigits),
    sell: toText(last + 1, listing.priceDigits),
    high: price(high),
    low: price(low),
    open: price(open),
    last: toText(last, listing.priceDigits),
    vol: volume.toFixed(listing.amountDigits),
    time: String(now),
  };
}

/** One bar of any length, in ms, from a point of the path on; what lies behind `now` is left out. */
function readBar(
  listing: Listing,
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
  const latest = finished ? 0 : lotsUntil(listing, stepAt(now), now);
  // The price of now lies beyond the last point that a bar in progress has passed.
  const close = finished ? path.ticksOf(logs[steps] ?? 0) : path.at(now);
  const price = (ticks: number) => toJsonNumber(ticks, listing.priceDigits);
  return [
    start / 1000,
    price(path.ticksOf(logs[0] ?? 0)),
    price(Math.max(path.ticksOf(high), close)),
    price(Math.min(path.ticksOf(low), close)),
    price(close),
    toJsonNumber(lotsBetween(listing, first, first + steps) + latest, listing.amountDigits),
  ];
}
