import { realpath } from 'node:fs/promises';
import type { Exchange } from '../adapter/Exchange.js';
import { interruptible } from '../http/deadline.js';
import { methodNames } from '../protocol/methods.js';
import { quote } from '../protocol/oneLine.js';
import { say } from '../wording/say.js';
import { describeLoadError, locateFaults } from './adapterFaults.js';
import { FreshModules } from './FreshModules.js';
import { Translator } from './translate.js';

/** How loading an adapter ended. */
export type LoadResult =
  /** `files`: what its own files held, by full path. */
  | { exchange: Exchange; files: ReadonlyMap<string, string> }
  /** `reason`: one line that begins with the file. */
  | { reason: string; files: ReadonlyMap<string, string> };

/** Packages of which adapters get this program's own copy, by name: `fmzproto`, `valibot`. */
export type SharedPackages = () => Promise<ReadonlyMap<string, unknown>>;

/** How long the import of an adapter may take, in ms. */
const PATIENCE = 3000;

/**
 * Loads an adapter anew, with all of its own modules. TypeScript, ES modules and CommonJS run as they are; what they
 * import as `fmzproto` and `valibot` is this program's. Never rejects.
 *
 * @param entry the full path of the file whose default export comes from `defineExchange`.
 * @param options.root the adapter's folder. @default that of the file
 * @param options.shared what it imports by these names is this program's.
 * @param options.translator one that knows the files from before makes it quicker.
 * @param options.patience how long its import may take, in ms. @default 3000
 */
export async function loadExchange(
  entry: string,
  options: { root: string; shared: SharedPackages; patience?: number; translator?: Translator },
): Promise<LoadResult> {
  let modules: FreshModules | undefined;
  let file = entry;
  try {
    const [path, root] = await Promise.all([realpath(entry), realpath(options.root)]);
    file = path;
    modules = await createModules(root, options.translator ?? new Translator(), options.shared);
    const patience = options.patience ?? PATIENCE;
    const module = await importWithin(patience, modules, file);
    return { exchange: locateFaults(toExchange(module), modules.files), files: modules.files };
  } catch (error) {
    const files = modules?.files ?? new Map([[entry, '']]);
    return { reason: describeLoadError(error, entry, files), files };
  }
}

/** @throws Error when the import does not end within so many ms. */
function importWithin(patience: number, modules: FreshModules, file: string): Promise<unknown> {
  return interruptible(
    () => modules.import(file),
    ({ reject }) => {
      const reason = say('its import did not end within {seconds} s: is something awaited forever?', {
        seconds: patience / 1000,
      });
      const timer = setTimeout(() => reject(new Error(reason)), patience);
      return () => clearTimeout(timer);
    },
  );
}

async function createModules(
  root: string,
  translator: Translator,
  packages: SharedPackages,
): Promise<FreshModules> {
  const [{ createJiti }, shared] = await Promise.all([import('jiti'), packages()]);
  // Used to resolve and to translate. What is translated is kept in no file: other users might write to it.
  const jiti = createJiti(import.meta.url, { fsCache: false, moduleCache: false, interopDefault: false });
  return new FreshModules({ root, jiti, translator, shared });
}

/** A slash is in the names of exchanges that are wrapped around others. */
const OWN_NAME = /^[\p{L}\p{N}][\p{L}\p{N}-]{0,39}$/u;

/**
 * The exchange that a module exports by default.
 *
 * @throws TypeError that says what it exports instead.
 */
function toExchange(module: unknown): Exchange {
  const exported = defaultOf(module);
  // CommonJS that was translated from an ES module may hold the default export once more.
  const exchange = isExchange(exported) ? exported : defaultOf(exported);
  if (isExchange(exchange)) {
    if (OWN_NAME.test(exchange.name)) return exchange;
    throw new TypeError(
      say('its name {name} may contain only letters, digits and hyphens', { name: quote(exchange.name) }),
    );
  }
  if (exported === undefined) {
    throw new TypeError(
      say('has no default export: end it with "{form}"', { form: 'export default defineExchange({ ... })' }),
    );
  }
  throw new TypeError(
    say('the default export is {what}, it must be what defineExchange returns', { what: describe(exported) }),
  );
}

function defaultOf(module: unknown): unknown {
  if (typeof module !== 'object' || module === null || !('default' in module)) return undefined;
  // A file of CommonJS that sets no exports has empty ones.
  const nothing = !('__esModule' in module) && isEmpty(module.default);
  return nothing ? undefined : module.default;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Reflect.ownKeys(value).length === 0;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return say('a list');
  if (value instanceof Promise) return say('a promise');
  if (typeof value === 'function') return /^class\b/.test(String(value)) ? say('a class') : say('a function');
  return typeof value === 'object' ? say('a plain object') : say('a {type}', { type: typeof value });
}

function isExchange(value: unknown): value is Exchange {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'supports' in value &&
    Array.isArray(value.supports) &&
    value.supports.every((method) => methodNames.some((name) => name === method)) &&
    'needsKeys' in value &&
    typeof value.needsKeys === 'boolean' &&
    'withDefinition' in value &&
    typeof value.withDefinition === 'function'
  );
}
