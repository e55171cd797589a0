import { realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { packageFolder } from '../../files/packageFolder.js';

/**
 * What runs this program from the current folder, for hints that can be copied: `node bin/run.js` in a clone where it was
 * run so, npx in a project that it is installed in, its name elsewhere, as it is installed for all folders then.
 *
 * @example `start it with "${commandName()} serve"` // start it with "npx fmzproto serve"
 */
export function commandName(): string {
  try {
    const home = realpathSync(packageFolder(import.meta.url));
    const folder = ancestorsOf(process.cwd()).find((ancestor) => holds(ancestor, home));
    if (folder === undefined) return 'fmzproto';
    const [, script = ''] = process.argv;
    const scripts = ['run.js', 'dev.js'].map((name) => join(folder, 'bin', name));
    return scripts.includes(script) ? `node ${relative(process.cwd(), script)}` : 'npx fmzproto';
  } catch {
    // The current folder has been removed.
    return 'fmzproto';
  }
}

function holds(folder: string, home: string): boolean {
  return [folder, join(folder, 'node_modules', 'fmzproto')].some((place) => realPath(place) === home);
}

function realPath(place: string): string | undefined {
  try {
    return realpathSync(place);
  } catch {
    return undefined;
  }
}

function ancestorsOf(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestorsOf(parent)];
}
