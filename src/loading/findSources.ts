import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import { oneLine } from '../protocol/oneLine.js';
import { describeIssue } from '../protocol/parseWith.js';
import { suggest } from '../protocol/suggest.js';
import { codeOf } from '../protocol/thrown.js';
import { readSource, UnreadableSource } from './sourceFiles.js';
import { type AdapterSource, packageSource, pathSource } from './sources.js';

/** The config file is wrong. The message is one sentence that says what to change. */
class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const dependencies = v.optional(v.record(v.string(), v.unknown()), {});
const manifest = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ dependencies, devDependencies: dependencies, optionalDependencies: dependencies }),
);

/**
 * The adapters that a folder's package.json and config file name: packages called `fmzproto-exchange-*` first, and what
 * wins over them last.
 *
 * @throws ConfigError when the config file is wrong.
 */
export async function findSources(folder: string): Promise<AdapterSource[]> {
  const { exchanges } = readConfig(folder);
  const packages = await readPackages(folder);
  const configured = exchanges.map((exchange) =>
    isPath(exchange) ? pathSource(exchange, folder) : packageSource(exchange, folder),
  );
  const byId = new Map<string, AdapterSource>();
  for (const source of [...packages.map((name) => packageSource(name, folder)), ...configured]) {
    byId.delete(source.id);
    byId.set(source.id, source);
  }
  return [...byId.values()];
}

/** The names of packages that hold adapters. A package.json that cannot be read as one names none. */
async function readPackages(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  const { output, success } = v.safeParse(manifest, text);
  if (!success) return [];
  const { dependencies, devDependencies, optionalDependencies } = output;
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter((name) => /^(@[^/]+\/)?fmzproto-exchange-/.test(name))
    .sort();
}

function isPath(text: string): boolean {
  return isAbsolute(text) || /^\.\.?([/\\]|$)/.test(text);
}

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
interface Config {
  /** Paths, absolute or beginning with a dot, and names of packages. */
  exchanges: readonly string[];
}

/**
 * Reads the config file of a folder; one that is not there sets nothing.
 *
 * @throws ConfigError that names the file, and the field that is wrong.
 */
function readConfig(folder: string): Config {
  const text = readText(join(folder, CONFIG_FILE));
  if (text === undefined) return { exchanges: [] };
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
  return { exchanges: result.output.exchanges };
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
