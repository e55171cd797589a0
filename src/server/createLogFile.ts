import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
// Renames, counts and deletes files in the right order, also when it is asked to write meanwhile; MIT, nothing else comes with it.
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import { codeOf, messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
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
  onTrouble(sentence: string, fails: boolean): void;
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
  const { fallback, onTrouble, size = 10 * 1024 * 1024, files = 5 } = options;
  let stream: RotatingFileStream | undefined;
  let retry: NodeJS.Timeout | undefined;
  let failing = false;
  /** Whether a line is on its way that shows whether there is room again: a file can be opened on a full disk. */
  let trying = false;

  function open(): void {
    try {
      endLine(path);
    } catch (error) {
      giveUp(error);
      return;
    }
    const opened = createStream(path, { size: `${size}B`, rotate: files, mode: 0o600 });
    opened.on('error', (error) => {
      if (stream === opened) giveUp(error);
    });
    stream = opened;
  }

  function giveUp(error: unknown): void {
    stream = undefined;
    trying = false;
    retry = setTimeout(open, PAUSE).unref();
    if (failing) return;
    failing = true;
    const reason = reasonOf(error);
    onTrouble(
      say('the log cannot be written to {path} and goes to stderr: {reason}', { path, reason }),
      true,
    );
  }

  function write(to: RotatingFileStream, line: string): void {
    trying = failing;
    to.write(line, (error) => {
      if (error) {
        fallback.write(line);
        return;
      }
      trying = false;
      if (!failing || stream !== to) return;
      failing = false;
      onTrouble(say('the log is written to {path} again', { path }), false);
    });
  }

  open();
  return {
    write(line) {
      if (stream && !trying && stream.writableLength < MOST_WAITING) write(stream, line);
      else fallback.write(line);
    },
    close() {
      clearTimeout(retry);
      stream?.end();
      fallback.close();
    },
  };
}

/** Where a disk was full, or a process was killed, a file may break off amid a line. */
function endLine(path: string): void {
  const file = openSync(path, 'a+', 0o600);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new Error(say('it is not a regular file'));
    const { size } = stats;
    const last = Buffer.alloc(1);
    if (size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last.toString() !== '\n')
      writeSync(file, '\n');
  } finally {
    closeSync(file);
  }
}

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === undefined) return messageOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return say('its folder is not there ({code})', { code });
  if (code === 'EISDIR') return say('it is a folder');
  if (code === 'EACCES') return say('this user may not write it ({code})', { code });
  return code;
}
