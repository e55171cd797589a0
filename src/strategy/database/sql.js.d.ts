/** What is used of sql.js, whose published types are of an older version. */
declare module 'sql.js' {
  type Value = number | bigint | string | Uint8Array | null;

  export interface Statement {
    /** @throws Error where there is no place for a value. */
    bind(values: readonly Value[]): boolean;
    step(): boolean;
    get(values: null, options: { useBigInt: true }): Value[];
    getColumnNames(): string[];
    getSQL(): string;
  }

  export interface Database {
    /** The next one is prepared when the one before has been used. */
    iterateStatements(sql: string): Iterable<Statement>;
    exec(sql: string): unknown;
    /** @throws Error while a transaction is open that has written. */
    export(): Uint8Array;
  }

  export interface Sql {
    Database: new (content?: Uint8Array) => Database;
  }

  export default function initialize(options: { wasmBinary: Uint8Array }): Promise<Sql>;
}
