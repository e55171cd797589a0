import { quote } from '../../protocol/oneLine.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';

/** In ms. */
const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** What a timer takes at most. */
const LONGEST = 2 ** 31 - 1;

/**
 * Reads `--for`: seconds, or a number and its unit.
 *
 * @returns ms.
 * @throws UsageError
 * @example readDuration('10m') // 600_000
 */
export function readDuration(text: string): number {
  const ms = read(text);
  if (ms !== undefined && ms > 0 && ms <= LONGEST) return ms;
  throw new UsageError(
    say('--for takes a time of at most 24 days, like 30s, 10m, 2h or 90 for seconds, not {value}', {
      value: quote(text),
    }),
  );
}

/**
 * Reads the length of bars, as FMZ writes it. Without a unit it is none: GetRecords counts seconds, FMZ's protocol minutes.
 * Nor is `1M`, which is a month elsewhere.
 *
 * @returns seconds; `undefined` where it is none.
 * @example readPeriod('15m') // 900
 */
export function readPeriod(text: string): number | undefined {
  const ms = /[smhdw]$/i.test(text.trim()) && !/M$/.test(text.trim()) ? read(text) : undefined;
  return ms !== undefined && ms >= 1000 ? Math.round(ms / 1000) : undefined;
}

function read(text: string): number | undefined {
  const [, number = '', unit = 's'] = /^(\d*\.?\d+)\s*([smhdw])?$/i.exec(text.trim()) ?? [];
  return number === '' ? undefined : Number(number) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
}
