/** The longest that a timer of Node takes, in ms, which is 24 days: one that is longer fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * How long a timer is set for a time that a strategy names.
 *
 * @example timerFor(10_000_000_000) // 2_147_483_647
 */
export function timerFor(ms: number): number {
  return Math.min(ms, LONGEST_TIMER);
}
