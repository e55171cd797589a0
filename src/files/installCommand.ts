import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { say } from '../wording/say.js';
import { packageFolder } from './packageFolder.js';

/**
 * How a package that is optional is installed where fmzproto runs from: in a clone without a change of its package.json, in
 * the project that fmzproto is a dependency of, or else beside an fmzproto that is installed for all projects.
 *
 * @param wanted the package with its version.
 * @param own the folder of fmzproto.
 * @param cwd where the command runs.
 * @example installCommand('ccxt@4', '/usr/lib/node_modules/fmzproto', '/home/me') // 'npm install -g ccxt@4'
 */
export function installCommand(
  wanted: string,
  own = packageFolder(import.meta.url),
  cwd = process.cwd(),
): string {
  if (existsSync(join(own, 'src', 'index.ts')))
    return say('npm install --no-save {wanted} in the clone of fmzproto', { wanted });
  const project = own.split(`${sep}node_modules${sep}`)[0] ?? own;
  const inside = cwd === project || cwd.startsWith(project + sep);
  return inside ? `npm install ${wanted}` : `npm install -g ${wanted}`;
}
