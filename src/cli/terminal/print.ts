/**
 * Writes text and a line feed to stdout.
 *
 * @returns whether there is still somebody who reads: `| head` closes the pipe when it has seen enough.
 */
export function print(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, (error) => resolve(!error));
  });
}

/** Writes a line to stderr. */
export function printError(line: string): void {
  process.stderr.write(`${line}\n`);
}
