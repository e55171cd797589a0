import type { StatusTable } from '../events.js';
import { logText } from '../logText.js';
import type { Globals } from './Runtime.js';

/** LogStatus, which replaces what the status bar shows. */
export const statusGlobals: Globals = ({ bridge }) => ({
  LogStatus(...args: unknown[]) {
    bridge.stop.check();
    bridge.tell({ kind: 'status', ...readStatus(logText(args).text) });
  },
});

/** Images are in backticks of their own, also in the cells of tables. */
const IMAGES = /`data:image\/[^`]*`/g;

interface Status {
  text: string;
  tables: StatusTable[];
}

/**
 * The tables of a status bar: JSON between backticks, one or an array of them. Where one stood, the text has a line `{0}`,
 * `{1}` ...; buttons are shown by their names, images as `[image]`, and what cannot be read stays as it is.
 *
 * @see https://www.fmz.com/syntax-guide LogStatus
 */
export function readStatus(status: string): Status {
  const tables: StatusTable[] = [];
  // No text that is drawn needs what an image is made of.
  const drawn = status.replace(IMAGES, '[image]');
  const text = drawn.replace(/`([^`]*)`/g, (whole, json: string) => {
    const parts = parse(json);
    if (parts === undefined) return whole;
    const shown = parts.map((part) => {
      const table = tableOf(part);
      if (!table) return textOfCell(part);
      tables.push(table);
      return `\n{${tables.length - 1}}\n`;
    });
    return shown.join(' ');
  });
  return { text: text.replace(/[ \t]*\n\s*/g, '\n').trim(), tables };
}

/** Objects between backticks; nothing where it is no JSON, or of another kind. */
function parse(json: string): object[] | undefined {
  try {
    const value: unknown = JSON.parse(json);
    const parts: unknown[] = Array.isArray(value) ? value : [value];
    return parts.every(isObject) ? parts : undefined;
  } catch {
    return undefined;
  }
}

function tableOf(part: object): StatusTable | undefined {
  const rows: unknown = Reflect.get(part, 'rows');
  const cols: unknown = Reflect.get(part, 'cols');
  if (Reflect.get(part, 'type') !== 'table' || !Array.isArray(rows)) return undefined;
  return {
    title: textOfCell(Reflect.get(part, 'title')),
    cols: Array.isArray(cols) ? cols.map(textOfCell) : [],
    rows: rows.map((row: unknown) => (Array.isArray(row) ? row.map(textOfCell) : [textOfCell(row)])),
  };
}

/** A cell: a value, a button, `{ body, colspan }` of a merged one, or several in an array. */
function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (Array.isArray(cell)) return cell.map(textOfCell).join(' ');
  if (!isObject(cell)) return logText([String(cell)]).text;
  const body: unknown = Reflect.get(cell, 'body');
  if (body !== undefined) return textOfCell(body);
  const name: unknown = Reflect.get(cell, 'name');
  return Reflect.get(cell, 'type') === 'button' ? `[${textOfCell(name)}]` : JSON.stringify(cell);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
