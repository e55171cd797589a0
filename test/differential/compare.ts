/** What an answer says of one thing, in words that both sides share; `undefined` where it says nothing. */
export type Row = Readonly<Record<string, string | undefined>>;

/** The rows of an answer by what they are about: an order id, a currency, a symbol. */
export type Rows = ReadonlyMap<string, Row>;

/** One field on which the sides do not agree; the field `row` where one of them has no row at all. */
export interface Difference {
  kind: string;
  key: string;
  field: string;
  ours: string | undefined;
  theirs: string | undefined;
}

/** Rows of a list. @throws Error when an answer has two rows of one key. */
export function rowsOf<Item>(
  items: readonly Item[],
  toRow: (item: Item, place: number) => [string, Row],
): Rows {
  const rows = new Map(items.map(toRow));
  if (rows.size < items.length) throw new Error('an answer has several rows of one key');
  return rows;
}

/** Every field of every row on which two answers differ. */
export function compare(kind: string, ours: Rows, theirs: Rows): Difference[] {
  const keys = new Set([...ours.keys(), ...theirs.keys()]);
  return [...keys].flatMap((key) => {
    const our = ours.get(key);
    const their = theirs.get(key);
    if (!our || !their) return [{ kind, key, field: 'row', ours: presence(our), theirs: presence(their) }];
    const fields = new Set([...Object.keys(our), ...Object.keys(their)]);
    return [...fields]
      .filter((field) => our[field] !== their[field])
      .map((field) => ({ kind, key, field, ours: our[field], theirs: their[field] }));
  });
}

function presence(row: Row | undefined): string {
  return row ? 'there' : 'absent';
}
