import type { Command, Config } from '@oclif/core';
import { builtInExchanges } from '../../exchanges/builtInExchanges.js';
import { methods } from '../../protocol/methods.js';
import { namesOf } from '../../runtime/describeExchanges.js';
import { say, sayText } from '../../wording/say.js';

/** What may stand in a place of the command line: one of these words, or a path. */
export type Choices = readonly string[] | 'path';

/** A flag, as shells complete it. */
export interface FlagWords {
  name: string;
  /** One line. */
  summary: string;
  /** Of its value; absent where none follows. */
  value?: Choices;
}

/** A command, as shells complete it. */
export interface CommandWords {
  name: string;
  /** One line. */
  summary: string;
  flags: readonly FlagWords[];
  /** Of its argument. */
  argument: Choices;
}

/**
 * All commands, with the values of their flags and arguments where these are known beforehand.
 *
 * @param shells the names of those that there are scripts for.
 */
export async function commandWords(
  { commands }: Pick<Config, 'commands'>,
  shells: readonly string[],
): Promise<CommandWords[]> {
  const exchanges = namesOf(await builtInExchanges());
  const values: Readonly<Record<string, readonly string[]>> = {
    exchange: exchanges,
    method: Object.values(methods).map(({ fmz }) => fmz),
    target: exchanges,
    command: commands.map(({ id }) => id),
    shell: shells,
  };
  const wordsOf = (flag: Command.Flag.Cached): FlagWords => ({
    name: flag.name,
    summary: lineOf(flag.summary),
    ...(flag.type === 'option' && { value: flag.options ?? values[flag.name] ?? 'path' }),
  });
  // oclif answers it itself.
  const help: FlagWords = { name: 'help', summary: say('Show what a command does') };
  return commands
    .filter(({ hidden }) => !hidden)
    .map(({ id, summary, flags, args }) => ({
      name: id,
      summary: lineOf(summary),
      flags: [...Object.values(flags).map(wordsOf), help],
      argument: values[Object.keys(args)[0] ?? ''] ?? 'path',
    }));
}

/** The first sentence, without what a shell would read as its own. */
function lineOf(text = ''): string {
  const [sentence = ''] = sayText(text).split(/(?<=[.:;])\s|[。：；]/);
  const plain = sentence.replace(/[.:;]$/, '').replaceAll("'", '’');
  return plain
    .replace(/["`$\\[\]:]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
