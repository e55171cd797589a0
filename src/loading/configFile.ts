import { join } from 'node:path';
import * as v from 'valibot';
import { oneLine, quote } from '../protocol/oneLine.js';
import { describeIssue } from '../protocol/parseWith.js';
import { suggest } from '../protocol/suggest.js';
import { codeOrMessageOf, messageOf } from '../protocol/thrown.js';
import { listed, say } from '../wording/say.js';
import { type SettingFlags, settingsSchema } from './settings.js';
import { readSource, UnreadableSource } from './sourceFiles.js';

/** The config file is wrong. The message is one sentence that says what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The file that names adapters elsewhere and sets what else is to hold, in the working directory. */
export const CONFIG_FILE = 'fmzproto.config.json';

/**
 * The schema of the file.
 *
 * @param flags of `serve`. Whoever does not know them leaves its settings unchecked.
 */
export function configSchema(flags?: SettingFlags) {
  const adapter = v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty(() => say('is empty: give a path or the name of a package')),
  );
  const settings = flags ? settingsSchema(flags) : v.record(v.string(), v.unknown());
  return v.pipe(
    objectLike('{"exchanges": ["./adapters/mine"]}'),
    v.strictObject({
      $schema: v.optional(v.string()),
      exchanges: v.optional(
        v.pipe(
          v.array(adapter, () => say('must be a list like {example}', { example: '["./adapters/mine"]' })),
          v.description('Your own adapters: paths and names of packages.'),
        ),
        [],
      ),
      serve: v.optional(
        v.pipe(
          objectLike('{"port": 7000}'),
          settings,
          v.description('Flags of fmzproto serve, by their names.'),
        ),
        {},
      ),
    }),
  );
}

/** valibot takes lists for objects. */
function objectLike(example: string) {
  return v.custom<object>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    () => say('must be an object like {example}', { example }),
  );
}

/** What the file holds. */
export interface Config {
  /** Its full path; `undefined` where there is none. */
  path: string | undefined;
  /** Paths, absolute or beginning with a dot, and names of packages. */
  exchanges: readonly string[];
  /** What it sets of `serve`, by the names of flags. */
  serve: Readonly<Record<string, unknown>>;
}

/**
 * Reads the config file of a folder; one that is not there sets nothing.
 *
 * @param flags of `serve`, whose settings are checked; left out where another command reads the file.
 * @throws ConfigError that names the file, and the field that is wrong.
 */
export function readConfig(folder: string, flags?: SettingFlags): Config {
  const path = join(folder, CONFIG_FILE);
  const text = readText(path);
  if (text === undefined) return { path: undefined, exchanges: [], serve: {} };
  const json = parse(text);
  const result = v.safeParse(configSchema(flags), json, { abortEarly: true });
  if (!result.success) throw new ConfigError(explain(result.issues[0], flags));
  const { exchanges, serve } = result.output;
  if (flags) refuseSecrets(serve, flags);
  return { path, exchanges, serve };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = foreignMark(text) ?? oneLine(messageOf(error));
    throw new ConfigError(say('{file} is not valid JSON: {reason}', { file: CONFIG_FILE, reason }));
  }
}

/** The first mark of a Chinese keyboard that stands where JSON has its own, such as a full-width colon. */
function foreignMark(text: string): string | undefined {
  const lines = text.replace(/"(?:[^"\\\n]+|\\.)*"/g, '').split('\n');
  const at = lines.findIndex((line) => FULL_WIDTH.test(line));
  const mark = FULL_WIDTH.exec(lines[at] ?? '')?.[0];
  return mark && say('line {line} has the full-width character {mark}', { line: at + 1, mark: `"${mark}"` });
}

const FULL_WIDTH = /[\u2018-\u201F\u3000-\u303F\uFF01-\uFF5E]/;

function explain(issue: v.BaseIssue<unknown>, flags: SettingFlags = {}): string {
  if (issue.type !== 'strict_object' || issue.expected !== 'never')
    return say('{file}: {fault}', { file: CONFIG_FILE, fault: describeIssue(issue, say('the file')) });
  const [name = '', section] = (issue.path ?? []).map(({ key }) => String(key)).toReversed();
  const where = { file: CONFIG_FILE, name: quote(name) };
  if (SECRET.test(name))
    return say('{file}: {name} has no place there, FMZ sends keys with each request', where);
  const known = section === undefined ? SETTINGS : Object.keys(flags);
  const flag = section === undefined ? meant(name, Object.keys(flags)) : undefined;
  const nearest = meant(name, known) ?? (flag && `serve.${flag}`);
  if (nearest !== undefined)
    return say('{file} has no setting {name}: did you mean {nearest}?', { ...where, nearest });
  return say('{file} has no setting {name}: the settings are {known}', { ...where, known: listed(known) });
}

const SETTINGS = ['exchanges', 'serve'];
const SECRET = /key|secret|passw|passphrase|token/i;

/** Names in other spellings, such as `logLevel`, count as well. */
function meant(name: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.replace(/[^a-z\d]/gi, '').toLowerCase();
  return known.find((one) => plain(one) === plain(name)) ?? suggest(name, known);
}

/** A name and password in an address, or a parameter that is one. */
const PASSWORD = /:\/\/[^/?#\s]*@|[?&][^=&]*(key|secret|pass|token)[^=&]*=/i;

/** The file is read by whoever may read the folder, and goes where that is copied. */
function refuseSecrets(settings: Readonly<Record<string, unknown>>, flags: SettingFlags): void {
  const found = Object.entries(settings).find(([, value]) =>
    [value].flat().some((one) => typeof one === 'string' && PASSWORD.test(one)),
  );
  if (!found) return;
  const [name] = found;
  const variable = flags[name]?.env ?? '';
  throw new ConfigError(
    say('{file}: serve.{name} holds a password: leave it out, and set {variable} in the environment', {
      file: CONFIG_FILE,
      name,
      variable,
    }),
  );
}

function readText(path: string): string | undefined {
  let text: string;
  try {
    text = readSource(path);
  } catch (error) {
    if (error instanceof UnreadableSource) throw new ConfigError(`${CONFIG_FILE} ${error.message}`);
    const code = codeOrMessageOf(error);
    if (code === 'ENOENT') return undefined;
    throw new ConfigError(say('{file} cannot be read: {code}', { file: CONFIG_FILE, code }));
  }
  // What stands for bytes that are none: editors of Windows write UTF-16 and GBK as well.
  if (text.includes('\uFFFD'))
    throw new ConfigError(say('{file} is not UTF-8: save it as UTF-8', { file: CONFIG_FILE }));
  return text;
}
