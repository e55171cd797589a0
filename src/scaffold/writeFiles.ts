import { lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../files/writeAtomically.js';
import { codeOf, codeOrMessageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';

/** A new exchange cannot be written as it was asked for; nothing was. The message is one sentence that says what to try next. */
export class ScaffoldError extends Error {
  override readonly name = 'ScaffoldError';
}

/** A file that is to be written. */
export interface PlannedFile {
  /** From the current folder on, with slashes. */
  path: string;
  text: string;
}

/** A file that was written, or would be. */
export interface WrittenFile {
  path: string;
  /** Whether there was one before. */
  action: 'create' | 'change';
}

/**
 * Looks whether an adapter may be written into a folder.
 *
 * @param name of the folder in `adapters`.
 * @param force overwrite the files of an adapter that is there.
 * @throws ScaffoldError when there is one already, also under its name in another case.
 */
export async function checkFolder(adapters: string, name: string, force: boolean): Promise<void> {
  const there = await readdir(adapters).catch(nothingThere(adapters));
  const other = there.find((found) => found !== name && found.toLowerCase() === name.toLowerCase());
  const folder = join(adapters, name);
  if (other !== undefined) {
    const path = join(adapters, other);
    throw new ScaffoldError(say('{path} already exists: use its name, or move it away', { path }));
  }
  if (!there.includes(name)) return;
  const kind = await lstat(folder);
  if (!kind.isDirectory()) {
    throw new ScaffoldError(
      say('{folder} already exists and is not a folder: move it away, or choose another name', { folder }),
    );
  }
  if (!force && (await readdir(folder)).length > 0) {
    throw new ScaffoldError(
      say('{folder} already exists: choose another name, or overwrite its generated files with --force', {
        folder,
      }),
    );
  }
}

/**
 * What writing would do to each file.
 *
 * @param root the folder that paths start from; below it nothing is written through a symbolic link.
 * @throws ScaffoldError when a link, or something that is not a file, stands where a file or folder has to be.
 */
export async function inspectFiles(root: string, files: readonly PlannedFile[]): Promise<WrittenFile[]> {
  return Promise.all(
    files.map(async ({ path }) => {
      const parts = path.split('/');
      for (const [index] of parts.entries()) {
        const place = parts.slice(0, index + 1).join('/');
        const isLast = index === parts.length - 1;
        const found = await lstat(join(root, place)).catch((error: unknown) => {
          if (codeOf(error) === 'ENOENT') return undefined;
          throw new ScaffoldError(
            say('{path} cannot be read: {reason}', { path: place, reason: codeOrMessageOf(error) }),
            {
              cause: error,
            },
          );
        });
        if (!found) return { path, action: 'create' };
        if (found.isSymbolicLink())
          throw new ScaffoldError(say('{place} is a link: nothing is written through it', { place }));
        if (isLast ? !found.isFile() : !found.isDirectory()) {
          throw new ScaffoldError(
            isLast
              ? say('{place} already exists and is not a file: move it away', { place })
              : say('{place} already exists and is not a folder: move it away', { place }),
          );
        }
      }
      return { path, action: 'change' };
    }),
  );
}

/** Writes files, each of them completely or not at all. */
export async function writeFiles(root: string, files: readonly PlannedFile[]): Promise<void> {
  for (const { path, text } of files) {
    const place = join(root, path);
    try {
      await mkdir(dirname(place), { recursive: true });
      await writeAtomically(place, text, 0o666);
    } catch (cause) {
      const reason = codeOrMessageOf(cause);
      throw new ScaffoldError(
        say('{path} cannot be written ({reason}); the files before it were written', { path, reason }),
        { cause },
      );
    }
  }
}

function nothingThere(folder: string): (error: unknown) => string[] {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw new ScaffoldError(say('{folder} cannot be read as a folder', { folder }), { cause: error });
  };
}
