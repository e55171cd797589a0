import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { codeOf, codeOrMessageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import { removeLeftovers } from './leftovers.js';

/**
 * Makes the error of a lock that cannot be had.
 *
 * @param fact one sentence without its end.
 * @param options.remedy what to do about it, besides naming another file.
 */
type Fail = (fact: string, options: { remedy?: string; cause?: unknown }) => Error;

const MOST_TRIES = 20;
const PAUSE = 25;
const LEFT_BEHIND = 10_000;

/**
 * Keeps other processes off a file, by a file beside it that names this process. One that a process has left behind that
 * is not there any more is taken over, and what that one had not written to its end is removed.
 */
export class FileLock {
  readonly #path: string;
  readonly #text: string;
  readonly #fail: Fail;
  readonly #release = () => this.release();

  /** @throws what `fail` makes when another process has the file, or the lock cannot be written. */
  constructor(path: string, fail: Fail) {
    this.#path = `${path}.lock`;
    this.#fail = fail;
    this.#text = `${process.pid} ${startOf(process.pid)} ${randomUUID()}\n`;
    this.#take(path);
    removeLeftovers(dirname(path), `${basename(path)}.`);
    process.on('exit', this.#release);
  }

  /** Removes the lock, if it is still this one. */
  release(): void {
    process.off('exit', this.#release);
    if (readLock(this.#path) === this.#text) rmSync(this.#path, { force: true });
  }

  #take(path: string): void {
    let owner = '';
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if (this.#create(this.#path)) return;
      owner = readLock(this.#path) ?? '';
      if (isAlive(owner)) break;
      // One that is empty is being written just now, or was left so.
      if ((owner !== '' || tries >= MOST_TRIES / 2) && this.#replace(owner)) return;
      pause();
    }
    throw this.#fail(
      say('{path} is in use by process {process}, as {lock} says', {
        path,
        process: owner.split(' ')[0] ?? '',
        lock: this.#path,
      }),
      {
        remedy: say('stop that one'),
      },
    );
  }

  #create(path: string): boolean {
    try {
      writeFileSync(path, this.#text, { flag: 'wx', mode: 0o644 });
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw this.#fail(say('{path} cannot be written: {reason}', { path, reason: codeOrMessageOf(error) }), {
        cause: error,
      });
    }
  }

  /** Puts this lock in the place of one that was left behind. Only one process at a time does so: who has its successor. */
  #replace(owner: string): boolean {
    const successor = `${this.#path}.next`;
    if (!this.#create(successor)) {
      // It is there for microseconds, unless its process was killed just then.
      if (ageOf(successor) > LEFT_BEHIND) rmSync(successor, { force: true });
      return false;
    }
    if (readLock(this.#path) !== owner) {
      rmSync(successor, { force: true });
      return false;
    }
    renameSync(successor, this.#path);
    return true;
  }
}

/** In ms; 0 of what is not there. */
function ageOf(path: string): number {
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return changed === undefined ? 0 : Date.now() - changed;
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether the process that a lock names is another one that still runs, and not one that has got its number since. */
function isAlive(lock: string): boolean {
  const [pid = '', start = ''] = lock.trim().split(' ');
  if (!/^[1-9]\d*$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  const found = startOf(Number(pid));
  return Number(pid) !== process.pid && (start === '-' || found === '-' || found === start);
}

/** When a process started, in ticks since the boot; `-` where Linux does not tell. */
function startOf(pid: number): string {
  const fields = readLock(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ');
  // A zombie has ended: it only waits for its parent to notice.
  if (fields?.[0] === 'Z') return 'ended';
  return fields?.[19] ?? '-';
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
}
