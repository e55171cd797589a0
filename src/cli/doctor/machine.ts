import { dirname } from 'node:path';
import type { Result } from './Finding.js';

/** The oldest Node.js that `engines` of package.json takes. */
const OLDEST = { major: 20, minor: 19 };

/** @param version as in `process.versions.node`. @example checkNode('22.12.0') // { status: 'ok', ... } */
export function checkNode(version: string): Result {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const { major: oldest, minor: least } = OLDEST;
  if (major > oldest || (major === oldest && minor >= least))
    return { status: 'ok', text: `Node.js ${version}` };
  return {
    status: 'fail',
    text: `Node.js ${version} is older than ${oldest}.${least}`,
    remedy: `install Node.js ${oldest}.${least} or later`,
  };
}

const MIB = 1024 * 1024;

/** Below the first, files may soon be cut off; below the second, a look now and then is due. In bytes. */
const SCARCE = { fail: 50 * MIB, warn: 1024 * MIB };

/** @param free in bytes. */
export function checkDisk(folder: string, free: number): Result {
  const amount =
    free < 1024 * MIB ? `${Math.floor(free / MIB)} MiB` : `${Math.floor(free / (1024 * MIB))} GiB`;
  const text = `${amount} free in ${folder}`;
  if (free >= SCARCE.warn) return { status: 'ok', text };
  return { status: free < SCARCE.fail ? 'fail' : 'warn', text, remedy: 'delete what is not needed any more' };
}

/** Flags of `serve` that name a file that it writes, or a folder. */
const FILES = ['paper-state', 'log-file'];
const FOLDERS = ['record'];

/**
 * The folders that `serve` writes into, and the current one.
 *
 * @param setting the value of a flag, from the environment or the config file.
 */
export function foldersInUse(setting: (flag: string) => string | undefined): string[] {
  const files = FILES.flatMap((flag) => setting(flag) ?? []).map((file) => dirname(file));
  return [...new Set(['.', ...files, ...FOLDERS.flatMap((flag) => setting(flag) ?? [])])];
}
