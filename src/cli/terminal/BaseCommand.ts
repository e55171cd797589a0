import { Command, type Interfaces } from '@oclif/core';
import { commandName } from './commandName.js';
import { reportError, UsageError } from './errors.js';
import { FlagValueError, misspeltVariables } from './flags.js';
import { createColors, printError } from './output.js';
import { checkWords } from './words.js';

/** A command whose failures are one sentence on stderr: exit code 2 for wrong usage, 1 for the rest. */
export abstract class BaseCommand extends Command {
  /** @throws UsageError when a flag or an argument is wrong. */
  protected override async parse<
    F extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    B extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    A extends Interfaces.OutputArgs<Interfaces.ArgInput>,
  >(
    options?: Interfaces.Input<F, B, A>,
    argv: string[] = this.argv,
  ): Promise<Interfaces.ParserOutput<F, B, A>> {
    // A command without them lacks them, whatever its type says.
    const { flags = {}, args = {}, strict } = this.ctor;
    const known = this.config.commands.flatMap((command) => Object.keys(command.flags));
    for (const line of misspeltVariables(process.env, known))
      printError(`${createColors('stderr').red('warning:')} ${line}`);
    checkWords(
      argv,
      {
        command: this.id ?? '',
        flags,
        most: strict ? Object.keys(args).length : undefined,
        hint: (flag) => this.hintFor(flag),
      },
      process.env,
    );
    try {
      return await super.parse(options, argv);
    } catch (error) {
      if (!(error instanceof FlagValueError)) throw error;
      throw new UsageError(`${error.sentence}; see "${commandName()} ${this.id} --help"`, { cause: error });
    }
  }

  /** What to type instead of a flag that the command does not have, where that is clear. */
  protected hintFor(_flag: string): string | undefined {
    return undefined;
  }

  protected override async catch(error: Error): Promise<void> {
    process.exitCode = reportError(error, this.id ?? '');
  }
}
