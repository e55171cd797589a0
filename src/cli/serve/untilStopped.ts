import { readFileSync, readlinkSync } from 'node:fs';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGBREAK'] as const;

/**
 * Resolves with the first signal that asks the process to end. Those that follow while it is finishing change nothing: npm
 * hands on the Ctrl-C that the terminal has sent already.
 *
 * @param onRepeat told of each one that follows.
 */
export function untilStopped(onRepeat: (signal: NodeJS.Signals) => void): Promise<NodeJS.Signals> {
  const ignored = startedByNohup();
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of SIGNALS.filter((name) => name !== 'SIGBREAK' || process.platform === 'win32')) {
      process.on(signal, () => {
        if (signal === 'SIGHUP' && ignored) return;
        if (asked) return onRepeat(signal);
        asked = true;
        resolve(signal);
      });
    }
  });
}

/**
 * Whether nohup keeps the process off its terminal's end. Node forgets at its start which signals were ignored; what nohup
 * leaves is an input that can only be written to.
 *
 * @see https://www.gnu.org/software/coreutils/manual/html_node/nohup-invocation.html
 */
function startedByNohup(): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync('/proc/self/fdinfo/0', 'utf8'))?.[1] ?? '';
    return readlinkSync('/proc/self/fd/0') === '/dev/null' && (Number.parseInt(flags, 8) & 3) === 1;
  } catch {
    return false;
  }
}
