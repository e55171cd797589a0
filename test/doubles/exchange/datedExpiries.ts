const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
// The first Friday of 1970 was the second day of January; contracts end at 08:00 UTC.
const FIRST_EXPIRY = Date.UTC(1970, 0, 2, 8);

/**
 * When the dated contracts of `now` end, soonest first: this and next week, this and next month, this and next
 * quarter; where two of them fall on one Friday there is one contract.
 */
export function datedExpiries(now: number): number[] {
  const thisWeek = FIRST_EXPIRY + (Math.floor((now - FIRST_EXPIRY) / WEEK) + 1) * WEEK;
  const months = [0, 1, 2].map((ahead) => lastFriday(now, ahead)).filter((expiry) => expiry > now);
  const quarters = [0, 1, 2, 3, 4, 5, 6, 7, 8]
    .map((ahead) => lastFriday(now, ahead))
    .filter((expiry) => expiry > now && new Date(expiry).getUTCMonth() % 3 === 2);
  const all = [thisWeek, thisWeek + WEEK, ...months.slice(0, 2), ...quarters.slice(0, 2)];
  return [...new Set(all)].sort((a, b) => a - b);
}

function lastFriday(now: number, monthsAhead: number): number {
  const today = new Date(now);
  const nextMonth = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + monthsAhead + 1, 1);
  return FIRST_EXPIRY + Math.floor((nextMonth - 1 - FIRST_EXPIRY) / WEEK) * WEEK;
}
