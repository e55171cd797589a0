import { quote } from '../../protocol/oneLine.js';
import { suggest } from '../../protocol/suggest.js';
import { UsageError } from '../terminal/errors.js';

/**
 * One of several names that a flag takes, in any case.
 *
 * @param what it is, for people. @default the flag
 * @throws UsageError with the nearest, or all of them.
 * @example readName('style', 'REST', ['envelope', 'rest']) // 'rest'
 */
export function readName<Name extends string>(
  flag: string,
  text: string,
  names: readonly Name[],
  what = flag,
): Name {
  const found = names.find((name) => name === text.toLowerCase());
  if (found !== undefined) return found;
  const near = suggest(text, names);
  const hint = near ? `, did you mean ${near}?` : `: choose one of ${names.join(', ')}`;
  throw new UsageError(`--${flag} ${quote(text)} is not a ${what}${hint}`);
}
