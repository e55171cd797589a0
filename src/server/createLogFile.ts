import { closeSync, openSync } from 'node:fs';
// Renames, counts and deletes files in the right order, also when it is asked to write meanwhile; MIT, nothing else comes with it.
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import { codeOf, messageOf } from '../protocol/thrown.js';
import type { LogOutput } from './createLogOutput.js';

/** How much of the log waits for a slow disk, in bytes. */
const MOST_WAITING = 1024 * 1024;
/** When it is tried again to write to the file, in ms. */
const PAUSE = 5000;

/** What a log file is made with. */
interface LogFileOptions {
  /** Takes the lines for which there is no room in the file. */
  fallback: LogOutput;
  /** Told in one sentence when the file cannot be written to, and when it can again. */
  onChange(sentence: string): void;
  /** When the next file begins, in bytes. @default 10 MiB */
  size?: number;
  /** How many are kept besides the one that is written to: FILE.1 is the newest. @default 5 */
  files?: number;
}

/**
 * Writes the log to a file, readable by its owner alone. When it is full it becomes `FILE.1`, and what was that `FILE.2`. Lines that
 * cannot be written there, as on a full disk, go to `fallback` until they can.
 */
export function createLogFile(path: string, options: LogFileOptions): LogOutput {
  const { fallback, onChange, size = 10 * 1024 * 1024, files = 5 } = options;
  let stream: RotatingFileStream | undefined;
  let retry: NodeJS.Timeout | undefined;
  let failing = false;

  function open(): void {
    try {
      closeSync(openSync(path, 'a', 0o600));
    } catch (error) {
      giveUp(error);
      return;
    }
    const opened = createStream(path, { size: `${size}B`, rotate: files, mode: 0o600 });
    opened.on('error', (error) => {
      if (stream === opened) giveUp(error);
    });
    opened.once('open', () => {
      if (failing) onChange(`the log is written to ${path} again`);
      failing = false;
    });
    stream = opened;
  }

  function giveUp(error: unknown): void {
    stream = undefined;
    retry = setTimeout(open, PAUSE).unref();
    if (failing) return;
    failing = true;
    onChange(`the log cannot be written to ${path} and goes to stderr: ${codeOf(error) ?? messageOf(error)}`);
  }

  open();
  return {
    write(line) {
      if (stream && !failing && stream.writableLength < MOST_WAITING) stream.write(line);
      else fallback.write(line);
    },
    close() {
      clearTimeout(retry);
      stream?.end();
      fallback.close();
    },
  };
}
