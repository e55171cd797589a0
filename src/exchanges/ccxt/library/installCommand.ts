import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * How ccxt is installed where fmzproto runs from: in a clone without a change of its package.json, in the project that
 * fmzproto is a dependency of, or else beside an fmzproto that is installed for all projects.
 *
 * @param own the folder of fmzproto.
 * @param cwd where the command runs.
 * @example installCommand('/usr/lib/node_modules/fmzproto', '/home/me') // 'npm install -g ccxt@4'
 */
export function installCommand(own = ownFolder(), cwd = process.cwd()): string {
  if (existsSync(join(own, 'src', 'index.ts')))
    return 'npm install --no-save ccxt@4 in the clone of fmzproto';
  const project = own.split(`${sep}node_modules${sep}`)[0] ?? own;
  const inside = cwd === project || cwd.startsWith(project + sep);
  return inside ? 'npm install ccxt@4' : 'npm install -g ccxt@4';
}

function ownFolder(): string {
  return dirname(fileURLToPath(new URL('../../../../package.json', import.meta.url)));
}
