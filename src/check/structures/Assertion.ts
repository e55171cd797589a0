import * as v from 'valibot';
import { askedName } from '../../protocol/OddSymbol.js';
import { foldCase } from '../../protocol/spelling.js';
import { parseSymbol } from '../../protocol/symbol.js';
import { HOUR } from '../../protocol/time.js';
import { type PlainTemplate, say } from '../../wording/say.js';

/** What an answer has to match, because it was asked for. */
export interface Expectation {
  /** FMZ's symbol, where one was named. */
  symbol?: string;
  /** At most so many rows. */
  limit?: number;
  /** Length of bars in minutes. */
  period?: number;
  /** The last price of the ticker, where one is known. */
  last?: number | undefined;
  /** Unix time in ms. */
  now: number;
  /** Whether nothing is traded at some hours. */
  keepsHours?: boolean | undefined;
  /** Since when nothing is traded, in Unix ms, where the market is closed. */
  closedSince?: number | undefined;
}

/**
 * What the answer to some params has to match.
 *
 * @param params as FMZ sends them: a symbol in either case, numbers as texts or numbers; a limit of 0 is none.
 * @param now Unix time in ms.
 */
export function expectationOf(params: object, now: number): Expectation {
  const { symbol, limit, period } = Object.fromEntries(Object.entries(params));
  // A range is answered with the symbols in it.
  const asked = String(symbol ?? '').trim();
  const one = parseSymbol(asked);
  // In lower case it may be one whose spelling is not known.
  const spelled = asked !== asked.toLowerCase() && asked !== foldCase(asked) ? asked : one && askedName(one);
  return {
    ...(one && spelled !== undefined && { symbol: spelled }),
    ...(Number(limit) > 0 && { limit: Number(limit) }),
    ...(Number(period) > 0 && { period: Number(period) }),
    now,
  };
}

/** One thing that has to hold for the data of a method, beyond its shape. */
export interface Assertion {
  /** `asks-ascending` */
  id: string;
  /** What has to hold. */
  readonly title: string;
  /** Whether only an open market can show it. */
  whileOpen: boolean;
  /** What is wrong; `undefined` where nothing is. `unreadable` where the fields it looks at have another shape. */
  find(data: unknown, expected: Expectation): string | undefined;
}

/** To be said of data whose fields are not what the assertion looks at. */
export const UNREADABLE = 'its fields do not have the shape that the protocol gives them';

/**
 * An assertion about some fields of a structure: others may be wrong without it being affected.
 *
 * @param schema the fields that it looks at.
 * @param find what is wrong, in a few words.
 * @param whileOpen whether only an open market can show it.
 */
export function assertion<Data>(
  id: string,
  title: PlainTemplate,
  schema: v.GenericSchema<unknown, Data>,
  find: (data: Data, expected: Expectation) => string | undefined,
  whileOpen = false,
): Assertion {
  return {
    id,
    get title() {
      return say(title);
    },
    whileOpen,
    find(data, expected) {
      const result = v.safeParse(schema, data);
      return result.success ? find(result.output, expected) : UNREADABLE;
    },
  };
}

/** The first two neighbours of a list that are not in order. */
export function findNeighbours<T>(
  rows: readonly T[],
  inOrder: (before: T, after: T) => boolean,
): [T, T] | undefined {
  for (const [index, after] of rows.entries()) {
    const before = rows[index - 1];
    if (before !== undefined && !inOrder(before, after)) return [before, after];
  }
  return undefined;
}

/** The first value that occurs twice. */
export function findDouble<T>(values: readonly T[]): T | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

/** Says which of some names occurs twice. */
export function findTwice(names: readonly string[]): string | undefined {
  const name = findDouble(names);
  return name === undefined ? undefined : say('{name} appears twice', { name });
}

/** Says that the second of two neighbours is out of order. */
export function sayDisorder(before: number, after: number): string {
  return say('{after} comes after {before}', { after, before });
}

/** The first two rows that are alike. */
export function findTwins<T>(rows: readonly T[], keyOf: (row: T) => string): [T, T] | undefined {
  const first = new Map<string, T>();
  for (const row of rows) {
    const known = first.get(keyOf(row));
    if (known !== undefined) return [known, row];
    first.set(keyOf(row), row);
  }
  return undefined;
}

/** The first price that is more than a tenth away from the ticker's: it is that of another market, or made up. */
export function findFar(prices: readonly number[], { last, closedSince }: Expectation): string | undefined {
  if (last === undefined || closedSince !== undefined) return undefined;
  const far = prices.find((price) => Math.abs(price / last - 1) > 0.1);
  return far === undefined ? undefined : say('a price of {far} while the ticker says {last}', { far, last });
}

/**
 * Says when a time is not of now: older than `hours`, or ahead of this machine's clock. Of a market that is closed it may be
 * as old as the last trade.
 *
 * @param time Unix ms.
 */
export function findStale(
  time: number,
  { now, closedSince = now }: Pick<Expectation, 'now' | 'closedSince'>,
  hours: number,
): string | undefined {
  const shown = Number.isFinite(time) && Math.abs(time) < 8e15 ? new Date(time).toISOString() : String(time);
  if (time > now + HOUR / 2) return say('the time {shown} is ahead of now', { shown });
  return time < Math.min(now - hours * HOUR, closedSince)
    ? say('the time {shown} is not recent', { shown })
    : undefined;
}
