import * as v from 'valibot';
import { oneOf, say } from '../wording/say.js';

/** What of a flag decides which values it takes, as oclif has it. */
export interface SettingFlag {
  type: 'boolean' | 'option';
  /** The variable of the environment that it is read from as well. */
  env?: string;
  summary?: string;
  default?: unknown;
  /** Whether it takes several values. @default false */
  multiple?: boolean;
  /** The only values it takes. @default any */
  options?: readonly string[];
  /** The least whole number it takes. */
  min?: number;
  max?: number;
}

/** The flags that a file may set, by their names. */
export type SettingFlags = Readonly<Record<string, SettingFlag>>;

/**
 * The schema of an object that sets flags: each by the name that it has on the command line, so that what `--help` and the
 * documents call it is found in the file as well.
 *
 * @example settingsSchema(Serve.flags) // of { "port": 7000, "log-level": "debug" }
 */
export function settingsSchema(flags: SettingFlags) {
  const entries = Object.entries(flags).map(([name, flag]) => [
    name,
    v.optional(v.pipe(kindOf(flag), v.metadata(describe(flag)))),
  ]);
  const settings: Record<string, v.OptionalSchema<v.GenericSchema, undefined>> = Object.fromEntries(entries);
  return v.strictObject(settings);
}

function kindOf({ type, multiple, options, min, max }: SettingFlag): v.GenericSchema {
  if (type === 'boolean') return v.boolean(() => say('must be true or false'));
  if (min !== undefined && max !== undefined) {
    const told = () => say('must be a whole number from {min} to {max}', { min, max });
    return v.pipe(v.number(told), v.integer(told), v.minValue(min, told), v.maxValue(max, told));
  }
  if (options) return v.picklist(options, () => say('must be {choices}', { choices: oneOf(options) }));
  const told = () => (multiple ? say('must be a text or a list of texts') : say('must be a text'));
  const text = v.pipe(
    v.string(told),
    v.regex(/\S/, () => say('is empty: give it a value, or leave it out')),
  );
  return multiple ? v.union([text, v.array(text)], told) : text;
}

/** What editors show. */
function describe({ summary = '', default: value }: SettingFlag) {
  const simple = ['string', 'number', 'boolean'].includes(typeof value);
  return { description: summary, ...(simple && { default: value }) };
}

/** Flags that take what a file has set for their defaults. */
export function withDefaults<T extends SettingFlags>(
  flags: T,
  settings: Readonly<Record<string, unknown>>,
): T {
  const changed = Object.entries(settings).map(([name, value]) => [
    name,
    Object.assign({}, flags[name], { default: value }),
  ]);
  return Object.assign({}, flags, Object.fromEntries(changed));
}
