import { ProtocolError } from './ProtocolError.js';

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
    `there are no bars of ${minutes} minutes: use one of ${Object.keys(names).join(', ')} (minutes)`,
  );
}
