import { DAY, HOUR, MINUTE } from '../exchange/Bar.js';

/** Minutes of a New York day at which trading begins, the core session opens and closes, and trading ends. */
export const PRE = 4 * 60;
export const CORE = 9 * 60 + 30;
export const CORE_END = 16 * 60;
export const AFTER_END = 20 * 60;

export type Session = 'closed' | 'pre' | 'core' | 'after';

/** Milliseconds that New York is ahead of UTC: daylight saving time lasts from the second Sunday of March to the first of November. */
function offsetAt(time: number): number {
  const year = new Date(time).getUTCFullYear();
  const begins = sundayFrom(Date.UTC(year, 2, 8)) + 7 * HOUR;
  const ends = sundayFrom(Date.UTC(year, 10, 1)) + 6 * HOUR;
  return (time >= begins && time < ends ? -4 : -5) * HOUR;
}

function sundayFrom(day: number): number {
  return day + ((7 - new Date(day).getUTCDay()) % 7) * DAY;
}

/** The date in New York, as the midnight UTC of its name, and the minutes that have passed of it. */
export function localOf(time: number): { day: number; minutes: number } {
  const local = time + offsetAt(time);
  const day = Math.floor(local / DAY) * DAY;
  return { day, minutes: (local - day) / MINUTE };
}

/** When a minute of a date in New York is, in Unix ms. */
export function timeOf(day: number, minutes: number): number {
  const local = day + minutes * MINUTE;
  return local - offsetAt(local - offsetAt(local));
}

/** A time with New York's offset, as the clock of the exchange writes it. */
export function newYorkText(time: number): string {
  const offset = offsetAt(time);
  const local = new Date(time + offset).toISOString();
  return `${local.slice(0, time % 1000 === 0 ? 19 : 23)}-0${-offset / HOUR}:00`;
}

/** When stocks are traded: on weekdays that are no holidays. */
export class Calendar {
  /** Dates on which nothing is traded: `2026-11-26`. */
  readonly holidays = new Set<string>();

  isTradingDay(day: number): boolean {
    const date = new Date(day);
    return date.getUTCDay() % 6 !== 0 && !this.holidays.has(date.toISOString().slice(0, 10));
  }

  session(time: number): Session {
    const { day, minutes } = localOf(time);
    if (!this.isTradingDay(day) || minutes < PRE || minutes >= AFTER_END) return 'closed';
    if (minutes < CORE) return 'pre';
    return minutes < CORE_END ? 'core' : 'after';
  }

  /** The first time after this one at which a trading day has come to a minute. */
  next(time: number, minutes: number): number {
    for (let { day } = localOf(time); ; day += DAY) {
      const at = timeOf(day, minutes);
      if (at > time && this.isTradingDay(day)) return at;
    }
  }

  /** The last time up to this one at which a trading day had come to a minute. */
  previous(time: number, minutes: number): number {
    for (let { day } = localOf(time); ; day -= DAY) {
      const at = timeOf(day, minutes);
      if (at <= time && this.isTradingDay(day)) return at;
    }
  }

  /** The time itself while stocks are traded, before or after hours as well; else the last moment at which they were. */
  lastTraded(time: number): number {
    return this.session(time) === 'closed' ? this.previous(time, AFTER_END) - 1 : time;
  }
}
