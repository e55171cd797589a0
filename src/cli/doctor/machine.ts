import { dirname } from 'node:path';
import { fewDescriptors } from '../../server/guards/descriptors.js';
import { say } from '../../wording/say.js';
import type { Result } from './Finding.js';

/** The oldest Node.js that `engines` of package.json takes. */
const OLDEST = { major: 20, minor: 19 };

/** @param version as in `process.versions.node`. @example checkNode('22.12.0') // { status: 'ok', ... } */
export function checkNode(version: string): Result {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const { major: oldest, minor: least } = OLDEST;
  if (major > oldest || (major === oldest && minor >= least))
    return { status: 'ok', text: `Node.js ${version}` };
  const wanted = `${oldest}.${least}`;
  return {
    status: 'fail',
    text: say('Node.js {version} is older than {wanted}', { version, wanted }),
    remedy: say('install Node.js {wanted} or later', { wanted }),
  };
}

/** @param most how many files and connections a process may open here. */
export function checkDescriptors(most: number): Result {
  const few = fewDescriptors(most);
  if (few) return { status: 'warn', ...few };
  return { status: 'ok', text: say('{most} files and connections at once', { most }) };
}

const MIB = 1024 * 1024;

/** Below the first, files may soon be cut off; below the second, a look now and then is due. In bytes. */
const SCARCE = { fail: 50 * MIB, warn: 1024 * MIB };

/** @param free in bytes. */
export function checkDisk(folder: string, free: number): Result {
  const amount =
    free < 1024 * MIB ? `${Math.floor(free / MIB)} MiB` : `${Math.floor(free / (1024 * MIB))} GiB`;
  const text = say('{amount} free in {folder}', { amount, folder });
  if (free >= SCARCE.warn) return { status: 'ok', text };
  const remedy = say('delete what is not needed any more');
  return { status: free < SCARCE.fail ? 'fail' : 'warn', text, remedy };
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
