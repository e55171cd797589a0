import { constants, fstatSync, openSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { codeOf } from '../protocol/thrown.js';

/** How much of the log waits for a reader: lines, and bytes. */
const MOST_LINES = 500;
const MOST_BYTES = 1024 * 1024;
/** When it is tried again to write, in ms. */
const PAUSE = 50;

/** Where the lines of the log go. */
export interface LogOutput {
  write(line: string): void;
  /** Writes what is still there, as far as somebody reads it. */
  close(): void;
}

/** As `process.stderr` is. */
interface LogStream {
  readonly fd: number;
  readonly writableLength: number;
  write(line: string): unknown;
  once(event: 'drain', listener: () => void): unknown;
}

/** What becomes of lines that find no room. */
interface Losses {
  /** Told how many lines were dropped as soon as there is room for a line that says so. */
  onDropped(count: number): void;
  /** Told of lines that nobody will read, when they are dropped. */
  onLost(count: number): void;
}

/**
 * Writes lines without ever waiting for who reads them: a terminal that is paused (Ctrl-S) or a pipe that nobody reads would
 * otherwise stop the whole process, or fill its memory. Lines that find no room are dropped and counted.
 */
export function createLogOutput(stream: LogStream, losses: Losses): LogOutput {
  const own = openAnew(stream.fd);
  return inTurns(own === undefined ? overStream(stream, losses) : overDescriptor(own, losses));
}

/** The lines of one turn of the event loop are written together, after the answers that they are about. */
function inTurns(output: Omit<LogOutput, 'write'> & { write(lines: string[]): void }): LogOutput {
  let lines: string[] = [];
  const flush = () => {
    const written = lines;
    lines = [];
    if (written.length > 0) output.write(written);
  };
  // A process that ends by itself has said why.
  process.on('exit', flush);
  return {
    write(line) {
      if (lines.push(line) === 1) setImmediate(flush);
      else if (lines.length >= MOST_LINES) flush();
    },
    close() {
      flush();
      process.off('exit', flush);
      output.close();
    },
  };
}

/** Files and sockets: the one never makes anybody wait, and for the other Node keeps what has no room yet. */
function overStream(stream: LogStream, { onDropped, onLost }: Losses) {
  let dropped = 0;
  return {
    write(lines: string[]) {
      if (stream.writableLength < MOST_BYTES) {
        stream.write(lines.join(''));
        return;
      }
      const first = dropped === 0;
      dropped += lines.length;
      onLost(lines.length);
      if (!first) return;
      stream.once('drain', () => {
        const count = dropped;
        dropped = 0;
        onDropped(count);
      });
    },
    close: () => undefined,
  };
}

function overDescriptor(output: number, { onDropped, onLost }: Losses) {
  const waiting: Buffer[] = [];
  let bytes = 0;
  let dropped = 0;
  let retry: NodeJS.Timeout | undefined;

  function flush(): void {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const written = tryToWrite(output, next);
      if (written === undefined) {
        giveUp();
        return;
      }
      bytes -= written;
      if (written < next.length) {
        waiting[0] = next.subarray(written);
        retry ??= setTimeout(onRetry, PAUSE).unref();
        return;
      }
      waiting.shift();
      if (waiting.length === 0 && dropped > 0) {
        const count = dropped;
        dropped = 0;
        onDropped(count);
      }
    }
  }

  function onRetry(): void {
    retry = undefined;
    flush();
  }

  function add(line: string): void {
    const text = Buffer.from(line);
    waiting.push(text);
    bytes += text.length;
  }

  /** Whoever read the log has gone. */
  function giveUp(): void {
    onLost(waiting.reduce((sum, text) => sum + linesIn(text), 0));
    waiting.length = 0;
    bytes = 0;
    dropped = 0;
  }

  return {
    write(lines: string[]) {
      // Where somebody reads, all at once.
      for (const line of waiting.length === 0 ? [lines.join('')] : lines) {
        if (waiting.length < MOST_LINES && bytes < MOST_BYTES) add(line);
        else {
          dropped += 1;
          onLost(1);
        }
      }
      if (retry === undefined) flush();
    },
    close() {
      flush();
      // A reader that is slow has until the process ends.
      process.once('exit', flush);
    },
  };
}

function linesIn(text: Buffer): number {
  return text.filter((byte) => byte === 10).length;
}

/** A description of its own, so that others who write to the same terminal or pipe wait as before. */
function openAnew(descriptor: number): number | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    if (!isatty(descriptor) && !fstatSync(descriptor).isFIFO()) return undefined;
    const { O_WRONLY, O_NONBLOCK, O_NOCTTY, O_APPEND } = constants;
    return openSync(`/dev/fd/${descriptor}`, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_APPEND);
  } catch {
    return undefined;
  }
}

/** @returns how many bytes there was room for; `undefined` where nobody can read any more. */
function tryToWrite(descriptor: number, text: Buffer): number | undefined {
  try {
    return writeSync(descriptor, text);
  } catch (error) {
    return codeOf(error) === 'EAGAIN' || codeOf(error) === 'EINTR' ? 0 : undefined;
  }
}
