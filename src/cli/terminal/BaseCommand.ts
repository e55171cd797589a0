import { Command, type Interfaces } from '@oclif/core';
import { say } from '../../wording/say.js';
import { commandName } from './commandName.js';
import { reportError, UsageError } from './errors.js';
import { FlagValueError, languageFlag, misspeltVariables } from './flags.js';
import { createColors, printError } from './output.js';
import { checkWords } from './words.js';

/** A command whose failures are one sentence on stderr: exit code 2 for wrong usage, 1 for the rest. */
export abstract class BaseCommand extends Command {
  static override baseFlags = { lang: languageFlag() };

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
    const { args = {}, strict } = this.ctor;
    const flags = { ...this.ctor.baseFlags, ...this.ctor.flags };
    const known = this.config.commands.flatMap((command) => Object.keys(command.flags));
    for (const sentence of misspeltVariables(process.env, known))
      printError(say('{label} {sentence}', { label: createColors('stderr').red(say('warning:')), sentence }));
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
      const words = { sentence: error.sentence, command: `${commandName()} ${this.id}` };
      throw new UsageError(say('{sentence}; see "{command} --help"', words), { cause: error });
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
