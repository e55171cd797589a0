import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';

/** A ccxt that is installed. */
export interface Ccxt {
  version: string;
  /** The ids of its exchanges, in alphabetical order. */
  ids: readonly string[];
  /** Where the module of an exchange is, as a file: URL. */
  moduleOf(id: string): string;
}

const manifest = v.object({ version: v.string() });

/**
 * Finds the installed ccxt, without loading any of it: in the folder where fmzproto was started (where
 * `npm install ccxt` puts it), or else beside fmzproto.
 *
 * @returns `undefined` where it is not installed.
 */
export function findCcxt(folder = process.cwd()): Ccxt | undefined {
  const root = resolveFrom(pathToFileURL(join(folder, 'index.js')).href) ?? resolveFrom(import.meta.url);
  if (root === undefined) return undefined;
  const modules = join(root, 'js', 'src');
  const { version } = v.parse(manifest, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const ids = readdirSync(modules)
    .flatMap((file) => /^([a-z\d]+)\.js$/.exec(file)?.[1] ?? [])
    .sort();
  return { version, ids, moduleOf: (id) => pathToFileURL(join(modules, `${id}.js`)).href };
}

/** The folder of the ccxt package that a module at `from` would load. */
function resolveFrom(from: string): string | undefined {
  try {
    // Its entry for require is in dist/.
    return dirname(dirname(createRequire(from).resolve('ccxt')));
  } catch {
    return undefined;
  }
}
