/** How deep in an answer the list lies that its rows are of. */
const DEEPEST = 3;

/**
 * What an exchange said of each of some rows: FMZ's `Info`. It is found by its place in the one list of the answer that is as
 * long as theirs; where there is none, the row of the plugin itself stands for it.
 *
 * @param raw the exchange's whole answer.
 */
export function infoOfRows(raw: unknown, rows: readonly unknown[]): readonly unknown[] {
  return findList(raw, rows.length, DEEPEST) ?? rows;
}

function findList(value: unknown, length: number, depth: number): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value.length === length ? value : undefined;
  if (depth === 0 || typeof value !== 'object' || value === null) return undefined;
  for (const member of Object.values(value)) {
    const found = findList(member, length, depth - 1);
    if (found) return found;
  }
  return undefined;
}
