import * as v from 'valibot';
import type { Reply } from '../http/Reply.js';
import { decimalField, timeField } from '../protocol/fields.js';
import type { Params } from '../protocol/methods.js';
import { type Bar, toBar } from '../protocol/structures.js';
import { barName, type Period } from '../protocol/time.js';
import type { Answer, Api, RawReply } from './Api.js';
import { rawOf } from './readPages.js';
import { readableRows } from './rows.js';

/** A bar as most exchanges send it: `[opening time in ms, open, high, low, close, volume, ...]`. */
export const barRow = v.looseTuple([
  timeField,
  decimalField,
  decimalField,
  decimalField,
  decimalField,
  decimalField,
]);

/** How an exchange gives its bars. */
export interface BarList {
  /** Its names for them, by minutes. */
  names: Readonly<Partial<Record<Period, string>>>;
  /** How many of them it gives at once. */
  size: number;
  /** @default `[opening time in ms, open, high, low, close, volume, ...]` */
  schema?: v.GenericSchema<unknown, Parameters<typeof toBar>[0]>;
}

/** A page of bars, newest first. */
export interface BarPage<Sent extends RawReply = Reply> {
  reply: Sent;
  bars: readonly Bar[];
}

/** Which page is wanted: the newest `limit` bars, or the newest of those that open before a time. */
export interface BarWindow {
  limit: number;
  /** In seconds; absent for the newest page. */
  before?: number;
  /** How many bars fit between the oldest one of this page and now, counted in the page. */
  depth: number;
}

/** A stretch of time of which all bars are known, in seconds; `to` is not in it. */
interface Stretch {
  from: number;
  to: number;
}

/**
 * What `records` answers: the latest bars of an instrument, as {@link pageBars} reads them.
 *
 * @param read gives a page as the exchange sent it, newest first or not: see `read` of {@link pageBars}. `undefined` stands for
 * an answer that says with an error that there are no more bars.
 * @throws ProtocolError when the exchange has no bars of that length.
 * @example
 * records: (params, api) =>
 *   readBars(api, params, { names: { 1: '1m', 60: '1h' }, size: 300 }, async (interval, { limit, before }) => {
 *     const endTime = before && before * 1000 - 1;
 *     const reply = await api.get('/api/v1/candles', { symbol, interval, limit, endTime });
 *     return { rows: parseReply(candlesReply, reply).data, reply };
 *   }),
 */
export async function readBars(
  api: Pick<Api<unknown, unknown>, 'warn'>,
  { period, limit }: Pick<Params<'records'>, 'period' | 'limit'>,
  { names, size, schema = barRow }: BarList,
  read: (
    interval: string,
    window: BarWindow,
  ) => Promise<{ rows: readonly unknown[]; reply: RawReply } | undefined>,
): Promise<Answer<Bar[]>> {
  const interval = barName(names, period);
  const { bars, replies } = await pageBars({ count: limit, size, period }, async (window) => {
    const page = await read(interval, window);
    if (!page) return undefined;
    const { rows, reply } = page;
    const list = { list: 'records', rows, schema, id: '0', wanted: true };
    return { reply, bars: readableRows(api, list).map(toBar) };
  });
  return { data: bars, raw: rawOf(replies) };
}

/**
 * The latest bars of an instrument, oldest first. Where the exchange has a gap, so has the answer, and the bars before it
 * make up the number. Fewer than asked for come only where the exchange has no older ones, which it says with a page that
 * holds none: the length of a page says nothing, because an exchange may give less than it was asked for.
 *
 * Pages are read side by side as soon as it is known how long they are.
 *
 * @param wanted.count how many bars.
 * @param wanted.size how many of them to ask for at once.
 * @param wanted.period their length in minutes.
 * @param read must give the newest bars before `before`, also across a gap; a page without any ends the list, and so does `undefined`.
 * @example
 * const { bars, replies } = await pageBars({ count: 1000, size: 300, period: 60 }, async ({ limit, before }) => {
 *   const reply = await api.get('/api/v1/candles', { symbol, interval: '1h', limit, endTime: before && before * 1000 - 1 });
 *   return { reply, bars: parseReply(candlesReply, reply).data.map(toBar) };
 * });
 */
export async function pageBars<Sent extends RawReply = Reply>(
  { count, size, period }: { count: number; size: number; period: number },
  read: (window: BarWindow) => Promise<BarPage<Sent> | undefined>,
): Promise<{ bars: Bar[]; replies: Sent[] }> {
  const length = period * 60;
  const asked = Math.min(count, size);
  const newest = await read({ limit: asked, depth: asked });
  const byTime = new Map(newest?.bars.map((bar) => [bar[0], bar]));
  const replies = newest ? [newest.reply] : [];
  const last = Math.max(...byTime.keys());
  /** All bars from here on are known. */
  let reached = Math.min(...byTime.keys());
  const known: Stretch[] = [];
  let pageLength = byTime.size;
  let sideBySide = pageLength >= asked;

  while (bars().length < count && Number.isFinite(reached)) {
    const start = reached;
    const windows = sideBySide ? plan() : plan().slice(0, 1);
    const pages = await Promise.all(windows.map(readWindow));
    const found = Math.max(...pages);
    // Pages that go on being as long as the one before them can be told in advance.
    const expected = start - windows.length * pageLength * length;
    sideBySide = windows.length === 1 ? found >= pageLength : reached <= (start + expected) / 2;
    if (found > 0) pageLength = found;
  }
  return { bars: bars().slice(-count), replies };

  function bars(): Bar[] {
    return [...byTime.values()].filter(([time]) => time >= reached).sort((a, b) => a[0] - b[0]);
  }

  /** Where to read next, as far as is known how long pages are: what is known already is left out. */
  function plan(): { before: number; limit: number }[] {
    const windows = [];
    let position = reached;
    for (let missing = count - bars().length; missing > 0 && Number.isFinite(position); ) {
      const stretch = stretchAt(position);
      if (stretch) {
        missing -= [...byTime.keys()].filter((time) => time >= stretch.from && time < position).length;
        position = stretch.from;
        continue;
      }
      const limit = sideBySide ? Math.min(pageLength, missing) : Math.min(size, missing);
      windows.push({ before: position, limit });
      missing -= limit;
      position -= limit * length;
    }
    return windows;
  }

  /** @returns how many bars the page had. */
  async function readWindow({ before, limit }: { before: number; limit: number }): Promise<number> {
    const depth = Math.round((last - before) / length) + 1 + limit;
    const page = await read({ limit, before, depth });
    const older = page?.bars.filter(([time]) => time < before) ?? [];
    for (const bar of older) byTime.set(bar[0], bar);
    if (page && older.length > 0) replies.push(page.reply);
    known.push({ from: older.length > 0 ? Math.min(...older.map(([time]) => time)) : -Infinity, to: before });
    for (let next = stretchAt(reached); next; next = stretchAt(reached)) reached = next.from;
    return older.length;
  }

  function stretchAt(position: number): Stretch | undefined {
    return known.find(({ from, to }) => to >= position && from < position);
  }
}
