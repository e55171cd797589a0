const two = (value: number) => String(value).padStart(2, '0');

/**
 * A time as a person reads it: date and clock of this machine's time zone.
 *
 * @param milliseconds Unix time in ms.
 * @example formatTime(1700000000000) // '2023-11-14 22:13:20'
 */
export function formatTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return String(milliseconds);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
