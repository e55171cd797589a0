import { NetworkError } from '../http/NetworkError.js';
import type { Reply } from '../http/Reply.js';
import { say } from '../wording/say.js';
import type { RawReply } from './Api.js';

/** A page of an exchange's list, and what it came in: a `Reply`, or over FIX a `FixReply`. */
export interface Page<Row, Sent extends RawReply = Reply> {
  rows: readonly Row[];
  reply: Sent;
  /** The exchange's cursor of the page behind this one; absent or "" where it names none. */
  next?: string | undefined;
}

/** A list that comes in pages. */
export interface PagedList<Row, Sent extends RawReply = Reply> {
  /** For people: `open orders`. */
  name: string;
  /** Reads a page: the first one, or the one that a cursor names. */
  read(cursor: string | undefined): Promise<Page<Row, Sent>>;
  /** What tells one row from another; a row that comes twice is told once, as it came last. */
  keyOf(row: Row): string;
  /**
   * Of an exchange that gives no cursors: what the page behind a row is asked for by, such as its id. The list has ended
   * when a page is empty, or brings nothing that is new.
   */
  cursorOf?(row: Row): string;
  /** Whether so many rows will do. @default all are read */
  enough?(rows: readonly Row[]): boolean;
}

/** Rows of one kind, and the replies that they came in. */
export interface Pages<Row, Sent extends RawReply = Reply> {
  rows: Row[];
  replies: Sent[];
}

/** Lists are shorter than so many pages, and go on after fewer pages than these that bring nothing new. */
const MOST_PAGES = 1000;
const MOST_IDLE = 5;

/**
 * Reads a list of an exchange to its end. The exchange says where that is, never the length of a page: pages may be
 * shorter than asked for. A list that comes to no end within the deadline is an error, because a part of it would be
 * taken for all there is.
 *
 * @throws NetworkError where a page fails, a cursor comes again, or cursors lead nowhere.
 * @example
 * const { rows, replies } = await readPages({
 *   name: 'open orders',
 *   keyOf: (row) => row.orderId,
 *   async read(cursor) {
 *     const reply = await api.signedGet('/api/v1/open-orders', { cursor });
 *     const { data, next } = parseReply(ordersReply, reply);
 *     return { rows: data, next, reply };
 *   },
 * });
 * @example
 * // By how many rows to skip:
 * async read(cursor) {
 *   const skip = Number(cursor ?? 0);
 *   const reply = await api.signedGet('/api/v1/open-orders', { skip, limit: 100 });
 *   const rows = parseReply(ordersReply, reply).data;
 *   return { rows, reply, next: rows.length === 0 ? undefined : String(skip + rows.length) };
 * }
 */
export async function readPages<Row, Sent extends RawReply = Reply>(
  list: PagedList<Row, Sent>,
): Promise<Pages<Row, Sent>> {
  const rows = new Map<string, Row>();
  const replies: Sent[] = [];
  const asked = new Set<string | undefined>();
  for (let cursor: string | undefined, idle = 0; ; ) {
    asked.add(cursor);
    const page = await readPage(list, cursor);
    const known = rows.size;
    for (const row of page.rows) rows.set(list.keyOf(row), row);
    // An empty page that only says that the list has ended is nothing that was asked for.
    if (page.rows.length > 0 || replies.length === 0) replies.push(page.reply);
    const next = nextOf(list, page, cursor, rows.size > known);
    if (next === undefined || list.enough?.([...rows.values()])) return { rows: [...rows.values()], replies };
    idle = rows.size > known ? 0 : idle + 1;
    if (asked.has(next) || idle >= MOST_IDLE || asked.size >= MOST_PAGES) {
      throw unfinished(list, say('after {pages} pages there is no end in sight', { pages: asked.size }));
    }
    cursor = next;
  }
}

/** Lists that were read side by side, as one. */
export function joinPages<Row, Sent extends RawReply = Reply>(
  lists: readonly Pages<Row, Sent>[],
): Pages<Row, Sent> {
  return {
    rows: lists.flatMap(({ rows }) => rows),
    replies: lists.flatMap(({ replies }) => replies),
  };
}

function nextOf<Row>(
  { cursorOf }: Pick<PagedList<Row>, 'cursorOf'>,
  { rows, next }: Pick<Page<Row>, 'rows' | 'next'>,
  cursor: string | undefined,
  isNew: boolean,
): string | undefined {
  const last = rows.at(-1);
  if (cursorOf) return last !== undefined && isNew ? cursorOf(last) : undefined;
  return next === '' || (rows.length === 0 && next === cursor) ? undefined : next;
}

async function readPage<Row, Sent extends RawReply>(
  list: PagedList<Row, Sent>,
  cursor: string | undefined,
): Promise<Page<Row, Sent>> {
  try {
    return await list.read(cursor);
  } catch (error) {
    // The first page says for itself what is wrong.
    if (cursor === undefined || !(error instanceof NetworkError)) throw error;
    throw unfinished(list, error.message, error);
  }
}

function unfinished(
  { name }: Pick<PagedList<never>, 'name'>,
  reason: string,
  cause?: NetworkError,
): NetworkError {
  return new NetworkError(
    say('the list of {name} could not be read to its end: {reason}', { name, reason }),
    {
      outcome: cause?.outcome ?? 'unknown',
      ...(cause && { cause, transient: cause.transient }),
    },
  );
}

/** For `raw`: one page as it is, several as their list. */
export function rawOf(replies: readonly RawReply[]): unknown {
  const [only, ...more] = replies.map((reply) => reply.raw);
  return more.length === 0 ? only : [only, ...more];
}
