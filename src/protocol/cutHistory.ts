/**
 * The page of done orders that GetHistoryOrders asks for: from a time on the first ones, so that a strategy can go on
 * from the last of them; without one the latest.
 *
 * @param orders oldest first, none older than `since`.
 * @param page.since Unix time in ms; 0 = unset.
 * @example cutHistory([1, 2, 3], { since: 0, limit: 2 }) // [2, 3]
 */
export function cutHistory<T>(orders: readonly T[], { since, limit }: { since: number; limit: number }): T[] {
  return since > 0 ? orders.slice(0, limit) : orders.slice(-limit);
}
