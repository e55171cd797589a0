import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../protocol/thrown.js';

const LEFTOVER = /\.(\d+)\.[0-9a-f-]{36}\.new$/;

/** The name of a file while it is being written. It says which process writes it. */
export function temporaryName(path: string): string {
  return `${path}.${process.pid}.${randomUUID()}.new`;
}

/**
 * Removes what processes that are there no more had not written to its end. To be called before this process writes
 * anything there: its own number may have been that of another one.
 *
 * @param start what the name of the file begins with. @default any file
 */
export function removeLeftovers(folder: string, start = ''): void {
  for (const name of namesIn(folder)) {
    const [, pid] = LEFTOVER.exec(name) ?? [];
    if (pid !== undefined && name.startsWith(start) && !isOther(Number(pid)))
      rmSync(join(folder, name), { force: true });
  }
}

/** A folder that cannot be read is complained of by whoever needs what is in it. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether a number is that of another process which runs. */
function isOther(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
