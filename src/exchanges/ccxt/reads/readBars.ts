import type { Bar } from '../../../protocol/data.js';
import { barName, type Period } from '../../../protocol/period.js';
import { isRefusal } from '../call/isRefusal.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { featuresOf } from '../instance/featuresOf.js';
import type { CcxtInstrument } from '../instruments.js';
import { parseBar } from '../parse/parseBar.js';
import { barRows } from '../rows/barRow.js';
import { parseRow } from '../rows/parseRow.js';

const NAMES = {
  1: '1m',
  3: '3m',
  5: '5m',
  15: '15m',
  30: '30m',
  60: '1h',
  120: '2h',
  240: '4h',
  360: '6h',
  720: '12h',
  1440: '1d',
  4320: '3d',
  10080: '1w',
} as const;
const MOST_PAGES = 20;

/**
 * The latest bars, oldest first; where the exchange sends fewer at a time, page by page into the past, until it has no
 * older ones.
 *
 * @throws ProtocolError naming the periods that the exchange has.
 */
export async function readBars(
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
  period: Period,
  limit: number,
): Promise<Bar[]> {
  const known = Object(exchange.timeframes);
  const there = Object.entries(NAMES).filter(([, name]) => Object.hasOwn(known, name));
  const timeframe = barName(Object.fromEntries(there), period);
  const most = featuresOf(exchange, row).fetchOHLCV?.limit ?? Number.POSITIVE_INFINITY;
  const bars = new Map<number, Bar>();

  async function read(since: number | undefined, count: number): Promise<number> {
    const answer = await exchange.fetchOHLCV(row.symbol, timeframe, since, count).catch((error: unknown) => {
      // More than it sends at once: without a number it sends what it usually does.
      if (since !== undefined || !isRefusal(error)) throw error;
      return exchange.fetchOHLCV(row.symbol, timeframe);
    });
    const rows = parseRow(barRows, answer);
    const before = bars.size;
    for (const item of rows) {
      const bar = parseBar(item);
      if (bar) bars.set(bar[0], bar);
    }
    return bars.size - before;
  }

  let page = await read(undefined, Math.min(limit, most));
  for (let pages = 1; page > 0 && bars.size < limit && pages < MOST_PAGES; pages += 1) {
    const count = Math.min(limit - bars.size, Math.max(page, 1), most);
    const oldest = Math.min(...bars.keys());
    page = await read(oldest * 1000 - count * period * 60_000, count);
  }
  return [...bars.values()].sort(([a], [b]) => a - b).slice(-limit);
}
