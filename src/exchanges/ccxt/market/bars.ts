import type { Bar } from '../../../protocol/structures.js';
import { barName, type Period } from '../../../protocol/time.js';
import { parseRow } from '../calls/answers.js';
import { isClassOfError, isRefusal } from '../calls/errors.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { featuresOf } from '../instance/features.js';
import type { CcxtInstrument } from '../instruments.js';
import { barRows, parseBar } from './rows.js';

const TIMEFRAMES = {
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
/** How many pages' worth of time it is looked into the past, one after the other, until there are bars: there may be a gap. */
const LOOKS = [1, 8, 64];

/**
 * The latest bars, oldest first; where the exchange sends fewer at a time, page by page into the past, until it has no
 * older ones. A gap of the exchange stays one.
 *
 * @param now Unix ms.
 * @throws ProtocolError naming the periods that the exchange has.
 */
export async function readBars(
  exchange: CcxtExchange,
  { row }: CcxtInstrument,
  { period, limit, now }: { period: Period; limit: number; now: number },
): Promise<Bar[]> {
  const known = Object(exchange.timeframes);
  const there = Object.entries(TIMEFRAMES).filter(([, name]) => Object.hasOwn(known, name));
  const timeframe = barName(Object.fromEntries(there), period);
  const most = featuresOf(exchange, row).fetchOHLCV?.limit ?? Number.POSITIVE_INFINITY;
  const length = period * 60_000;
  const bars = new Map<number, Bar>();
  const oldest = () => Math.min(...bars.keys()) * 1000;

  /** Keeps the bars of an answer. @returns those that were not known. */
  function keep(answer: unknown): number[] {
    const fresh = parseRow(barRows, answer).flatMap((item) => {
      const bar = parseBar(item);
      return bar && !bars.has(bar[0]) ? [bar] : [];
    });
    for (const bar of fresh) bars.set(bar[0], bar);
    return fresh.map(([time]) => time * 1000);
  }

  async function readNewest(count: number): Promise<unknown> {
    try {
      return await exchange.fetchOHLCV(row.symbol, timeframe, undefined, count);
    } catch (error) {
      if (isClassOfError(error, 'ArgumentsRequired'))
        return exchange.fetchOHLCV(row.symbol, timeframe, now - count * length, count, { until: now });
      // More than it sends at once: without a number it sends what it usually does.
      if (!isRefusal(error)) throw error;
      return exchange.fetchOHLCV(row.symbol, timeframe);
    }
  }

  /**
   * Reads what there is from a time on, up to the oldest bar that is known.
   *
   * @returns whether older ones may be found further in the past: not where the exchange does not heed the time.
   */
  async function readFrom(since: number, count: number): Promise<boolean> {
    const end = oldest();
    for (let from = since; from < end; ) {
      const answer = await fetchFrom(from, count);
      const older = keep(answer).filter((time) => time < end);
      // From there on they may be the first ones, or the last ones before what is known.
      if (older.length === 0)
        return (
          from > since ||
          parseRow(barRows, answer).some(({ time }) => time <= end) ||
          parseRow(barRows, answer).length === 0
        );
      from = Math.max(...older) + length;
    }
    return true;
  }

  function fetchFrom(since: number, count: number): Promise<unknown> {
    return exchange.fetchOHLCV(row.symbol, timeframe, since, count).catch((error: unknown) => {
      if (!isClassOfError(error, 'ArgumentsRequired')) throw error;
      return exchange.fetchOHLCV(row.symbol, timeframe, since, count, { until: since + count * length });
    });
  }

  let page = keep(await readNewest(Math.min(limit, most))).length;
  for (let start = oldest(); page > 0 && bars.size < limit; start = oldest()) {
    const before = bars.size;
    const count = Math.min(limit - before, page, most);
    let since = start;
    for (const pages of LOOKS) {
      // There was nothing before it was listed.
      if (pages > 1 && row.created !== undefined && since < row.created) break;
      since = start - pages * count * length;
      if (!(await readFrom(since, count)) || oldest() < start) break;
    }
    if (oldest() >= start) break;
    page = Math.max(page, bars.size - before);
  }
  return [...bars.values()].sort(([a], [b]) => a - b).slice(-limit);
}
