import { readFileSync, statSync } from 'node:fs';

/** The largest file that is taken for code, in bytes. */
export const LARGEST_SOURCE = 16 * 1024 * 1024;

/** A file that is no regular one, or too large to be code: reading it may never end. */
export class NoSource extends Error {
  override readonly name = 'NoSource';
}

/**
 * Reads a file of an adapter.
 *
 * @throws NoSource, and what the file system says.
 */
export function readSource(path: string): string {
  const stats = statSync(path);
  if (stats.isDirectory()) throw new NoSource('is a folder');
  if (!stats.isFile()) throw new NoSource('is not a regular file');
  if (stats.size > LARGEST_SOURCE) {
    throw new NoSource(`is larger than ${LARGEST_SOURCE / 1024 / 1024} MiB: too large to be code`);
  }
  return readFileSync(path, 'utf8');
}
