import { say } from '../wording/say.js';

/**
 * The code of a system error; `undefined` where it has none.
 *
 * @example codeOf(error) === 'ENOENT'
 */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** What was thrown says, even where it is not an Error. Never throws, whatever it is that was thrown. */
export function messageOf(fault: unknown): string {
  try {
    return String(fault instanceof Error ? fault.message : fault);
  } catch {
    return say('something was thrown that cannot be shown');
  }
}

/**
 * Why the system did not do something, in a word where there is one: its code, and what was thrown says otherwise.
 *
 * @example codeOrMessageOf(error) // 'ENOSPC'
 */
export function codeOrMessageOf(fault: unknown): string {
  return codeOf(fault) ?? messageOf(fault);
}
