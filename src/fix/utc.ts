/**
 * A time as FIX writes it (UTCTimestamp), with three decimals.
 *
 * @param time Unix ms.
 * @example formatUtc(Date.UTC(2024, 5, 27, 11, 17, 25, 223)) // '20240627-11:17:25.223'
 */
export function formatUtc(time: number): string {
  const iso = new Date(time).toISOString();
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 10)}-${iso.slice(11, 23)}`;
}

const TIMESTAMP = /^(\d{4})(\d{2})(\d{2})-(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,12}))?$/;

/**
 * The Unix time in ms of a time as FIX writes it, with or without decimals: what is finer than a millisecond is cut off.
 *
 * @returns `undefined` where it is no such time.
 * @example parseUtc('20240627-11:17:25.223817') // 1719487045223
 */
export function parseUtc(text: string): number | undefined {
  const [matched, year, month, day, hour, minute, second, decimals = ''] = TIMESTAMP.exec(text) ?? [];
  if (matched === undefined) return undefined;
  // A leap second is written as :60, which no Date takes: it is the next second.
  const leap = second === '60';
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(
    `${date}T${hour}:${minute}:${leap ? '59' : second}.${decimals.slice(0, 3).padEnd(3, '0')}Z`,
  );
  // Date takes February 30 for March 1, and 24:00 for the next day.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) return undefined;
  return leap ? time + 1000 : time;
}
