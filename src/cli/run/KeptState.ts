import { access, constants, readFile, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { FileLock } from '../../files/FileLock.js';
import { writeAtomically } from '../../files/writeAtomically.js';
import { codeOf, codeOrMessageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';
import { UsageError } from '../terminal/errors.js';

const content = v.pipe(
  v.string(),
  v.parseJson(),
  v.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
  v.transform((value): [string, unknown][] => Object.entries(value)),
);

/**
 * What a strategy keeps with `_G`, in a file that only its owner can read. No other process can open it meanwhile, nor the
 * database beside it.
 */
export class KeptState {
  /** Where the file is: what is replaced is the file and not a link to it. */
  readonly path: string;
  readonly #lock: FileLock;
  readonly #values: Map<string, unknown>;
  #writing: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;

  private constructor(path: string, lock: FileLock, values: Map<string, unknown>) {
    this.path = path;
    this.#lock = lock;
    this.#values = values;
  }

  /**
   * Reads the file; one that is not there, or empty, is a fresh start.
   *
   * @throws UsageError where it cannot be used. It is left as it is.
   */
  static async open(file: string): Promise<KeptState> {
    const place = resolve(file);
    await access(dirname(place), constants.W_OK).catch(() => {
      throw new UsageError(
        say('the folder of {flag} {file} does not exist or cannot be written to', { flag: '--state', file }),
      );
    });
    const path = await realpath(place).catch(() => place);
    const lock = new FileLock(path, (fact, { remedy, cause }) => {
      const sentence =
        remedy === undefined
          ? say('{fact}; nothing was changed, name another with --state', { fact })
          : say('{fact}; nothing was changed, {remedy} or name another with --state', { fact, remedy });
      return new UsageError(sentence, { cause });
    });
    try {
      return new KeptState(path, lock, await read(path, file));
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  get values(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.#values);
  }

  /**
   * Takes what `_G` was told.
   *
   * @param key all of them where there is none.
   * @param value `null` deletes.
   */
  set(key: string | undefined, value: unknown): void {
    if (key === undefined) this.#values.clear();
    else if (value === null || value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
    // What comes while it is being written is written next, at once.
    this.#waiting ??= this.#writing
      .catch(() => undefined)
      .then(() => {
        this.#waiting = undefined;
        return writeAtomically(this.path, `${JSON.stringify(this.values, null, 2)}\n`);
      });
    this.#writing = this.#waiting;
    // Whoever waits for the last one hears of it.
    this.#writing.catch(() => undefined);
  }

  /**
   * Resolves when all is on the disk.
   *
   * @throws what the last write failed with.
   */
  saved(): Promise<void> {
    return this.#writing;
  }

  /** Other processes may have the file. */
  close(): void {
    this.#lock.release();
  }
}

async function read(path: string, file: string): Promise<Map<string, unknown>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    if (codeOf(error) === 'EISDIR')
      throw new UsageError(say('--state {file} is a folder: name a file in it', { file }));
    throw new UsageError(
      say('{subject} cannot be read: {code}', { subject: `--state ${file}`, code: codeOrMessageOf(error) }),
    );
  });
  if (text.trim() === '') return new Map();
  const parsed = v.safeParse(content, text);
  if (parsed.success) return new Map(parsed.output);
  throw new UsageError(
    say(
      "--state {file} is damaged, or is not a file of a strategy's _G, and was left as it is: move it away to begin afresh",
      { file },
    ),
  );
}
