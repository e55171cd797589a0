import { Help } from '@oclif/core';
import { reportError } from './reportError.js';
import { UsageError } from './UsageError.js';
import { unknownCommand } from './unknownCommand.js';

/** The help of the command line; asked about a command that does not exist, it says which one may be meant. */
export default class CommandLineHelp extends Help {
  override async showHelp(words: string[]): Promise<void> {
    const subject = words.find((word) => word !== '' && !word.startsWith('-') && word !== 'help');
    if (subject === undefined || this.config.findCommand(subject)) return super.showHelp(words);
    const known = this.config.commandIDs;
    process.exitCode = reportError(new UsageError(unknownCommand(subject, known)), subject);
  }
}
