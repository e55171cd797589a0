import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../wording/say.js';

const CODE = /\.([cm]?[jt]s|json)$/;

/** Whether a file is code, by its name. */
export function isCode(path: string): boolean {
  return CODE.test(path) && !/(^|[/\\])\.[^/\\]*$/.test(path);
}

/** Whether a folder of an adapter holds no code of its own: what it depends on, and what tests it. */
export function isForeign(name: string): boolean {
  return name.startsWith('.') || ['node_modules', 'fixtures', 'test'].includes(name);
}

/** The full paths of all code files of an adapter's folder. */
export function listCode(folder: string): string[] {
  return readFolder(folder).flatMap((item) => {
    const path = join(folder, item.name);
    if (item.isDirectory()) return isForeign(item.name) ? [] : listCode(path);
    return isCode(path) ? [path] : [];
  });
}

/** What files hold, as a hash by path; one that cannot be read counts as empty. */
export function hashFiles(paths: Iterable<string>): Map<string, string> {
  return new Map([...paths].map((path) => [path, hashOf(readText(path))]));
}

/** "" for an empty text. */
export function hashOf(text: string): string {
  if (text === '') return '';
  return createHash('sha256').update(text).digest('base64url');
}

// Each step that waited would wait behind all requests that are running.
function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readText(path: string): string {
  try {
    return readSource(path);
  } catch {
    return '';
  }
}

/** The largest file that is taken for code, in bytes. */
const LARGEST_SOURCE = 16 * 1024 * 1024;

/** A file that is not a regular file, or is too large to be code: reading it may never end. */
export class UnreadableSource extends Error {
  override readonly name = 'UnreadableSource';
}

/**
 * Reads a file of an adapter.
 *
 * @throws UnreadableSource, and what the file system says.
 */
export function readSource(path: string): string {
  const stats = statSync(path);
  if (stats.isDirectory()) throw new UnreadableSource(say('is a folder'));
  if (!stats.isFile()) throw new UnreadableSource(say('is not a regular file'));
  if (stats.size > LARGEST_SOURCE) {
    throw new UnreadableSource(
      say('is larger than {most} MiB: too large to be code', { most: LARGEST_SOURCE / 1024 / 1024 }),
    );
  }
  return readFileSync(path, 'utf8');
}
