import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../../src/protocol/thrown.js';

/** A disk of 512 KiB in memory, that the command sees alone: in a namespace of its own, which no rights are needed for. */
const MOUNT = 'mount -t tmpfs -o size=512k tmpfs "$1" && shift && exec "$@"';

/** Runs a command with a small disk in place of a folder, which has to be there. */
export const withSmallDisk = (folder: string) => ['unshare', '-rm', 'sh', '-c', MOUNT, 'sh', folder];

/** Whether this machine lets a program have a disk of its own. */
export function hasSmallDisks(folder: string): boolean {
  const [program = '', ...args] = [...withSmallDisk(folder), 'true'];
  return spawnSync(program, args).status === 0;
}

/** The disk of a process, as it sees it itself. */
export class SmallDisk {
  readonly path: string;

  constructor(pid: number | undefined, folder: string) {
    this.path = join(`/proc/${pid}/root`, folder);
  }

  /** Leaves no byte of it. */
  fill(): void {
    const file = openSync(join(this.path, 'filler'), 'a');
    for (const size of [4096, 1]) {
      const part = Buffer.alloc(size);
      while (!isFull(() => writeSync(file, part))) {
        // Until there is no more.
      }
    }
    closeSync(file);
  }

  free(): void {
    rmSync(join(this.path, 'filler'));
  }

  names(folder = ''): string[] {
    return readdirSync(join(this.path, folder)).toSorted();
  }
}

function isFull(write: () => number): boolean {
  try {
    write();
    return false;
  } catch (error) {
    if (codeOf(error) !== 'ENOSPC') throw error;
    return true;
  }
}
