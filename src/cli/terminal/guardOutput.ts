import { codeOf, messageOf } from '../../protocol/thrown.js';

/**
 * Keeps an output that cannot be written to from ending the process with a stack trace: a full disk is one sentence and
 * exit code 1, and a reader that has seen enough (`| head`) is no failure. Call it once oclif has been imported.
 */
export function guardOutput(): void {
  let failed = false;
  // oclif's own throws where nobody can catch it.
  process.stdout.removeAllListeners('error');
  process.stdout.on('error', (error) => {
    if (failed || codeOf(error) === 'EPIPE') return;
    failed = true;
    process.stderr.write(`error: stdout cannot be written to: ${messageOf(error)}\n`);
  });
  process.stderr.on('error', () => undefined);
  process.on('exit', () => {
    if (failed && !process.exitCode) process.exitCode = 1;
  });
}
