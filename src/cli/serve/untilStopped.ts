import { startedByNohup } from '../terminal/startedByNohup.js';

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
