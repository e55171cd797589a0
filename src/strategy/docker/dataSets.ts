import { parseJson } from '../../protocol/json.js';

/**
 * Keeps a data set: rows of a Unix time in ms and what holds from then on. In anything else there is no row to be found.
 *
 * @returns the length of its JSON, as FMZ's SetData does.
 */
export function writeData(sets: Map<string, unknown>, key: unknown, rows: unknown): number {
  const text = typeof rows === 'string' ? rows : JSON.stringify(rows ?? null);
  sets.set(String(key), read(text));
  return text.length;
}

/**
 * The last row of a data set that is not later than `offset`; its data are null where there is none.
 *
 * @param offset Unix time in ms; 0 and nothing are now.
 */
export function readData(
  sets: ReadonlyMap<string, unknown>,
  key: unknown,
  offset: unknown,
): { Time: number; Data: unknown } {
  const until = Number(offset ?? 0) || Date.now();
  const rows = sets.get(String(key));
  const found = (Array.isArray(rows) ? rows : []).findLast(
    (row: unknown) => Array.isArray(row) && Number(row[0]) <= until,
  );
  return found === undefined ? { Time: until, Data: null } : { Time: Number(found[0]), Data: found[1] };
}

function read(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
