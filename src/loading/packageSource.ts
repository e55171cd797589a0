import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AdapterSource } from './AdapterSource.js';

/** An adapter that is an npm package, as seen from a folder. */
export function packageSource(name: string, folder: string): AdapterSource {
  return {
    id: name,
    name: name.replace(/^@[^/]*\//, '').replace(/^fmzproto-exchange-/, ''),
    label: name,
    async locate() {
      const entry = await resolvePackage(name, folder);
      return { entry, root: await packageRoot(entry), whole: true };
    },
  };
}

/** @returns the full path of the file that a package exports. */
export async function resolvePackage(name: string, folder: string): Promise<string> {
  const { createJiti } = await import('jiti');
  const parent = join(folder, 'package.json');
  try {
    const found = createJiti(parent, { fsCache: false }).esmResolve(name, {
      parentURL: pathToFileURL(parent).href,
      conditions: ['node', 'import'],
    });
    return await realpath(found.startsWith('file:') ? fileURLToPath(found) : found);
  } catch (cause) {
    throw new Error(`the package ${name} is not installed, or its file is missing: run npm install`, {
      cause,
    });
  }
}

/** The nearest folder with a package.json that has a name, or else the folder of the file. */
async function packageRoot(entry: string): Promise<string> {
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '');
    if (/"name"\s*:/.test(text)) return folder;
  }
  return dirname(entry);
}
