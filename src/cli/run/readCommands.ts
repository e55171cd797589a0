import { StringDecoder } from 'node:string_decoder';

/** How long a command may be, in characters: what has no end is none. */
const LONGEST = 100_000;

/**
 * Takes what is typed while a strategy runs: each line is a command for its GetCommand. One that is too long is left out, and
 * takes no room.
 *
 * @param input the keyboard, or a pipe.
 * @returns what ends it.
 */
export function readCommands(input: NodeJS.ReadStream, taken: (command: string) => void): () => void {
  const decoder = new StringDecoder('utf8');
  let line = '';
  let tooLong = false;
  const add = (text: string) => {
    tooLong ||= line.length + text.length > LONGEST;
    line = tooLong ? '' : line + text;
  };
  const end = () => {
    if (line.trim() !== '') taken(line.trim());
    line = '';
    tooLong = false;
  };
  const read = (data: Buffer) => {
    const [first = '', ...others] = decoder.write(data).split(/\r\n|\r|\n/);
    add(first);
    for (const other of others) {
      end();
      add(other);
    }
  };
  // Nothing depends on it: a closed input is no fault.
  input.on('error', () => undefined);
  input.on('data', read);
  input.once('end', end);
  return () => {
    input.off('data', read);
    input.off('end', end);
    input.pause();
    // It may be a pipe that nobody closes.
    input.unref?.();
  };
}
