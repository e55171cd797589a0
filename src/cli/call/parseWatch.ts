import { quote } from '../../protocol/oneLine.js';
import { UsageError } from '../terminal/UsageError.js';

const LONGEST = 86_400;

/**
 * Reads the seconds of `--watch`, which may have a fraction.
 *
 * @throws UsageError
 * @example parseWatch('0.5') // 0.5
 */
export function parseWatch(text: string): number {
  const seconds = /^\d*\.?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (seconds > 0 && seconds <= LONGEST) return seconds;
  throw new UsageError(`--watch takes seconds from above 0 to ${LONGEST}, like 2, not ${quote(text)}`);
}
