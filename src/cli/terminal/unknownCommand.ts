import { quote } from '../../protocol/oneLine.js';
import { methodSpellings, resolveMethod } from '../../protocol/resolveMethod.js';
import { suggest } from '../../protocol/suggest.js';
import { commandName } from './commandName.js';

/**
 * The sentence for a command that does not exist.
 *
 * @param known the commands there are.
 * @example unknownCommand('serv', ['call', 'serve'])
 * // 'unknown command "serv": did you mean "fmzproto serve"?'
 */
export function unknownCommand(word: string, known: readonly string[]): string {
  const nearest = resolveMethod(word) ? `call ${word}` : suggest(word, known);
  const method = suggest(word, methodSpellings);
  if (nearest === undefined && method === undefined) {
    return `unknown command ${quote(word)}: the commands are ${known.join(', ')}; see "${commandName()} --help"`;
  }
  return `unknown command ${quote(word)}: did you mean "${commandName()} ${nearest ?? `call ${method}`}"?`;
}
