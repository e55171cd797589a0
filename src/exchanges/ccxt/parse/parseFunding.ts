import { toNumber } from '../../../protocol/decimal.js';
import type { Funding } from '../../../protocol/structures.js';
import type { FundingRow } from '../rows/fundingRow.js';

const EIGHT_HOURS = 8 * 3_600_000;

/** A funding rate; where the exchange does not tell when it is paid, that is at the next full eight hours. */
export function parseFunding(row: FundingRow, symbol: string, now: number): Funding | undefined {
  if (row.fundingRate === undefined) return undefined;
  const { fundingTimestamp: this_, nextFundingTimestamp: next } = row;
  const gap = this_ !== undefined && next !== undefined && next > this_ ? next - this_ : undefined;
  const interval = intervalOf(row.interval) ?? gap ?? EIGHT_HOURS;
  const told = [this_, next].find((time) => time !== undefined && time > now);
  const time = told ?? Math.ceil((now + 1) / interval) * interval;
  return { symbol, rate: toNumber(row.fundingRate), time, interval };
}

/** @param text such as 8h or 60m. */
function intervalOf(text: string | undefined): number | undefined {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(text ?? '') ?? [];
  const minutes = unit === 'm' ? 1 : unit === 'h' ? 60 : unit === 'd' ? 1440 : undefined;
  return minutes === undefined || Number(count) === 0 ? undefined : Number(count) * minutes * 60_000;
}
