import * as v from 'valibot';

/** A value of a statement: numbers beyond those of JSON as text, bytes as a text with a character for each. */
export const bound = v.union([
  v.null(),
  v.number(),
  v.string(),
  v.boolean(),
  v.object({ integer: v.string() }),
  v.object({ bytes: v.string() }),
]);

export type Bound = v.InferOutput<typeof bound>;

/** A value of a row: an integer that a number cannot hold as its text, bytes as a text with a character for each. */
export type Cell = null | number | string | { readonly bytes: string };

/** FMZ's IDBExecRet: of the last statement. */
export interface Rows {
  readonly columns: string[];
  readonly values: Cell[][];
}

/** What a database's thread is asked: to run SQL, or for the whole content; `last` ends what is open. */
export type DatabaseRequest = { sql: string; values: readonly Bound[] } | { last: boolean };

/** What it answers: `changed` says that its content is no more what was asked for last. */
export interface DatabaseAnswer {
  readonly rows?: Rows;
  readonly content?: Uint8Array | undefined;
  readonly error?: string;
  readonly changed: boolean;
}
