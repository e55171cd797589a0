/** A size of candles. */
export interface Bar {
  /** When the candle that holds `time` opened, in Unix ms. */
  open(time: number): number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
// Days of Hong Kong begin at 16:00 UTC.
const HONG_KONG = -8 * HOUR;
// 5 January 1970 was a Monday.
const MONDAY = 4 * DAY;

/** Every candle size of the exchange, by the name of its parameter. */
export const bars: ReadonlyMap<string, Bar> = new Map([
  ['1s', fixed(SECOND, 0)],
  ...[1, 3, 5, 15, 30].map((minutes) => [`${minutes}m`, fixed(minutes * MINUTE, 0)] as const),
  ...[1, 2, 4].map((hours) => [`${hours}H`, fixed(hours * HOUR, 0)] as const),
  ...[6, 12].flatMap((hours) => both(`${hours}H`, (shift) => fixed(hours * HOUR, shift))),
  ...[1, 2, 3].flatMap((days) => both(`${days}D`, (shift) => fixed(days * DAY, shift))),
  ...both('1W', (shift) => fixed(7 * DAY, MONDAY + shift)),
  ...[1, 3].flatMap((count) => both(`${count}M`, (shift) => months(count, shift))),
]);

function both(name: string, make: (shift: number) => Bar): [string, Bar][] {
  return [
    [name, make(HONG_KONG)],
    [`${name}utc`, make(0)],
  ];
}

function fixed(length: number, shift: number): Bar {
  return { open: (time) => Math.floor((time - shift) / length) * length + shift };
}

function months(count: number, shift: number): Bar {
  return {
    open(time) {
      const date = new Date(time - shift);
      const month = Math.floor(date.getUTCMonth() / count) * count;
      return Date.UTC(date.getUTCFullYear(), month) + shift;
    },
  };
}
