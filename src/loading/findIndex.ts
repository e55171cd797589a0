import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const NAMES = ['index.ts', 'index.mts', 'index.cts', 'index.js', 'index.mjs', 'index.cjs'];

/** The full path of the file that a folder begins with; TypeScript before what may have been made of it. */
export async function findIndex(folder: string): Promise<string | undefined> {
  const files = await readdir(folder).catch((): string[] => []);
  const name = NAMES.find((candidate) => files.includes(candidate));
  return name && join(folder, name);
}
