import * as v from 'valibot';
import { NetworkError } from '../http/NetworkError.js';
import type { Reply } from '../http/Reply.js';
import { decimalField } from '../protocol/fields.js';
import { oneLine } from '../protocol/oneLine.js';
import { describeIssue } from '../protocol/parseWith.js';
import { type Ticker, toLevel } from '../protocol/structures.js';
import type { BookLevel } from '../streams/OrderBook.js';
import { say } from '../wording/say.js';
import type { Api } from './Api.js';
import { ExchangeError } from './ExchangeError.js';

/**
 * Parses an exchange's reply with the adapter's schema.
 *
 * @throws NetworkError (outcome unknown) whose one line names the first field that is not as documented.
 */
export function parseReply<Output>(schema: v.GenericSchema<unknown, Output>, reply: Reply): Output {
  const result = v.safeParse(schema, reply.json, { abortEarly: true });
  if (result.success) return result.output;
  throw notAsDocumented(describeIssue(result.issues[0], say('it')));
}

function notAsDocumented(problem: string): NetworkError {
  return new NetworkError(say('the answer is not as documented: {problem}', { problem }), {
    outcome: 'unknown',
  });
}

/** A row that cannot be read. */
export interface OddRow {
  /** As it was sent. */
  row: unknown;
  /** What it is about, for people; "" where it does not say. */
  name: string;
  /** The field, and what is wrong with it: `last is missing`. */
  problem: string;
}

/** A list of an exchange's, and how its rows are read. */
export interface RowList<Row> {
  /** What the list is, for people and for the log: `tickers`. */
  list: string;
  /** As they were sent. */
  rows: readonly unknown[];
  schema: v.GenericSchema<unknown, Row>;
  /** The field that says what a row is about. */
  id?: string;
  /** Whether somebody asked for these very rows, so that none of them is no answer. @default false */
  wanted?: boolean;
}

/**
 * The rows of a list that everybody can see, such as tickers. One that cannot be read is left out, so that it does not
 * take the others with it, and the log says so once. Rows of the account's own are never left out: see `ownRow`.
 *
 * @throws NetworkError (outcome unknown) where the rows are wanted, and not one of them can be read.
 * @example
 * const { data } = parseReply(v.object({ data: v.array(v.unknown()) }), reply);
 * const rows = readableRows(api, { list: 'tickers', rows: data, schema: ticker, id: 'symbol' });
 */
export function readableRows<Row>(api: Pick<Api<unknown, unknown>, 'warn'>, list: RowList<Row>): Row[] {
  const { rows, odd } = sortRows(list);
  const [first] = odd;
  if (first && list.wanted && rows.length === 0) {
    throw notAsDocumented(describeRow(first));
  }
  warnOfRows(api, list.list, list.rows.length, odd);
  return rows;
}

/** A level of an order book as most exchanges send it: `[price, size, ...]`. */
const levelRow = v.looseTuple([decimalField, decimalField]);

/**
 * One side of an order book, in the order in which it was sent: levels that cannot be read are left out.
 *
 * @throws NetworkError (outcome unknown) where not one of them can be read.
 */
export function readLevels(
  api: Pick<Api<unknown, unknown>, 'warn'>,
  rows: readonly unknown[],
  schema: v.GenericSchema<unknown, Parameters<typeof toLevel>[0]> = levelRow,
): [price: number, size: number][] {
  return readableRows(api, { list: say('levels of the order book'), rows, schema, wanted: true }).map(
    toLevel,
  );
}

/** A level of a book as a stream pushes it. @throws ValiError when it is not a price and a size. */
export function readBookLevel(row: unknown): BookLevel {
  const [price, size] = toLevel(v.parse(levelRow, row));
  return { price, size, row };
}

/**
 * A ticker, where there is one: FMZ's structure has no word for a price that is missing.
 *
 * @throws ExchangeError when a side of the order book is empty, or nothing has been traded.
 * @example return { data: requireTicker(row && parseTicker(row), symbol.name), raw: reply.raw }
 */
export function requireTicker(ticker: Ticker | undefined, symbol: string): Ticker {
  if (ticker) return ticker;
  throw new ExchangeError({
    message: say('{symbol} has no buyers, no sellers or no trades right now, and so no ticker', { symbol }),
    hint: say('GetDepth shows the order book'),
  });
}

/** Reads a list row by row: those that can be read, and those that cannot. */
export function sortRows<Row>({ rows, schema, id }: Omit<RowList<Row>, 'list'>): {
  rows: Row[];
  odd: OddRow[];
} {
  const good: Row[] = [];
  const odd: OddRow[] = [];
  for (const row of rows) {
    const result = v.safeParse(schema, row, { abortEarly: true });
    if (result.success) good.push(result.output);
    else odd.push({ row, name: nameOf(row, id), problem: describeIssue(result.issues[0], say('the row')) });
  }
  return { rows: good, odd };
}

/** Says in the log, once a list, that rows of it are left out. */
export function warnOfRows(
  api: Pick<Api<unknown, unknown>, 'warn'>,
  list: string,
  total: number,
  odd: readonly OddRow[],
): void {
  const [first] = odd;
  if (!first) return;
  const facts = { odd: odd.length, total, row: describeRow(first) };
  api.warn(
    list,
    odd.length === 1
      ? say('{odd} of {total} rows cannot be read and is left out: {row}', facts)
      : say('{odd} of {total} rows cannot be read and are left out, the first: {row}', facts),
  );
}

/** What a row is about, as it says itself in a field; "" where it does not. */
function nameOf(row: unknown, field: string | undefined): string {
  const name: unknown = field === undefined ? undefined : Object(row)[field];
  return typeof name === 'string' || typeof name === 'number' ? oneLine(String(name), 60) : '';
}

function describeRow({ name, problem }: OddRow): string {
  return name === '' ? problem : `${name}: ${problem}`;
}

/**
 * A row of the account's own, such as an order, a position or a balance. None is ever left out in silence: where one cannot
 * be read, the whole answer is an error that names it and the field.
 *
 * @param what for people: `order`.
 * @param id the field that names it.
 * @example const ordersReply = v.object({ data: v.array(ownRow('order', 'ordId', v.object({ ordId: textField, ... }))) })
 */
export function ownRow<Row>(
  what: string,
  id: string,
  row: v.GenericSchema<unknown, Row>,
): v.GenericSchema<unknown, Row> {
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }): Row => {
      const result = v.safeParse(row, dataset.value, { abortEarly: true });
      if (result.success) return result.output;
      const name = nameOf(dataset.value, id);
      addIssue({
        message: `(${what} ${name || say('without {id}', { id })}): ${describeIssue(result.issues[0], say('the row'))}`,
      });
      return NEVER;
    }),
  );
}
