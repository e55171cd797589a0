import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { temporaryName } from './leftovers.js';

/**
 * Writes a file so that whoever opens it, at any time and after any crash, finds all of its old or all of its new content.
 *
 * @param mode who may read it. @default its owner alone
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  mode = 0o600,
): Promise<void> {
  const temporary = temporaryName(path);
  const file = await open(temporary, 'wx', mode);
  try {
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** The new name is on the disk only when the folder is; some systems cannot do that, and lose nothing by it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  if (!folder) return;
  try {
    await folder.sync().catch(() => undefined);
  } finally {
    await folder.close();
  }
}
