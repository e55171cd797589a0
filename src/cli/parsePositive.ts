import { quote } from '../protocol/quote.js';
import { UsageError } from './UsageError.js';

/**
 * Reads a number above 0 of a flag.
 *
 * @throws UsageError
 */
export function parsePositive(
  text: string,
  flag: { name: string; unit: string; max: number; example: number },
): number {
  const number = /^\d*\.?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (number > 0 && number <= flag.max) return number;
  throw new UsageError(
    `--${flag.name} takes ${flag.unit} from above 0 to ${flag.max}, like ${flag.example}, not ${quote(text)}`,
  );
}
