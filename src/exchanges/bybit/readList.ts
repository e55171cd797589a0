import type * as v from 'valibot';
import { type PagedList, type Pages, readPages } from '../../adapter/readPages.js';
import { parseReply } from '../../adapter/rows.js';
import type { Reply } from '../../http/Reply.js';

interface Envelope<Row> {
  result: { list: Row[]; nextPageCursor: string };
}

/** Reads one of Bybit's lists, whose answers name the cursor of the next page. */
export function readList<Row>(
  schema: v.GenericSchema<unknown, Envelope<Row>>,
  list: Pick<PagedList<Row>, 'name' | 'keyOf' | 'enough'>,
  read: (cursor: string | undefined) => Promise<Reply>,
): Promise<Pages<Row>> {
  return readPages<Row>({
    ...list,
    async read(cursor) {
      const reply = await read(cursor);
      const { list: rows, nextPageCursor: next } = parseReply(schema, reply).result;
      return { rows, next, reply };
    },
  });
}
