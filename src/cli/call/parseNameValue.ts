import { quote } from '../../protocol/oneLine.js';
import { UsageError } from '../terminal/UsageError.js';

/**
 * Reads NAME=VALUE; the value may be empty and may hold further equals signs.
 *
 * @throws UsageError
 * @example parseNameValue('limit=5') // ['limit', '5']
 */
export function parseNameValue(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`${quote(text)} is not NAME=VALUE: write it like limit=5`);
  return [text.slice(0, at), text.slice(at + 1)];
}

/**
 * The pairs of a repeatable flag. From the environment it is one text, in which white space parts the pairs.
 *
 * @throws UsageError
 */
export function parseNameValues(flag: string | readonly string[] | undefined): [string, string][] {
  const texts = typeof flag === 'string' ? flag.split(/\s+/).filter(Boolean) : (flag ?? []);
  return texts.map(parseNameValue);
}
