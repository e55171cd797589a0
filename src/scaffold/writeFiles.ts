import { lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../files/writeAtomically.js';
import { codeOf } from '../protocol/thrown.js';

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
    throw new ScaffoldError(`${join(adapters, other)} already exists: use its name, or move it away`);
  }
  if (!there.includes(name)) return;
  const kind = await lstat(folder);
  if (!kind.isDirectory()) {
    throw new ScaffoldError(
      `${folder} already exists and is not a folder: move it away, or choose another name`,
    );
  }
  if (!force && (await readdir(folder)).length > 0) {
    throw new ScaffoldError(
      `${folder} already exists: choose another name, or overwrite its generated files with --force`,
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
          throw new ScaffoldError(`${place} cannot be looked at: it may lie in a file, or be locked`, {
            cause: error,
          });
        });
        if (!found) return { path, action: 'create' };
        if (found.isSymbolicLink())
          throw new ScaffoldError(`${place} is a link: nothing is written through it`);
        if (isLast ? !found.isFile() : !found.isDirectory()) {
          throw new ScaffoldError(
            `${place} already exists and is not a ${isLast ? 'file' : 'folder'}: move it away`,
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
      const code = codeOf(cause);
      const reason = code === undefined ? '' : ` (${code})`;
      throw new ScaffoldError(`${path} cannot be written${reason}; the files listed before it were written`, {
        cause,
      });
    }
  }
}

function nothingThere(folder: string): (error: unknown) => string[] {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw new ScaffoldError(`${folder} cannot be read as a folder`, { cause: error });
  };
}
