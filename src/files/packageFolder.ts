import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from '../wording/say.js';

/**
 * The folder of the package that a module is of: the nearest one with a package.json. How deep the
 * module lies below it differs between `src/` and what is built from it.
 *
 * @param module its URL.
 * @throws Error where it is of no package.
 * @example packageFolder(import.meta.url) // '/home/me/fmzproto'
 */
export function packageFolder(module: string): string {
  const start = dirname(fileURLToPath(module));
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder))
      throw new Error(say('{folder} is in no package: install fmzproto again', { folder: start }));
  }
}
