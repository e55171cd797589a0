import { compare, type Difference, type Rows } from './compare.js';
import { type KnownDifference, knownDifferences } from './knownDifferences.js';
import type { Payload } from './payloads/Payload.js';

/** A known difference of one kind of payload. */
export interface Expected {
  kind: string;
  known: KnownDifference;
}

/** Every known difference, once for each kind in which it has to occur. */
export const expected: readonly Expected[] = knownDifferences.flatMap((known) =>
  known.kinds.map((kind) => ({ kind, known })),
);

/** Tells the differences that are known from those that nobody can explain. */
export function judge(
  kind: string,
  { sources }: Payload,
  ours: Rows,
  theirs: Rows,
): { explained: Expected[]; unexplained: Difference[] } {
  const explained: Expected[] = [];
  const unexplained = compare(kind, ours, theirs).filter((difference) => {
    const source = sources.get(difference.key) ?? {};
    const found = expected.find(
      ({ kind: of, known }) =>
        of === kind && known.field === difference.field && known.explains(difference, source, sources),
    );
    if (found) explained.push(found);
    return !found;
  });
  return { explained, unexplained };
}
