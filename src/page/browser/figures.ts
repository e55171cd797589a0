/** A number as people read it: as many digits as say something. */
export function figure(value: number): string {
  const digits = Math.abs(value) >= 1000 ? 2 : Math.abs(value) >= 1 ? 4 : 8;
  return new Intl.NumberFormat('en', { maximumFractionDigits: digits }).format(value);
}

/** On an axis there is little room. */
export function shortFigures(values: readonly number[]): string[] {
  const largest = Math.max(...values.map(Math.abs));
  const step = Math.abs((values[1] ?? 0) - (values[0] ?? 0)) || 1;
  const compact = largest >= 1e6;
  const scaled = compact ? step / 10 ** (3 * Math.floor(Math.log10(largest) / 3)) : step;
  const digits = Math.min(10, Math.max(0, Math.ceil(-Math.log10(scaled) - 1e-9)));
  const format = new Intl.NumberFormat('en', {
    notation: compact ? 'compact' : 'standard',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return values.map((value) => format.format(value));
}

/** Local time, to the second. */
export function moment(ms: number): string {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}

/** How long something took: `1 h 5 min`, `3.2 s`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${Number(seconds.toPrecision(2))} s`;
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const;
  let left = Math.round(seconds);
  const parts = units.map(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return { unit, count };
  });
  const first = parts.findIndex(({ count }) => count > 0);
  const shown = parts.slice(first, first + 2).filter(({ count }) => count > 0);
  return shown.map(({ unit, count }) => `${count} ${unit}`).join(' ');
}

/** uPlot's formats of a time axis, in 24 hours and with the date as ISO 8601 has it. */
export const timeFormats = (() => {
  const [second, minute, day, year] = [1e3, 6e4, 864e5, 31536e6];
  const date = '\n{YYYY}-{MM}-{DD}';
  return [
    [year, '{YYYY}', null, null, null, null, null, null, 1],
    [day * 28, '{YYYY}-{MM}', null, null, null, null, null, null, 1],
    [day, '{MM}-{DD}', '\n{YYYY}', null, null, null, null, null, 1],
    [minute, '{HH}:{mm}', date, null, date, null, null, null, 1],
    [second, '{HH}:{mm}:{ss}', date, null, date, null, null, null, 1],
    [1, '{HH}:{mm}:{ss}.{fff}', date, null, date, null, null, null, 1],
  ];
})();
