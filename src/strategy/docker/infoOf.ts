import { parseSymbol } from '../../protocol/symbol.js';

/** How deep in an answer the list lies that its rows are of. */
const DEEPEST = 3;

/** What tells rows apart: an order's id, or a symbol. */
interface Row {
  id?: string | number;
  symbol: string;
}

/**
 * What an exchange said of each of some rows: FMZ's `Info`. It stands in the one list of the answer that has as many entries,
 * of which just one holds the id of each row, or where rows have none, its symbol. Where there is no such list, the row of the plugin
 * itself stands for it: a strategy never finds there what was said of another one.
 *
 * @param raw the exchange's whole answer.
 */
export function infoOfRows(raw: unknown, rows: readonly Row[]): readonly unknown[] {
  const fitting = listsIn(raw, DEEPEST)
    .filter((list) => list.length === rows.length)
    .flatMap((list) => {
      const entries = matchEntries(list, rows);
      return entries ? [entries] : [];
    });
  const [entries] = fitting;
  return entries !== undefined && fitting.length === 1 ? entries : rows;
}

function listsIn(value: unknown, depth: number): (readonly unknown[])[] {
  if (Array.isArray(value)) return [value];
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((member) => listsIn(member, depth - 1));
}

/** The entries in the order of the rows: of each the only one that names it. */
function matchEntries(list: readonly unknown[], rows: readonly Row[]): readonly unknown[] | undefined {
  const several = -1;
  const places = new Map<string, number>();
  list.forEach((entry, index) => {
    for (const word of wordsOf(entry)) places.set(word, places.has(word) ? several : index);
  });
  const found = rows.map((row) => {
    const place = namesOf(row)
      .map((name) => places.get(name))
      .find((known) => known !== undefined);
    return place === several ? undefined : place;
  });
  if (found.includes(undefined) || new Set(found).size < rows.length) return undefined;
  return found.map((index) => list[index ?? 0]);
}

/** How an exchange may name a row: by what stands last in the plugin's id, or by a symbol in one of the usual spellings. */
function namesOf({ id, symbol }: Row): string[] {
  if (id !== undefined) return [compact(String(id).split(',').at(-1) ?? '')];
  const parsed = parseSymbol(symbol);
  const pairs = parsed ? [`${parsed.base}${parsed.quote}`, parsed.base] : [];
  return [symbol, ...pairs].map(compact);
}

/** What an entry consists of, without punctuation: numbers and texts, of which one may be its name. */
function wordsOf(entry: unknown): ReadonlySet<string> {
  const members = typeof entry === 'object' && entry !== null ? Object.values(entry) : [];
  return new Set(
    members
      .filter((member) => typeof member === 'string' || typeof member === 'number')
      .map((member) => compact(String(member))),
  );
}

function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}
