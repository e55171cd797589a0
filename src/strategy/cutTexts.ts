/** How many characters are shown at most: whoever shows them can still hear of Ctrl-C. */
const MOST = 1_000_000;

/** What a cell counts as besides its text: each is drawn by itself. */
const PER_CELL = 10;

/** A text that is not too long to be shown; what is cut off has a mark in its place. */
export function cutText(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}… (cut, of ${text.length} characters)` : text;
}

/** What is shown in a table. */
interface Texts {
  title: string;
  cols: string[];
  rows: string[][];
}

/** A status bar that is not too long to be shown: of its tables the first rows, as many as there is room for. */
export function cutStatus<Status extends { text: string; tables: Texts[] }>(status: Status): Status {
  let left = MOST;
  const cells = (texts: readonly string[]) =>
    texts.map((text) => {
      const shown = text.slice(0, Math.max(0, left));
      left -= shown.length + PER_CELL;
      return shown;
    });
  const tables = status.tables.map(({ title, cols, rows }) => {
    const [shownTitle = ''] = cells([title]);
    const shownCols = cells(cols);
    const shownRows: string[][] = [];
    for (const row of rows) {
      if (left <= 0) {
        shownRows.push([`… (cut, of ${rows.length} rows)`]);
        break;
      }
      shownRows.push(cells(row));
    }
    return { title: shownTitle, cols: shownCols, rows: shownRows };
  });
  return { ...status, text: cutText(status.text), tables };
}
