import { nameFullWidth } from '../../protocol/fullWidth.js';
import { quote } from '../../protocol/oneLine.js';
import { suggest } from '../../protocol/suggest.js';
import { oneOf, say } from '../../wording/say.js';
import { commandName } from './commandName.js';
import { UsageError } from './errors.js';
import { variableOf } from './flags.js';
import { namesChinese } from './speakLanguage.js';

/** What of a flag decides how words are read. */
export interface KnownFlag {
  type: 'boolean' | 'option';
  /** Its one-letter form. */
  char?: string;
  /** Whether it can be repeated. @default false */
  multiple?: boolean;
  /** The only values it takes. @default any */
  options?: readonly string[];
}

/** What a command takes. */
export interface KnownWords {
  /** The command's name. */
  command: string;
  flags: Readonly<Record<string, KnownFlag>>;
  /** How many arguments it takes besides flags; `undefined` for any number. */
  most: number | undefined;
  /** What to type instead of a flag that it does not have, where that is clear. */
  hint(flag: string): string | undefined;
}

/**
 * Checks flags and arguments before they are parsed, so that whatever is wrong is one sentence that says what to type.
 * No value of an unknown flag is repeated: it may be a key.
 *
 * @param argv the words behind the command.
 * @param environment where flags that are not among the words come from.
 * @throws UsageError
 */
export function checkWords(
  argv: readonly string[],
  known: KnownWords,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const { command, flags, most } = known;
  const { given, values } = readWords(argv, known);
  const withHelp = (sentence: string) =>
    say('{sentence}; see "{command} --help"', { sentence, command: `${commandName()} ${command}` });
  for (const [name, value] of given) checkValue(`--${name}`, value, flags[name], withHelp);
  for (const [name, flag] of Object.entries(flags)) {
    const value = given.some(([typed]) => typed === name) ? undefined : environment[variableOf(name)];
    if (value !== undefined) checkVariable(variableOf(name), value, flag, withHelp);
  }
  const surplus = most === undefined ? undefined : values[most];
  if (surplus !== undefined)
    throw new UsageError(withHelp(say('unexpected argument {word}', { word: quote(surplus) })));
}

/** Adds to a sentence where the command is described. */
type WithHelp = (sentence: string) => string;

/** A flag by its name, and the value that was typed for it. */
type Given = readonly [name: string, value: string | undefined];

function readWords(
  argv: readonly string[],
  known: KnownWords,
): { given: readonly Given[]; values: readonly string[] } {
  const given: Given[] = [];
  const values: string[] = [];
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--') return { given, values: [...values, ...words] };
    // A lone hyphen and negative numbers are arguments.
    if (!/^-[^\d]/.test(word)) {
      values.push(word);
      continue;
    }
    const { name, value, flag } = findFlag(word, known);
    if (!flag?.multiple && given.some(([typed]) => typed === name)) {
      throw new UsageError(say('{flag} is given twice: give it once', { flag: `--${name}` }));
    }
    if (flag.type === 'boolean') {
      if (value !== undefined)
        throw new UsageError(say('{flag} takes no value: write {flag} alone', { flag: `--${name}` }));
      given.push([name, undefined]);
      continue;
    }
    const typed = value ?? words.shift();
    if (typed === undefined || (value === undefined && /^--?[a-z]/i.test(typed))) {
      const example = flag.options?.[0] ?? say('VALUE');
      throw new UsageError(
        say('{flag} needs a value: write {flag} {example}', { flag: `--${name}`, example }),
      );
    }
    given.push([name, typed]);
  }
  return { given, values };
}

/** `--name`, `--name=value`, `-n`, `-n=value` or `-nvalue`. */
function findFlag(
  word: string,
  known: KnownWords,
): { name: string; value: string | undefined; flag: KnownFlag } {
  const at = word.indexOf('=');
  const spelling = at < 0 ? word : word.slice(0, at);
  const long = spelling.startsWith('--');
  const [name, flag] =
    Object.entries(known.flags).find(([flagName, { char }]) =>
      long ? spelling === `--${flagName}` : char !== undefined && spelling === `-${char}`,
    ) ?? [];
  if (name === undefined || flag === undefined) {
    throw new UsageError(unknownFlag(spelling, known));
  }
  return { name, flag, value: at < 0 ? undefined : word.slice(at + 1) };
}

function unknownFlag(spelling: string, { flags, command, hint }: KnownWords): string {
  // A single hyphen before a whole name is a common slip.
  const typed = spelling.replace(/^-+/, '');
  const names = [...Object.keys(flags), 'help'];
  const instead = hint(typed);
  if (instead !== undefined) return say('unknown flag {flag}: {instead}', { flag: spelling, instead });
  const nearest = names.find((name) => name === typed) ?? suggest(typed, names);
  if (nearest !== undefined)
    return say('unknown flag {flag}: did you mean {nearest}?', { flag: spelling, nearest: `--${nearest}` });
  if (/key|secret|pass/i.test(typed)) {
    return say(
      'unknown flag {flag}: keys are read from FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY, never from the command line',
      { flag: spelling },
    );
  }
  const sentence = say('unknown flag {flag}', { flag: spelling });
  return say('{sentence}; see "{command} --help"', { sentence, command: `${commandName()} ${command}` });
}

function checkValue(
  name: string,
  value: string | undefined,
  flag: KnownFlag | undefined,
  withHelp: WithHelp,
): void {
  if (value === undefined || !flag) return;
  if (value.trim() === '') {
    throw new UsageError(say('{flag} is empty: give it a value, or leave it out', { flag: name }));
  }
  checkOption(name, value, flag, withHelp);
}

function checkVariable(name: string, value: string, flag: KnownFlag, withHelp: WithHelp): void {
  if (value.trim() === '') {
    throw new UsageError(say('{variable} is empty: give it a value, or unset it', { variable: name }));
  }
  if (flag.type === 'boolean' && !isSwitch(value)) {
    throw new UsageError(
      say('{variable} must be true or false, not {value}', { variable: name, value: quote(value) }),
    );
  }
  checkOption(name, value, flag, withHelp);
}

function checkOption(name: string, value: string, { options }: KnownFlag, withHelp: WithHelp): void {
  if (!options || options.includes(value)) return;
  const nearest = options.includes('zh') && namesChinese(value) ? 'zh' : suggest(value, options);
  const facts = { flag: name, choices: oneOf(options), value: quote(value) };
  throw new UsageError(
    nearest === undefined
      ? withHelp(nameFullWidth(say('{flag} must be {choices}, not {value}', facts), value))
      : say('{flag} must be {choices}, not {value}: did you mean {nearest}?', { ...facts, nearest }),
  );
}

/** The words that oclif takes for a flag without a value, and their opposites. */
function isSwitch(value: string): boolean {
  return /^(1|0|true|false|yes|no|y|n)$/i.test(value);
}
