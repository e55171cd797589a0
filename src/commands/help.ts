import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/terminal/BaseCommand.js';
import { CommandLineHelp } from '../cli/terminal/help.js';

export default class HelpCommand extends BaseCommand {
  static override summary = 'Show the help of a command.';
  static override description = 'The same as --help or -h after the command.';
  static override examples = ['<%= config.bin %> <%= command.id %> call'];

  static override args = {
    command: Args.string({ description: 'The command; all of them without it.', ignoreStdin: true }),
  };

  override async run(): Promise<void> {
    const { args } = await this.parse(HelpCommand);
    const help = new CommandLineHelp(this.config);
    const command = this.config.findCommand(args.command ?? '');
    await (command ? help.showCommandHelp(command) : help.showHelp([args.command ?? '']));
  }
}
