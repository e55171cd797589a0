import type { Ticker } from '../../../protocol/structures.js';
import type { Pair } from './createPair.js';
import type { PricePath } from './createPricePath.js';
import { readBar } from './readBars.js';
import { LISTED } from './time.js';
import { toText } from './units.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The ticker at `now`: its open, high, low and volume are those of the last 1440 bars of a minute. */
export function readTicker(pair: Pair, path: PricePath, now: number): Ticker {
  const end = Math.floor(now / MINUTE) * MINUTE + MINUTE;
  const start = Math.max(LISTED, end - DAY);
  const [, open, high, low, , volume] = readBar(pair, path, { start, length: end - start, now });
  const price = (value: number) => value.toFixed(pair.priceDigits);
  const last = path.at(now);
  return {
    symbol: pair.name,
    buy: toText(last - 1, pair.priceDigits),
    sell: toText(last + 1, pair.priceDigits),
    high: price(high),
    low: price(low),
    open: price(open),
    last: toText(last, pair.priceDigits),
    vol: volume.toFixed(pair.amountDigits),
    time: String(now),
  };
}
