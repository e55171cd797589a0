/**
 * The code of a system error; `undefined` where it has none.
 *
 * @example codeOf(error) === 'ENOENT'
 */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
