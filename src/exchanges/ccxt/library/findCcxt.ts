import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
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
  const root = above(folder) ?? above(dirname(fileURLToPath(import.meta.url)));
  if (root === undefined) return undefined;
  const modules = join(root, 'js', 'src');
  const { version } = v.parse(manifest, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  // It may be about to be installed.
  if (!existsSync(modules)) return undefined;
  const ids = readdirSync(modules)
    .flatMap((file) => /^([a-z\d]+)\.js$/.exec(file)?.[1] ?? [])
    .sort();
  if (ids.length === 0) return undefined;
  return { version, ids, moduleOf: (id) => pathToFileURL(join(modules, `${id}.js`)).href };
}

/** The folder of the ccxt package that is installed in a folder or above it. Node would remember that there is none. */
function above(folder: string): string | undefined {
  const root = join(folder, 'node_modules', 'ccxt');
  if (existsSync(join(root, 'package.json'))) return root;
  const parent = dirname(folder);
  return parent === folder ? undefined : above(parent);
}
