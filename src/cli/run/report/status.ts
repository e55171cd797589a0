import type { StatusTable } from '../../../strategy/events.js';
import { logText } from '../../../strategy/logText.js';

/** The status bar: text, with `{0}`, `{1}` in place of the tables. */
export interface Status {
  readonly text: string;
  readonly tables: readonly StatusTable[];
}

/** More than anybody looks at. */
const MOST = { text: 50_000, tables: 50, rows: 500, columns: 40, cell: 500 } as const;

/** The last status bar as a page shows it: without marks of color, and not larger than a page can be. */
export function lastStatus({ text, tables }: Status): Status {
  return {
    text: text.slice(0, MOST.text),
    tables: tables.slice(0, MOST.tables).map(({ title, cols, rows }) => ({
      title: cell(title),
      cols: cols.slice(0, MOST.columns).map(cell),
      rows: rows.slice(0, MOST.rows).map((row) => row.slice(0, MOST.columns).map(cell)),
    })),
  };
}

function cell(text: string): string {
  return logText([text.slice(0, MOST.cell)]).text;
}
