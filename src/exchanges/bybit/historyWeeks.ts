// "startTime" and "endTime" may be seven days apart; orders of two years are kept.
const WEEK = 7 * 24 * 3_600_000;
const WEEKS_KEPT = 104;
const WEEKS_LATEST = 13;
// Bybit's clock may be ahead.
const AHEAD = 60_000;

/** A stretch of time that Bybit's order history takes, in Unix ms, both ends included. */
export interface HistoryWeek {
  startTime: number;
  endTime: number;
}

/** The latest thirteen weeks, the newest first. */
export function latestWeeks(now: number): HistoryWeek[] {
  return Array.from({ length: WEEKS_LATEST }, (_, index) => {
    const endTime = Math.floor(now) + AHEAD - index * WEEK;
    return { startTime: endTime - WEEK + 1, endTime };
  });
}

/** The weeks from a time on, the oldest first; what lies more than two years back is left out. */
export function weeksSince(since: number, now: number): HistoryWeek[] {
  const last = Math.floor(now) + AHEAD;
  const first = Math.max(since, last - WEEKS_KEPT * WEEK);
  return Array.from({ length: Math.max(0, Math.ceil((last - first) / WEEK)) }, (_, index) => {
    const startTime = first + index * WEEK;
    return { startTime, endTime: Math.min(startTime + WEEK - 1, last) };
  });
}
