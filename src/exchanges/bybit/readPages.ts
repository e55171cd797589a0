import type * as v from 'valibot';
import { parseReply } from '../../exchange/parseReply.js';
import type { Reply } from '../../http/Reply.js';

interface Page<Row> {
  result: { list: Row[]; nextPageCursor: string };
}

/** Rows of one kind, and the replies that they came in. */
export interface Pages<Row> {
  rows: Row[];
  replies: Reply[];
}

/**
 * Reads one of Bybit's lists page by page.
 *
 * @param size the rows of a full page.
 * @param read one page: the first, or that of a cursor.
 * @param enough stops before the last page.
 */
export async function readPages<Row>(
  schema: v.GenericSchema<unknown, Page<Row>>,
  size: number,
  read: (cursor: string | undefined) => Promise<Reply>,
  enough: (rows: readonly Row[]) => boolean = () => false,
): Promise<Pages<Row>> {
  const pages: Pages<Row> = { rows: [], replies: [] };
  for (let cursor: string | undefined, more = true; more; ) {
    const reply = await read(cursor);
    const { list, nextPageCursor } = parseReply(schema, reply).result;
    pages.replies.push(reply);
    pages.rows.push(...list);
    more = list.length >= size && nextPageCursor !== '' && nextPageCursor !== cursor && !enough(pages.rows);
    cursor = nextPageCursor;
  }
  return pages;
}
