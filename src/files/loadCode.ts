import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { codeOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';

/** How many files may be opened at once to load an exchange's code. */
export const FILES_OF_CODE = 20;

/**
 * Imports code, unless too few files can be opened for it: Node remembers for good that one could not be opened, and a module
 * would be gone until the process is started again.
 *
 * @throws Error where they cannot; later it can be tried again.
 * @example await loadCode(() => import('ws'))
 */
export async function loadCode<Module>(load: () => Promise<Module>): Promise<Module> {
  const code = faultOfOpening(FILES_OF_CODE);
  if (code !== undefined) throw new Error(say('too many files and connections are open ({code})', { code }));
  return load();
}

/**
 * Whether this process can open so many more files or connections.
 *
 * @returns the system's code where it cannot: `EMFILE` or `ENFILE`.
 */
export function faultOfOpening(count: number): string | undefined {
  const files: number[] = [];
  try {
    while (files.length < count) files.push(openSync(devNull, 'r'));
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    return code === 'EMFILE' || code === 'ENFILE' ? code : undefined;
  } finally {
    for (const file of files) closeSync(file);
  }
}
