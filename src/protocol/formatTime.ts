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
