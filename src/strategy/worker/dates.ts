import type { Globals } from './Runtime.js';

/** _D, Unix and UnixNano. */
export const dateGlobals: Globals = () => ({
  _D: formatDate,
  Unix: () => Math.floor(Date.now() / 1000),
  UnixNano: () => Date.now() * 1e6,
});

/**
 * A time in the zone of this machine. Of the tokens `yyyy yy MM dd hh HH mm ss SSS` each is replaced where it first stands;
 * hours are those of 24.
 *
 * @param when Unix time in ms, or a Date; now if it is left out.
 * @example formatDate(1705284645000) // '2024-01-15 10:10:45'
 */
export function formatDate(when?: unknown, format: unknown = 'yyyy-MM-dd hh:mm:ss'): string {
  const date = when === undefined || when === null ? new Date() : new Date(Number(when));
  const year = String(date.getFullYear()).padStart(4, '0');
  const hours = two(date.getHours());
  const parts = [
    ['yyyy', year],
    ['yy', year.slice(-2)],
    ['MM', two(date.getMonth() + 1)],
    ['dd', two(date.getDate())],
    ['hh', hours],
    ['HH', hours],
    ['mm', two(date.getMinutes())],
    ['ss', two(date.getSeconds())],
    ['SSS', String(date.getMilliseconds()).padStart(3, '0')],
  ] as const;
  return parts.reduce((text, [token, value]) => text.replace(token, value), String(format));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
