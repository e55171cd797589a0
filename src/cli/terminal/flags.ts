import { Flags } from '@oclif/core';
import { nameFullWidth } from '../../protocol/fullWidth.js';
import { quote } from '../../protocol/oneLine.js';
import { suggest } from '../../protocol/suggest.js';
import { say } from '../../wording/say.js';
import { DEFAULT_FOLDER } from './addresses.js';

/** What every variable of this program begins with. */
const PREFIX = 'FMZPROTO_';

/**
 * Lets every flag also come from the environment: `--log-level` from FMZPROTO_LOG_LEVEL. The command line wins.
 *
 * @example static flags = flagsFromEnvironment({ port: wholeNumber({ default: 6666, min: 0, max: 65_535 }) })
 */
export function flagsFromEnvironment<T extends Record<string, { env?: string }>>(flags: T): T {
  for (const [name, flag] of Object.entries(flags)) flag.env = variableOf(name);
  return flags;
}

/**
 * The environment variable of a flag.
 *
 * @example variableOf('log-level') // 'FMZPROTO_LOG_LEVEL'
 */
export function variableOf(flag: string): string {
  return `${PREFIX}${flag.replaceAll('-', '_').toUpperCase()}`;
}

/**
 * The values of a flag that can be repeated. Its variable holds one on each line, since any other character may be part of one.
 *
 * @param given a list from the command line, the text of the variable as it is.
 * @example listOf('OKX\nBybit') // ['OKX', 'Bybit']
 */
export function listOf(given: string | readonly string[] | undefined): string[] {
  if (typeof given !== 'string') return [...(given ?? [])];
  return given.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** Variables that are not those of a flag; of several exchanges, `_2` and so on stands behind them. */
const OTHERS = ['access-key', 'secret-key'];
const NUMBERED = /^(ACCESS|SECRET)_KEY_\d+$/;

/**
 * A sentence for each variable of the environment that nothing reads but that is spelled nearly like one that is read.
 *
 * @param flags the names of all flags of all commands.
 * @example misspeltVariables({ FMZPROTO_PROT: '7000' }, ['port'])
 * // ['FMZPROTO_PROT is not read: did you mean FMZPROTO_PORT?']
 */
export function misspeltVariables(
  environment: Readonly<Record<string, string | undefined>>,
  flags: readonly string[],
): string[] {
  const known = [...flags, ...OTHERS].map((flag) => variableOf(flag).slice(PREFIX.length));
  return Object.keys(environment)
    .filter((variable) => variable.startsWith(PREFIX))
    .map((variable) => variable.slice(PREFIX.length))
    .filter((name) => !known.includes(name) && !NUMBERED.test(name))
    .flatMap((name) => {
      const nearest = suggest(name, known);
      if (!nearest) return [];
      const names = { variable: PREFIX + name, nearest: PREFIX + nearest };
      return [say('{variable} is not read: did you mean {nearest}?', names)];
    });
}

/** The flag `--exchanges` of the commands that load adapters. */
export const exchangesFlag = Flags.custom<string>({
  summary: 'Folder of your own adapters.',
  default: DEFAULT_FOLDER,
  helpValue: 'DIR',
});

/** The flag `--lang` of every command. It is heeded before commands parse theirs: see `languageOf`. */
export const languageFlag = Flags.option({
  summary: 'Language of messages, errors and help.',
  description:
    'By default that of the system (LC_ALL, LC_MESSAGES or LANG): Chinese if it is, otherwise English.',
  options: ['en', 'zh'] as const,
  env: variableOf('lang'),
});

/** A flag that takes a whole number of a range. */
export const wholeNumber = Flags.custom<number, { min: number; max: number }>({
  parse: async (text, { token }, { name, min, max }) => {
    const value = /^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    const flag = token ? `--${name}` : variableOf(name);
    const facts = { flag, min, max, value: quote(text) };
    throw new FlagValueError(
      nameFullWidth(say('{flag} must be a whole number from {min} to {max}, not {value}', facts), text),
    );
  },
});

/** The value of a flag is wrong. The parser wraps the message of whatever a flag throws, so the sentence is kept apart. */
export class FlagValueError extends Error {
  override readonly name = 'FlagValueError';
  readonly sentence: string;

  constructor(sentence: string) {
    super(sentence);
    this.sentence = sentence;
  }
}
