import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AdapterSource } from './AdapterSource.js';
import { findIndex } from './findIndex.js';
import { shortPath } from './shortPath.js';

/** The adapters of a folder, `<folder>/<name>/index.ts` or the like, by name. A folder that is not there holds none. */
export async function folderSources(folder: string): Promise<AdapterSource[]> {
  const path = resolve(folder);
  const items = await readdir(path, { withFileTypes: true }).catch(() => []);
  const sources = await Promise.all(
    items
      .filter((item) => item.isDirectory() || item.isSymbolicLink())
      .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
      .map(({ name }) => toSource(join(path, name), name)),
  );
  return sources.flat().sort((a, b) => a.name.localeCompare(b.name));
}

async function toSource(root: string, name: string): Promise<AdapterSource[]> {
  if (!(await findIndex(root))) return [];
  const label = shortPath(root);
  return [
    {
      id: root,
      name,
      label,
      async locate() {
        const entry = await findIndex(root);
        if (entry) return { entry, root, whole: true };
        throw new Error(`${label} has no index.ts`);
      },
    },
  ];
}
