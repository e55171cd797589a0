import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Whether nohup keeps the process off its terminal's end. Node forgets at its start which signals were ignored; what nohup
 * leaves is an input that can only be written to.
 *
 * @see https://www.gnu.org/software/coreutils/manual/html_node/nohup-invocation.html
 */
export function startedByNohup(): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync('/proc/self/fdinfo/0', 'utf8'))?.[1] ?? '';
    return readlinkSync('/proc/self/fd/0') === '/dev/null' && (Number.parseInt(flags, 8) & 3) === 1;
  } catch {
    return false;
  }
}
