import { Buffer } from 'node:buffer';
import type { Database, Sql, Statement } from 'sql.js';
import { say } from '../../wording/say.js';
import type { Bound, Cell, Rows } from '../bridge/databaseMessages.js';

/** How much the rows of a statement may hold, in bytes, and what each row and each number counts as. */
const MOST = 128 * 1024 * 1024;
const PER_ROW = 32;
const PER_NUMBER = 8;

/** The two databases of a strategy: one that is kept, and one in memory, for SQL behind a colon. Neither can reach a file. */
export class Session {
  readonly #sql: Sql;
  readonly #kept: Database;
  #fleeting: Database | undefined;
  #changed = false;

  /**
   * @param content of what is kept.
   * @throws Error where it is no database.
   */
  constructor(sql: Sql, content: Uint8Array | undefined) {
    this.#sql = sql;
    this.#kept = new sql.Database(content);
    // It is read when it is first used.
    this.#kept.exec('PRAGMA schema_version');
  }

  /** Whether what is kept is no more what {@link content} gave. */
  get changed(): boolean {
    return this.#changed;
  }

  /**
   * Runs statements; the values are for the first of them.
   *
   * @returns the rows of the last.
   * @throws Error that SQLite has, or that says how many values there should be.
   */
  execute(sql: string, values: readonly Bound[]): Rows {
    const inMemory = /^\s*:/.test(sql);
    if (inMemory) this.#fleeting ??= new this.#sql.Database();
    const database = (inMemory && this.#fleeting) || this.#kept;
    let rows: Rows = { columns: [], values: [] };
    let left = values.map(boundValue);
    for (const statement of database.iterateStatements(inMemory ? sql.replace(':', '') : sql)) {
      bind(statement, left);
      left = [];
      this.#changed ||= !inMemory && !isSelect(statement);
      rows = read(statement);
    }
    if (left.length > 0) throw new Error(say('there are values, and no statement for them'));
    return rows;
  }

  /**
   * The kept database as a file has it; nothing while a transaction is open.
   *
   * @param last gives up a transaction that is open, as the end of a docker does.
   */
  content(last: boolean): Uint8Array | undefined {
    try {
      const content = this.#kept.export();
      this.#changed = false;
      return content;
    } catch (error) {
      if (!last) return undefined;
      this.#kept.exec('ROLLBACK');
      const content = this.#kept.export();
      if (content.length === 0) throw error;
      return content;
    }
  }
}

/** SQLite takes fewer values for NULL, and FMZ does not. */
function bind(statement: Statement, values: readonly (number | string | Uint8Array | null)[]): void {
  const places = (count: number) => {
    try {
      return statement.bind(Array<number>(count).fill(0));
    } catch {
      return false;
    }
  };
  if (places(values.length + 1) || !places(values.length)) {
    const count = values.length;
    throw new Error(
      places(count + 1)
        ? say('the statement has more places than there are values: {count}', { count })
        : say('the statement has fewer places than there are values: {count}', { count }),
    );
  }
  statement.bind(values);
}

/** @throws Error where the rows are more than fit through to the strategy. */
function read(statement: Statement): Rows {
  const values: Cell[][] = [];
  let size = 0;
  while (statement.step()) {
    const row = statement.get(null, { useBigInt: true }).map(cellOf);
    size += row.reduce<number>((sum, cell) => sum + sizeOf(cell), PER_ROW);
    if (size > MOST) throw new Error(say('the rows hold more than 128 MB: select fewer, as with LIMIT'));
    values.push(row);
  }
  return { columns: statement.getColumnNames(), values };
}

function sizeOf(cell: Cell): number {
  if (typeof cell === 'string') return cell.length;
  return typeof cell === 'object' && cell !== null ? cell.bytes.length : PER_NUMBER;
}

function boundValue(value: Bound): number | string | Uint8Array | null {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if ('bytes' in value) return Buffer.from(value.bytes, 'latin1');
  // As text it keeps its digits in a column of numbers.
  const number = Number(value.integer);
  return Number.isSafeInteger(number) ? number : value.integer;
}

function cellOf(value: number | bigint | string | Uint8Array | null): Cell {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('latin1') };
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function isSelect(statement: Statement): boolean {
  return /^\s*select\b/i.test(statement.getSQL());
}
