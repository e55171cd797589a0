import { readFile } from 'node:fs/promises';
import { codeOf } from '../../protocol/thrown.js';
import type { ScriptFile } from '../../strategy/settings.js';
import { UsageError } from '../terminal/errors.js';

/**
 * Reads a file of a strategy.
 *
 * @param subject what it is, for the message.
 * @throws UsageError where it cannot be read.
 */
export async function readScript(file: string, subject: 'strategy' | '--lib'): Promise<ScriptFile> {
  try {
    return { file, source: (await readFile(file, 'utf8')).replace(/^\uFEFF/, '') };
  } catch (error) {
    const code = codeOf(error) ?? '';
    const faults: Readonly<Record<string, string>> = { ENOENT: 'is not there', EISDIR: 'is a folder' };
    throw new UsageError(`${subject} ${file} ${faults[code] ?? `cannot be read: ${code}`}`);
  }
}
