import { type Command, Help, type Hook } from '@oclif/core';
import { quote } from '../../protocol/oneLine.js';
import { methodSpellings, resolveMethod } from '../../protocol/resolveMethod.js';
import { suggest } from '../../protocol/suggest.js';
import { listed, say, sayText } from '../../wording/say.js';
import { commandName } from './commandName.js';
import { reportError, UsageError } from './errors.js';
import { CommandPage, type SectionBody } from './helpPage.js';
import { sayCommand, sayHeader, wrapSaid } from './helpTexts.js';
import { withoutLanguage } from './speakLanguage.js';

/** The help of the command line; asked about a command that does not exist, it says which one may be meant. */
export class CommandLineHelp extends Help {
  protected override CommandHelpClass = CommandPage;

  override async showHelp(words: string[]): Promise<void> {
    const asked = withoutLanguage(words);
    const subject = asked.find((word) => word !== '' && !word.startsWith('-') && word !== 'help');
    if (subject === undefined || this.config.findCommand(subject)) return super.showHelp(asked);
    const known = this.config.commandIDs;
    process.exitCode = reportError(new UsageError(unknownCommand(subject, known)), subject);
  }

  override async showCommandHelp(command: Command.Loadable): Promise<void> {
    await super.showCommandHelp(sayCommand(command));
  }

  override formatRoot(): string {
    const { description = '' } = this.config.pjson;
    return [
      this.wrap(sayText(description), 0),
      this.section('VERSION', this.config.userAgent),
      this.section('USAGE', `$ ${this.config.bin} [COMMAND]`),
    ].join('\n\n');
  }

  protected override formatCommands(commands: Command.Loadable[]): string {
    return super.formatCommands(commands.map(sayCommand));
  }

  override section(header: string, body: SectionBody): string {
    return super.section(sayHeader(header), body);
  }

  override wrap(body: string, spacing = this.indentSpacing): string {
    return wrapSaid(this.render(body), this.opts.maxWidth - spacing) ?? super.wrap(body, spacing);
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
