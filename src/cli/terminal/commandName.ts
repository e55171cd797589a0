import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What runs this program from the current folder, for hints that can be copied: npx in a clone and in a project that it is
 * installed in, its name elsewhere, as it is installed for all folders then.
 *
 * @example `start it with "${commandName()} serve"` // start it with "npx fmzproto serve"
 */
export function commandName(): string {
  try {
    const home = realpathSync(fileURLToPath(new URL('../../..', import.meta.url)));
    return ancestorsOf(process.cwd()).some((folder) => holds(folder, home)) ? 'npx fmzproto' : 'fmzproto';
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
