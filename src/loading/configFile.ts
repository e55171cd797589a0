import { join } from 'node:path';
import * as v from 'valibot';
import { oneLine } from '../protocol/oneLine.js';
import { describeIssue } from '../protocol/parseWith.js';
import { suggest } from '../protocol/suggest.js';
import { codeOf } from '../protocol/thrown.js';
import { readSource, UnreadableSource } from './sourceFiles.js';

/** The config file is wrong. The message is one sentence that says what to change. */
class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The file that names adapters elsewhere and sets what else is to hold for them, in the working directory. */
export const CONFIG_FILE = 'fmzproto.config.json';

const setting = v.pipe(v.string(), v.trim(), v.nonEmpty('is empty: give a path or the name of a package'));
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const STREAM = 'must be "auto", "off" or an object like {"OKX": "off"}';
const streamWord = v.picklist(['auto', 'off'], 'must be "auto" or "off"');
const settings = {
  exchanges: v.optional(v.array(setting), []),
  stream: v.optional(
    v.union([streamWord, v.pipe(v.custom<object>(isObject), v.record(v.string(), streamWord))], STREAM),
  ),
};

const file = v.pipe(
  v.custom<object>(isObject, 'must be an object like {"exchanges": ["./adapters/mine"]}'),
  v.looseObject(settings),
);

/** What the file holds. */
export interface Config {
  /** Paths, absolute or beginning with a dot, and names of packages. */
  exchanges: readonly string[];
  /** Whether prices come from streams, as `--stream` takes it: `off`, `OKX=off`. */
  streams: readonly string[];
}

/**
 * Reads the config file of a folder; one that is not there sets nothing.
 *
 * @throws ConfigError that names the file, and the field that is wrong.
 */
export function readConfig(folder: string): Config {
  const text = readText(join(folder, CONFIG_FILE));
  if (text === undefined) return { exchanges: [], streams: [] };
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${CONFIG_FILE} is not valid JSON: ${oneLine(reason)}`);
  }
  const result = v.safeParse(file, json, { abortEarly: true });
  if (!result.success)
    throw new ConfigError(`${CONFIG_FILE}: ${describeIssue(result.issues[0], 'the file')}`);
  refuseUnknown(Object.keys(result.output));
  const { exchanges, stream = {} } = result.output;
  const streams = typeof stream === 'string' ? [stream] : Object.entries(stream).map((one) => one.join('='));
  return { exchanges, streams };
}

function refuseUnknown(names: readonly string[]): void {
  const known = Object.keys(settings);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const meant = suggest(unknown, known);
  const advice = meant ? `did you mean ${meant}?` : `the settings are ${known.join(', ')}`;
  throw new ConfigError(`${CONFIG_FILE} has no setting ${JSON.stringify(unknown)}: ${advice}`);
}

function readText(path: string): string | undefined {
  try {
    return readSource(path);
  } catch (error) {
    if (error instanceof UnreadableSource) throw new ConfigError(`${CONFIG_FILE} ${error.message}`);
    const code = codeOf(error) ?? error;
    if (code === 'ENOENT') return undefined;
    throw new ConfigError(`${CONFIG_FILE} cannot be read: ${code}`);
  }
}
