import { accessSync, constants, readFileSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { describeIssue } from '../../../protocol/describeIssue.js';
import { decodeAccount } from './decodeAccount.js';
import { StateFileError } from './StateFileError.js';
import { FORMAT, type SavedAccount, stateFile } from './schema.js';
import { writeAtomically } from './writeAtomically.js';

/**
 * The file that accounts are kept in. It is read once, when it is opened, and written as a whole; a file that is not there
 * is a fresh start.
 */
export class StateFile {
  readonly #path: string;
  /** What the accounts of each exchange are: those of one that was not asked for yet stay as they were read. */
  readonly #accounts: Map<string, () => SavedAccount[]>;
  #writing: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;

  /** @throws StateFileError when there is such a file, but it is not a whole state file, or it could not be written. */
  constructor(path: string) {
    this.#path = locate(path);
    this.#accounts = new Map(Object.entries(read(this.#path)).map(([name, saved]) => [name, () => saved]));
  }

  /**
   * The saved accounts of an exchange.
   *
   * @param current what they are from now on, whenever the file is written.
   */
  adopt(exchange: string, current: () => SavedAccount[]): SavedAccount[] {
    const saved = this.#accounts.get(exchange)?.() ?? [];
    this.#accounts.set(exchange, current);
    return saved;
  }

  /** Resolves when everything as it is now is on the disk. Calls that come while it is being written share the next time. */
  save(): Promise<void> {
    this.#waiting ??= this.#writing
      .catch(() => undefined)
      .then(() => {
        this.#waiting = undefined;
        this.#writing = writeAtomically(this.#path, this.#encode());
        return this.#writing;
      });
    return this.#waiting;
  }

  #encode(): string {
    const exchanges = Object.fromEntries([...this.#accounts].map(([name, current]) => [name, current()]));
    const content: v.InferOutput<typeof stateFile> = { format: FORMAT, version: 1, exchanges };
    return `${JSON.stringify(content)}\n`;
  }
}

/** Where a path leads, so that what is replaced is the file and not a link to it. */
function locate(path: string): string {
  const place = resolve(path);
  try {
    accessSync(dirname(place), constants.W_OK);
  } catch (error) {
    throw new StateFileError(`the folder of ${place} is not there or cannot be written to`, error);
  }
  try {
    return realpathSync(place);
  } catch {
    return place;
  }
}

function read(path: string): Record<string, SavedAccount[]> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {};
    throw new StateFileError(`${path} cannot be read: ${codeOf(error)}`, error);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new StateFileError(`${path} is torn or no file of paper accounts: it is not whole JSON`, error);
  }
  const result = v.safeParse(stateFile, json, { abortEarly: true });
  if (!result.success) {
    throw new StateFileError(
      `${path} is torn or no file of paper accounts of this version: ${describeIssue(result.issues[0], 'it')}`,
    );
  }
  try {
    for (const saved of Object.values(result.output.exchanges).flat()) decodeAccount(saved);
  } catch (error) {
    throw new StateFileError(
      `${path} is torn: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );
  }
  return result.output.exchanges;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
