import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { codeOf, codeOrMessageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';

/** A place that an author's adapter comes from. */
export interface AdapterSource {
  /** Full path, or name of the package: tells it from the others. */
  id: string;
  /** What its exchange is taken to be called until it says so itself. */
  name: string;
  /** As people know it: `exchanges/bybit`. */
  label: string;
  /**
   * Finds it on the disk.
   *
   * @throws Error whose message is one line that names the place.
   */
  locate(): Promise<Located>;
  /** It stands for a whole folder of adapters that cannot be read. */
  unreadable?: true;
}

/** An adapter on the disk, by full paths. */
export interface Located {
  /** The file whose default export it is. */
  entry: string;
  /** The folder that holds its files. */
  root: string;
  /** Whether all code in that folder is its own. */
  whole: boolean;
}

/**
 * The adapters of a folder, `<folder>/<name>/index.ts` or the like, by name. A folder that is not there holds none; one that cannot
 * be read is itself what cannot be loaded.
 */
export async function folderSources(folder: string): Promise<AdapterSource[]> {
  const path = resolve(folder);
  let items: Dirent[];
  try {
    items = await readdir(path, { withFileTypes: true });
  } catch (error) {
    return isAbsent(error) ? [] : [unreadableSource(path)];
  }
  const sources = await Promise.all(
    items
      .filter((item) => item.isDirectory() || item.isSymbolicLink())
      .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
      .map(({ name }) => toSource(join(path, name), name)),
  );
  return sources.flat().sort((a, b) => a.name.localeCompare(b.name));
}

/** A folder of adapters that cannot be read. */
function unreadableSource(path: string): AdapterSource {
  const label = shortPath(path);
  return {
    ...{ id: path, name: basename(path), label, unreadable: true },
    async locate() {
      await readdir(path).catch((error: unknown) => {
        throw unreadable(path, error);
      });
      throw new Error(say('{folder} has no index.ts', { folder: label }));
    },
  };
}

async function toSource(root: string, name: string): Promise<AdapterSource[]> {
  // One that cannot be read may be an adapter: it is told when it is to be loaded.
  if (!(await findIndex(root).catch(() => true))) return [];
  const label = shortPath(root);
  return [
    {
      id: root,
      name,
      label,
      async locate() {
        const entry = await findIndex(root);
        if (entry) return { entry, root, whole: true };
        throw new Error(say('{folder} has no index.ts', { folder: label }));
      },
    },
  ];
}

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
async function resolvePackage(name: string, folder: string): Promise<string> {
  const { createJiti } = await import('jiti');
  const parent = join(folder, 'package.json');
  try {
    const found = createJiti(parent, { fsCache: false }).esmResolve(name, {
      parentURL: pathToFileURL(parent).href,
      conditions: ['node', 'import'],
    });
    return await realpath(found.startsWith('file:') ? fileURLToPath(found) : found);
  } catch (cause) {
    throw new Error(
      say('the package {name} is not installed, or its file is missing: run npm install', { name }),
      { cause },
    );
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
  if (!stats) throw new Error(say('{path} does not exist', { path: shortPath(path) }));
  if (stats.isFile()) return { entry: path, root: dirname(path), whole: false };
  const entry = (await findIndex(path)) ?? (await findMain(path));
  if (entry) return { entry, root: await realpath(path), whole: true };
  throw new Error(
    say('{path} has neither an index.ts nor a package.json that names its file', { path: shortPath(path) }),
  );
}

async function findMain(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  const { output, success } = v.safeParse(v.pipe(v.string(), v.parseJson(), manifest), text);
  if (!success) return undefined;
  // A package may be named inside itself by what it exports.
  if (output.exports !== undefined && output.name) return resolvePackage(output.name, folder);
  return output.main && realpath(join(folder, output.main)).catch(() => undefined);
}

const NAMES = ['index.ts', 'index.mts', 'index.cts', 'index.js', 'index.mjs', 'index.cjs'];

/**
 * The full path of the file that a folder begins with; TypeScript before what may have been made of it.
 *
 * @throws Error whose message is one line, where the folder is there and cannot be read.
 */
async function findIndex(folder: string): Promise<string | undefined> {
  const files = await readdir(folder).catch((error: unknown): string[] => {
    if (isAbsent(error)) return [];
    throw unreadable(folder, error);
  });
  const name = NAMES.find((candidate) => files.includes(candidate));
  return name && join(folder, name);
}

/** Whether there is no such folder, be it that a file has its name. */
export function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');
}

function unreadable(folder: string, cause: unknown): Error {
  const code = codeOrMessageOf(cause);
  return new Error(say('{path} cannot be read ({code})', { path: shortPath(folder), code }), { cause });
}

/** A path as seen from the working directory, where it is below it. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') || short === '' ? path : short.split(sep).join('/');
}
