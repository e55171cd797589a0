import { mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** An empty folder in which fmzproto is installed, as npm does it: with what the project's package.json names beside it. */
export async function projectFolder(installed = root): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fmzproto-project-'));
  await mkdir(join(folder, 'node_modules'));
  await symlink(installed, join(folder, 'node_modules/fmzproto'));
  for (const name of ['valibot', '@types']) {
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  return folder;
}
