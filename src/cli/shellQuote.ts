/** A word as it is typed in a POSIX shell. */
export function shellQuote(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
