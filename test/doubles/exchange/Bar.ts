/** A size of candles. */
export interface Bar {
  /** When the candle that holds `time` opened, in Unix ms. */
  open(time: number): number;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
// 5 January 1970 was a Monday.
export const MONDAY = 4 * DAY;

/** Bars of one length, the first of which opened at `shift`. */
export function fixedBar(length: number, shift: number): Bar {
  return { open: (time) => Math.floor((time - shift) / length) * length + shift };
}

/** Bars of so many months, which open `shift` after midnight UTC of their first day. */
export function monthBar(count: number, shift: number): Bar {
  return {
    open(time) {
      const date = new Date(time - shift);
      const month = Math.floor(date.getUTCMonth() / count) * count;
      return Date.UTC(date.getUTCFullYear(), month) + shift;
    },
  };
}

/** When the bar before the one that opened at `open` did so. */
export function previousOpen(bar: Bar, open: number): number {
  return bar.open(open - 1);
}

/** The first millisecond after a bar: where the next one opens. */
export function nextOpen(bar: Bar, open: number): number {
  let [low, high] = [open, open + 93 * DAY];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (bar.open(middle) === open) low = middle;
    else high = middle;
  }
  return high;
}
