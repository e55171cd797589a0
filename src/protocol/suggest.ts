/**
 * The candidate that is nearest to what was typed, when it is near enough to be meant.
 *
 * @example suggest('tiker', ['ticker', 'depth']) // 'ticker'
 */
export function suggest(typed: string, candidates: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  const farthest = Math.max(1, Math.floor(wanted.length / 3));
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    // Each letter that one has more is a step: a long text is not laid beside everything.
    if (Math.abs(candidate.length - wanted.length) > farthest) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance <= farthest && (!best || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate;
}

/**
 * How many letters have to be put in, taken out, replaced or swapped with their neighbour to make one text of the other
 * (optimal string alignment).
 */
function editDistance(from: string, to: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (previous[column - 1] ?? 0) + (same ? 0 : 1),
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          swapped ? (beforePrevious[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[to.length] ?? 0;
}
