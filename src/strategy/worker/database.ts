import type { Bound, Cell } from '../bridge/databaseMessages.js';
import { bufferOf, bytesOf } from './bytes.js';
import type { Globals } from './Runtime.js';

/** DBExec, FMZ's database of a robot. */
export const databaseGlobals: Globals = ({ bridge, failures }) => ({
  /** @returns the columns and rows of the last statement, or null where one failed; bytes as an ArrayBuffer. */
  DBExec(sql: unknown, ...values: unknown[]) {
    const answer = bridge.call('database', [String(sql), values.map(boundOf)]);
    if ('error' in answer) {
      failures.report('DBExec', answer.error);
      return null;
    }
    return { columns: answer.columns, values: answer.values.map((row) => row.map(cellValue)) };
  },
});

function boundOf(value: unknown): Bound {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return value - value === 0 ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return { integer: `${value}` };
  const bytes = bytesOf(value);
  if (bytes !== value) return { bytes: String(bytes) };
  return JSON.stringify(value) ?? null;
}

function cellValue(cell: Cell): unknown {
  return typeof cell === 'object' && cell !== null ? bufferOf(cell.bytes) : cell;
}
