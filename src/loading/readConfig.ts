import { join } from 'node:path';
import * as v from 'valibot';
import { UsageError } from '../cli/terminal/errors.js';
import { oneLine } from '../protocol/oneLine.js';
import { describeIssue } from '../protocol/parseWith.js';
import { suggest } from '../protocol/suggest.js';
import { codeOf } from '../protocol/thrown.js';
import { NoSource, readSource } from './readSource.js';

/** The file that names adapters elsewhere, in the working directory. */
const CONFIG_FILE = 'fmzproto.config.json';

const setting = v.pipe(v.string(), v.trim(), v.nonEmpty('is empty: give a path or the name of a package'));
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const settings = { exchanges: v.optional(v.array(setting), []) };

const file = v.pipe(
  v.custom<object>(isObject, 'must be an object like {"exchanges": ["./adapters/mine"]}'),
  v.looseObject(settings),
);

/** What the file holds. */
export interface Config {
  /** Paths, absolute or beginning with a dot, and names of packages. */
  exchanges: readonly string[];
}

/**
 * Reads the config file of a folder; one that is not there sets nothing.
 *
 * @throws UsageError that names the file, and the field that is wrong.
 */
export function readConfig(folder: string): Config {
  const text = readText(join(folder, CONFIG_FILE));
  if (text === undefined) return { exchanges: [] };
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${CONFIG_FILE} is not valid JSON: ${oneLine(reason)}`);
  }
  const result = v.safeParse(file, json, { abortEarly: true });
  if (!result.success) throw new UsageError(`${CONFIG_FILE}: ${describeIssue(result.issues[0], 'the file')}`);
  refuseUnknown(Object.keys(result.output));
  return { exchanges: result.output.exchanges };
}

function refuseUnknown(names: readonly string[]): void {
  const known = Object.keys(settings);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const meant = suggest(unknown, known);
  const advice = meant ? `did you mean ${meant}?` : `the settings are ${known.join(', ')}`;
  throw new UsageError(`${CONFIG_FILE} has no setting ${JSON.stringify(unknown)}: ${advice}`);
}

function readText(path: string): string | undefined {
  try {
    return readSource(path);
  } catch (error) {
    if (error instanceof NoSource) throw new UsageError(`${CONFIG_FILE} ${error.message}`);
    const code = codeOf(error) ?? error;
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`${CONFIG_FILE} cannot be read: ${code}`);
  }
}
