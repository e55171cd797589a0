const HOUR = 3_600_000;

/**
 * Says when a time is not of now: older than `hours`, or ahead of this machine's clock.
 *
 * @param time Unix ms.
 */
export function findStale(time: number, now: number, hours: number): string | undefined {
  const shown = Number.isFinite(time) && Math.abs(time) < 8e15 ? new Date(time).toISOString() : String(time);
  if (time > now + HOUR / 2) return `the time ${shown} is ahead of now`;
  return time < now - hours * HOUR ? `the time ${shown} is not recent` : undefined;
}
