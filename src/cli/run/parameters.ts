import { compareDecimals, toDecimal } from '../../protocol/decimal.js';
import { escapeRegExp, quote } from '../../protocol/oneLine.js';
import { suggest } from '../../protocol/suggest.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';

/** What is known of a strategy's parameters. */
interface KnownParameters {
  /** Those that its header has, with their defaults. */
  defaults: ReadonlyMap<string, unknown>;
  /** The strategy and its libraries: a parameter that the header lacks is mentioned there. */
  sources: readonly string[];
  /** Takes a line about a parameter that is set, but that nothing seems to read. */
  note(line: string): void;
}

/**
 * The parameters of a strategy, which it finds as globals: the defaults of its header, and over them `--arg NAME=VALUE`. A
 * value has the type of its default; without one, `0.5` is a number, `true` and `false` are booleans, and all else is
 * text, as is `"5"`.
 * One that the code does not name is set as well: it may be that of a template, or found by a name that is put together.
 *
 * @throws UsageError where a name is nearly that of a parameter, or a value does not fit its default.
 * @example readParameters(['Levels=5'], { defaults: new Map([['Levels', 3]]), sources: [], note: print }) // { Levels: 5 }
 */
export function readParameters(
  values: readonly string[],
  { defaults, sources, note }: KnownParameters,
): Record<string, unknown> {
  const parameters = new Map(defaults);
  const given = new Set<string>();
  const names = values.map(nameOf);
  for (const text of values) {
    const at = text.indexOf('=');
    const name = nameOf(text);
    if (at < 1)
      throw new UsageError(say('--arg {text} has no value: write it like Levels=5', { text: quote(text) }));
    if (given.has(name))
      throw new UsageError(say('--arg names {name} twice: leave out one of them', { name }));
    if (!defaults.has(name) && !isMentioned(name, sources)) {
      const others = [...defaults.keys()].filter((one) => !names.includes(one));
      refuseMisspelled(name, others);
      note(
        say('neither the strategy nor a library names the parameter {name}: is it spelled as there?', {
          name,
        }),
      );
    }
    given.add(name);
    parameters.set(name, typed(name, text.slice(at + 1), defaults.get(name)));
  }
  return Object.fromEntries(parameters);
}

function nameOf(text: string): string {
  return text.slice(0, text.indexOf('=')).trim();
}

function typed(name: string, text: string, like: unknown): unknown {
  if (typeof like === 'string') return text;
  const plain = text.trim();
  const truth = /^true$/i.test(plain) ? true : /^false$/i.test(plain) ? false : undefined;
  const decimal = toDecimal(plain);
  const number = decimal === undefined ? undefined : Number(decimal);
  if (typeof like === 'boolean') {
    const told = truth ?? (number === 1 ? true : number === 0 ? false : undefined);
    if (told !== undefined) return told;
    throw new UsageError(
      say('--arg {name} must be true or false, like its default {like}, not {value}', {
        name,
        like: String(like),
        value: quote(text),
      }),
    );
  }
  if (typeof like === 'number') {
    if (number !== undefined) return number;
    throw new UsageError(
      say('--arg {name} must be a number, like its default {like}, not {value}', {
        name,
        like,
        value: quote(text),
      }),
    );
  }
  if (typeof like === 'object' && like !== null) return fromJson(name, text);
  return truth ?? (isFigure(decimal, plain) ? number : unquoted(text));
}

/** Whether it is a number: of an id or a phone that begins with 0, or is longer, one would lose digits. */
function isFigure(decimal: string | undefined, text: string): boolean {
  const kept = decimal === undefined ? undefined : toDecimal(Number(decimal));
  return kept !== undefined && compareDecimals(kept, decimal ?? '') === 0 && !/^[-+]?0\d/.test(text);
}

/** `"5"` is the text 5. */
function unquoted(text: string): string {
  return /^".*"$/s.test(text) ? text.slice(1, -1) : text;
}

function fromJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(
      say('--arg {name} must be JSON, like its default, not {value}', { name, value: quote(text) }),
    );
  }
}

/** Names have letters of any language. */
function isMentioned(name: string, sources: readonly string[]): boolean {
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return false;
  const word = new RegExp(`(?<![\\p{L}\\p{N}_$.])${escapeRegExp(name)}(?![\\p{L}\\p{N}_$])`, 'u');
  return sources.some((source) => word.test(source));
}

/** @param others the parameters that are not set by their own names. */
function refuseMisspelled(name: string, others: readonly string[]): void {
  const nearest = suggest(name, others);
  if (nearest)
    throw new UsageError(
      say('the strategy has no parameter {name}: did you mean {nearest}?', { name: quote(name), nearest }),
    );
}
