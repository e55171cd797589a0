import { Help, type Hook } from '@oclif/core';
import { quote } from '../../protocol/oneLine.js';
import { methodSpellings, resolveMethod } from '../../protocol/resolveMethod.js';
import { suggest } from '../../protocol/suggest.js';
import { listed, say } from '../../wording/say.js';
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
    ? say('{sentence}; see "{command} --help"', {
        sentence: say('unexpected argument {word}', { word: `"${more.join(' ')}"` }),
        command: `${commandName()} ${word}`,
      })
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
    return say('{sentence}; see "{command} --help"', {
      sentence: say('unknown command {word}: the commands are {known}', {
        word: quote(word),
        known: listed(known),
      }),
      command: commandName(),
    });
  }
  return say('unknown command {word}: did you mean "{command}"?', {
    word: quote(word),
    command: `${commandName()} ${nearest ?? `call ${method}`}`,
  });
}
