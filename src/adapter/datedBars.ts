import type { Params } from '../protocol/methods.js';
import { type Bar, toBar } from '../protocol/structures.js';
import { barName, DAY, HOUR, MINUTE } from '../protocol/time.js';
import type { Answer, Api, RawReply } from './Api.js';
import type { KeptPages } from './KeptBars.js';
import { type BarList, barRow } from './pageBars.js';
import { rawOf } from './readPages.js';
import { readableRows } from './rows.js';

/** What a page of bars holds: those of a day, a month or a year. */
export type BarDate = 'day' | 'month' | 'year';

/** How an exchange gives its bars by date. */
export interface DatedBarList extends Omit<BarList, 'size'> {
  /** What a page holds, by the length of its bars in minutes: most exchanges give short ones by day, long ones by year. */
  pages(period: number): BarDate;
  /** Of the dates, as IANA names it: `Asia/Tokyo`. @default 'UTC' */
  timeZone?: string;
  /** The hour of that zone at which a date begins. @default 0 */
  startsAt?: number;
  /** The first date that may have bars: `2017-01-01`. The list ends there, or after several dates without any. */
  since?: string;
  /** Keeps the pages of dates that are over, so that later calls ask for the present date alone. @default none is kept */
  kept?: KeptPages;
}

/** So many dates without a bar end the list: longer than markets are closed. */
const MOST_EMPTY = { day: 15, month: 2, year: 2 };
/** How many pages are read side by side. */
const MOST_AT_ONCE = 8;
/** How long a date has some at most, in ms. */
const LONGEST = { day: DAY, month: 31 * DAY, year: 366 * DAY };
/** The last bars of a date may come so many ms after its end. */
const SETTLING = 10 * MINUTE;

/**
 * What `records` answers where an exchange gives its bars by calendar date: the latest ones, read from the present date
 * backwards. A date without bars, such as a holiday, is passed over.
 *
 * @param read gives the page of a date, `2026-11-28`, `2026-11` or `2026`, in any order of its bars; no rows, or
 * `undefined`, where the date has none, which some exchanges tell with an error.
 * @throws ProtocolError when the exchange has no bars of that length.
 * @example
 * records: (params, api) =>
 *   readDatedBars(
 *     api,
 *     params,
 *     { names: { 1: '1min', 1440: '1day' }, pages: (period) => (period < 240 ? 'day' : 'year'), timeZone: 'Asia/Tokyo', startsAt: 6 },
 *     async (interval, date) => {
 *       const reply = await api.get('/v1/klines', { symbol, interval, date: date.replaceAll('-', '') });
 *       return { rows: parseReply(klinesReply, reply).data, reply };
 *     },
 *   ),
 */
export async function readDatedBars(
  api: Pick<Api<unknown, unknown>, 'warn' | 'now'>,
  { period, limit }: Pick<Params<'records'>, 'period' | 'limit'>,
  { names, schema = barRow, pages, timeZone = 'UTC', startsAt = 0, since = '', kept }: DatedBarList,
  read: (
    interval: string,
    date: string,
  ) => Promise<{ rows: readonly unknown[]; reply?: RawReply | undefined } | undefined>,
): Promise<Answer<Bar[]>> {
  const interval = barName(names, period);
  const unit = pages(period);
  const now = api.now();
  const present = dateOf(now - startsAt * HOUR, timeZone, unit);
  const settled = dateOf(now - startsAt * HOUR - SETTLING, timeZone, unit);
  const byTime = new Map<number, Bar>();
  const replies: RawReply[] = [];
  let [date, atOnce, empty, fullest] = [present, 1, 0, 0];
  while (byTime.size < limit && empty < MOST_EMPTY[unit] && date >= since.slice(0, date.length)) {
    const dates = [date];
    while (dates.length < atOnce) dates.push(dateBefore(dates.at(-1) ?? date, unit));
    const wanted = dates.filter((one) => one >= since.slice(0, one.length));
    for (const { bars, reply } of await Promise.all(wanted.map(readDate))) {
      const known = byTime.size;
      for (const bar of bars) byTime.set(bar[0], bar);
      if (reply && (bars.length > 0 || replies.length === 0)) replies.push(reply);
      empty = byTime.size > known ? 0 : empty + 1;
      // The present date may be short, and says nothing of the others.
      if (wanted[0] !== present) fullest = Math.max(fullest, bars.length);
    }
    const each = fullest || Math.ceil(LONGEST[unit] / (period * MINUTE));
    const missing = Math.ceil((limit - byTime.size) / each);
    atOnce = Math.min(missing, MOST_AT_ONCE, MOST_EMPTY[unit] - empty);
    date = dateBefore(wanted.at(-1) ?? date, unit);
  }
  const bars = [...byTime.values()].sort((a, b) => a[0] - b[0]);
  return { data: bars.slice(-limit), raw: rawOf(replies) };

  async function readDate(one: string): Promise<{ bars: readonly Bar[]; reply?: RawReply | undefined }> {
    const name = `${interval} ${one}`;
    const known = kept?.get(name, now);
    if (known) return { bars: known };
    const { rows = [], reply } = (await read(interval, one)) ?? {};
    const list = { list: 'records', rows, schema, id: '0', wanted: true };
    const bars = readableRows(api, list).map(toBar);
    if (one < settled) kept?.set(name, bars, now);
    return { bars, reply };
  }
}

/** The date of a time in a zone, as far as the unit goes. @throws RangeError when there is no such zone. */
function dateOf(time: number, timeZone: string, unit: BarDate): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
  return cut(`${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`, unit);
}

/** @example dateBefore('2026-03', 'month') // '2026-02' */
function dateBefore(date: string, unit: BarDate): string {
  const first = Date.parse(`${date}${'-01-01'.slice(0, 10 - date.length)}T00:00:00Z`);
  return cut(new Date(first - DAY).toISOString(), unit);
}

function cut(date: string, unit: BarDate): string {
  return date.slice(0, { day: 10, month: 7, year: 4 }[unit]);
}
