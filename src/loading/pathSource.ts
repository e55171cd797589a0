import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import type { AdapterSource, Located } from './AdapterSource.js';
import { findIndex } from './findIndex.js';
import { resolvePackage } from './packageSource.js';
import { shortPath } from './shortPath.js';

const manifest = v.object({
  name: v.optional(v.string()),
  main: v.optional(v.string()),
  exports: v.optional(v.unknown()),
});

/** An adapter that is a file, or a folder with an index file or a package.json. */
export function pathSource(path: string, folder: string): AdapterSource {
  const id = resolve(folder, path);
  return {
    id,
    name: basename(id).replace(/\.[cm]?[jt]s$/, ''),
    label: shortPath(id),
    locate: () => locate(id),
  };
}

async function locate(path: string): Promise<Located> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats) throw new Error(`${shortPath(path)} does not exist`);
  if (stats.isFile()) return { entry: path, root: dirname(path), whole: false };
  const entry = (await findIndex(path)) ?? (await findMain(path));
  if (entry) return { entry, root: await realpath(path), whole: true };
  throw new Error(`${shortPath(path)} has neither an index.ts nor a package.json that names its file`);
}

async function findMain(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  const { output, success } = v.safeParse(v.pipe(v.string(), v.parseJson(), manifest), text);
  if (!success) return undefined;
  // A package may be named inside itself by what it exports.
  if (output.exports !== undefined && output.name) return resolvePackage(output.name, folder);
  return output.main && realpath(join(folder, output.main)).catch(() => undefined);
}
