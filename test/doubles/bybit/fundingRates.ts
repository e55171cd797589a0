import { BigNumber } from 'bignumber.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';
import { contractCategory, limit, time } from './params.js';
import { invalid } from './Refusal.js';

/** When funding was last paid, and when it will be next. */
export function fundingTimes({ fundingMinutes }: Instrument, now: number): { last: number; next: number } {
  const interval = fundingMinutes * 60_000;
  const last = Math.floor(now / interval) * interval;
  return { last, next: last + interval };
}

/** The rate that is paid at this time: different for every contract, some below zero. */
export function fundingRate({ symbol }: Instrument, at: number): string {
  const seed = [...symbol].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7) % 400;
  const hour = Math.floor(at / 3_600_000) % 7;
  return new BigNumber(seed - 150 + hour).shiftedBy(-6).toFixed();
}

/** market/funding/history: what was paid, newest first. */
export function fundingHistory(query: URLSearchParams, market: Market): unknown {
  const named = contractCategory(query.get('category'));
  const instrument = market.require(named, query.get('symbol') ?? '');
  const [start, end] = [time(query, 'startTime'), time(query, 'endTime')];
  if (start !== undefined && end === undefined) throw invalid('params error: endTime is required');
  const size = limit(query, 200, 200);
  if (instrument.fundingMinutes === 0) return { category: named, list: [] };

  const interval = instrument.fundingMinutes * 60_000;
  const { last } = fundingTimes(instrument, Math.min(end ?? market.clock.now(), market.clock.now()));
  const list = Array.from({ length: size }, (_, index) => last - index * interval)
    .filter((at) => at >= Math.max(start ?? 0, instrument.launchTime))
    .map((at) => ({
      symbol: instrument.symbol,
      fundingRate: fundingRate(instrument, at),
      fundingRateTimestamp: `${at}`,
    }));
  return { category: named, list };
}
