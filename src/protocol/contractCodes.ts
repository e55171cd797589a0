import { WEEK } from './time.js';

/** FMZ's words for delivery dates (guide, GetTicker on futures); anything else after the dot is a native contract id. */
export const contractCodes = [
  'swap',
  'this_week',
  'next_week',
  'month',
  'next_month',
  'quarter',
  'next_quarter',
] as const;

export type ContractCode = (typeof contractCodes)[number];

/**
 * FMZ's words for a dated contract, worked out from its expiry: contracts end on Fridays, monthly ones on the last
 * Friday of a month, quarterly ones on that of March, June, September or December. One contract may have several
 * words (the last week of a quarter has three); the nearest comes first.
 *
 * @param expiry Unix ms.
 * @param now Unix ms; a contract that has expired has no word.
 * @example contractCodesOf(Date.UTC(2026, 11, 25, 8), Date.UTC(2026, 11, 1)) // ['month', 'quarter']
 */
export function contractCodesOf(expiry: number, now: number): ContractCode[] {
  if (expiry <= now) return [];
  const codes: ContractCode[] = [];
  const weeks = Math.ceil((expiry - now) / WEEK);
  if (weeks === 1) codes.push('this_week');
  if (weeks === 2) codes.push('next_week');
  if (!endsMonth(expiry)) return codes;
  const months = endsBetween(now, expiry, () => true);
  if (months === 0) codes.push('month');
  if (months === 1) codes.push('next_month');
  if (!endsQuarter(expiry)) return codes;
  const quarters = endsBetween(now, expiry, endsQuarter);
  if (quarters === 0) codes.push('quarter');
  if (quarters === 1) codes.push('next_quarter');
  return codes;
}

function endsMonth(friday: number): boolean {
  return new Date(friday).getUTCMonth() !== new Date(friday + WEEK).getUTCMonth();
}

function endsQuarter(friday: number): boolean {
  return new Date(friday).getUTCMonth() % 3 === 2;
}

/** How many monthly expiries of a kind lie after `now` and before `expiry`. */
function endsBetween(now: number, expiry: number, counts: (friday: number) => boolean): number {
  let found = 0;
  for (let friday = expiry - WEEK; friday > now && found < 2; friday -= WEEK) {
    if (endsMonth(friday) && counts(friday)) found += 1;
  }
  return found;
}
