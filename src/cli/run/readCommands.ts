import { createInterface } from 'node:readline';

/**
 * Takes what is typed while a strategy runs: each line is a command for its GetCommand.
 *
 * @param input the keyboard, or a pipe.
 * @returns what ends it.
 */
export function readCommands(input: NodeJS.ReadStream, taken: (command: string) => void): () => void {
  // Nothing depends on it: a closed input is no fault.
  input.on('error', () => undefined);
  const lines = createInterface({ input, terminal: false });
  lines.on('line', (line) => {
    if (line.trim() !== '') taken(line.trim());
  });
  return () => {
    lines.close();
    // It may be a pipe that nobody closes.
    input.unref?.();
  };
}
