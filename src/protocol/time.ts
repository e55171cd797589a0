import { listed, say } from '../wording/say.js';
import { ProtocolError } from './ProtocolError.js';

/** Lengths in ms. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** Bar lengths of GetRecords, in minutes (guide, GetRecords; protocol of FMZ's period constants). */
export const periods = [1, 3, 5, 15, 30, 60, 120, 240, 360, 720, 1440, 4320, 10080] as const;

export type Period = (typeof periods)[number];

/**
 * What an exchange calls the bars of `minutes`.
 *
 * @throws ProtocolError naming the periods that the exchange has.
 * @example barName({ 1: '1m', 60: '1H' }, 60) // '1H'
 */
export function barName(names: Readonly<Partial<Record<Period, string>>>, minutes: Period): string {
  const name = names[minutes];
  if (name !== undefined) return name;
  throw new ProtocolError(
    say('there are no bars of {minutes} minutes: use one of {choices} (minutes)', {
      minutes,
      choices: listed(Object.keys(names)),
    }),
  );
}

const DIGITS = /^\d{10,19}(\.\d{1,9})?$/;
const ISO = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/;
/** How many of a unit are one ms, by the number of digits that the time of this century has in it. */
const UNITS = new Map([
  [10, 0.001],
  [13, 1],
  [16, 1000],
  [19, 1_000_000],
]);

/**
 * Reads a text that may be a time: Unix s, ms, µs or ns, or ISO 8601.
 *
 * @returns the time in Unix ms, and what tells its unit from others; `undefined` where the text cannot be one.
 * @example readTime('1795000000') // { time: 1_795_000_000_000, unit: '10' }
 */
export function readTime(text: string): { time: number; unit: string } | undefined {
  if (DIGITS.test(text)) {
    const digits = text.split('.')[0]?.length ?? 0;
    const unit = UNITS.get(digits);
    return unit === undefined ? undefined : { time: Number(text) / unit, unit: String(digits) };
  }
  const time = ISO.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : { time, unit: 'ISO 8601' };
}

const two = (value: number) => String(value).padStart(2, '0');

/**
 * A time as a person reads it: date and clock of this machine's time zone, and how far that is from UTC.
 *
 * @param milliseconds Unix time in ms.
 * @example formatTime(1700000000000) // '2023-11-14 22:13:20 +00:00'
 */
export function formatTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return String(milliseconds);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  // JavaScript counts from local time to UTC: minutes east are negative.
  const east = -date.getTimezoneOffset();
  const [hours, minutes] = [Math.floor(Math.abs(east) / 60), Math.abs(east) % 60];
  return `${day} ${clock} ${east < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}
