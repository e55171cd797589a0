import { Help, type Hook } from '@oclif/core';
import { quote } from '../../protocol/oneLine.js';
import { methodSpellings, resolveMethod } from '../../protocol/resolveMethod.js';
import { suggest } from '../../protocol/suggest.js';
import { commandName } from './commandName.js';
import { reportError, UsageError } from './errors.js';

/** The help of the command line; asked about a command that does not exist, it says which one may be meant. */
export class CommandLineHelp extends Help {
  override async showHelp(words: string[]): Promise<void> {
    const subject = words.find((word) => word !== '' && !word.startsWith('-') && word !== 'help');
    if (subject === undefined || this.config.findCommand(subject)) return super.showHelp(words);
    const known = this.config.commandIDs;
    process.exitCode = reportError(new UsageError(unknownCommand(subject, known)), subject);
  }
}

/** Answers a command that does not exist: `fmzproto serv`. */
export const commandNotFound: Hook.CommandNotFound = async ({ id, config }) => {
  const [word = '', ...more] = id.split(':');
  const message = config.commandIDs.includes(word)
    ? `unexpected argument "${more.join(' ')}"; see "${commandName()} ${word} --help"`
    : unknownCommand(word, config.commandIDs);
  process.exitCode = reportError(new UsageError(message), word);
};

/**
 * The sentence for a command that does not exist.
 *
 * @param known the commands there are.
 * @example unknownCommand('serv', ['call', 'serve'])
 * // 'unknown command "serv": did you mean "fmzproto serve"?'
 */
function unknownCommand(word: string, known: readonly string[]): string {
  const nearest = resolveMethod(word) ? `call ${word}` : suggest(word, known);
  const method = suggest(word, methodSpellings);
  if (nearest === undefined && method === undefined) {
    return `unknown command ${quote(word)}: the commands are ${known.join(', ')}; see "${commandName()} --help"`;
  }
  return `unknown command ${quote(word)}: did you mean "${commandName()} ${nearest ?? `call ${method}`}"?`;
}
