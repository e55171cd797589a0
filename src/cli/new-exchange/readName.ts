import { quote } from '../../protocol/oneLine.js';
import { suggest } from '../../protocol/suggest.js';
import { listed, type PlainTemplate, say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';

/**
 * One of several names that a flag takes, in any case.
 *
 * @param what it is, for people.
 * @throws UsageError with the nearest, or all of them.
 * @example readName('style', 'REST', ['envelope', 'rest'], 'style') // 'rest'
 */
export function readName<Name extends string>(
  flag: string,
  text: string,
  names: readonly Name[],
  what: PlainTemplate,
): Name {
  const found = names.find((name) => name === text.toLowerCase());
  if (found !== undefined) return found;
  const near = suggest(text, names);
  const facts = { flag: `--${flag}`, value: quote(text), what: say(what) };
  throw new UsageError(
    near
      ? say('{flag} {value} is not a {what}, did you mean {near}?', { ...facts, near })
      : say('{flag} {value} is not a {what}: choose one of {names}', { ...facts, names: listed(names) }),
  );
}
