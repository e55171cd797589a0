/**
 * The command line is wrong: exit code 2. The message is one sentence that says what to try next.
 *
 * @example throw new UsageError('"limit" is no NAME=VALUE: write it like limit=5')
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
