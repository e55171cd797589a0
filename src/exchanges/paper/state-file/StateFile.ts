import { FileLock } from '../../../files/FileLock.js';
import { writeAtomically } from '../../../files/writeAtomically.js';
import { codeOrMessageOf } from '../../../protocol/thrown.js';
import { say } from '../../../wording/say.js';
import { checksumOf, locate, memberOf, readAccounts } from './readAccounts.js';
import { StateFileError } from './StateFileError.js';
import { FORMAT, type SavedAccount } from './schema.js';

/** When it is tried again to write what could not be written, in ms. */
const PAUSE = 5000;

/** Gives the accounts of an exchange as they are now, each as JSON. */
type Encode = () => readonly string[];

/**
 * The file that accounts are kept in. It is read once, when it is opened, and written as a whole; a file that is empty or
 * not there is a fresh start. No other process can open it meanwhile.
 */
export class StateFile {
  readonly path: string;
  readonly #lock: FileLock;
  /** The accounts of exchanges that were not asked for yet, as they were read. */
  readonly #unused: Map<string, SavedAccount[]>;
  readonly #texts: Map<string, Encode>;
  #users = 0;
  #writing: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  readonly #onTrouble: (sentence: string, fails: boolean) => void;

  /**
   * @param onTrouble told in one sentence each time that it cannot be written, and that it is.
   * @throws StateFileError when it is in use, when it is not a complete state file, or when it could not be written.
   */
  constructor(path: string, onTrouble: (sentence: string, fails: boolean) => void = () => undefined) {
    this.path = locate(path);
    this.#onTrouble = onTrouble;
    this.#lock = new FileLock(this.path, (fact, options) => new StateFileError(fact, options));
    try {
      this.#unused = new Map(Object.entries(readAccounts(this.path)));
    } catch (error) {
      this.#lock.release();
      throw error;
    }
    this.#texts = new Map(
      [...this.#unused].map(([name, saved]) => {
        const texts = saved.map((account) => JSON.stringify(account));
        return [name, () => texts];
      }),
    );
  }

  /**
   * The saved accounts of an exchange, to whoever is going to keep them.
   *
   * @param encode gives them as they are from now on, whenever the file is written.
   */
  adopt(exchange: string, encode: Encode): SavedAccount[] {
    const saved = this.#unused.get(exchange) ?? [];
    this.#unused.delete(exchange);
    this.#texts.set(exchange, encode);
    this.#users += 1;
    return saved;
  }

  /**
   * Resolves when everything as it is now is on the disk. Calls that come while it is being written share the next time. What
   * cannot be written is tried again until it can.
   */
  save(): Promise<void> {
    this.#waiting ??= this.#writing
      .catch(() => undefined)
      .then(() => {
        this.#waiting = undefined;
        this.#writing = this.#write();
        return this.#writing;
      });
    return this.#waiting;
  }

  /** To be called once by each who has adopted accounts: after the last, other processes may have the file. */
  close(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    clearTimeout(this.#retry);
    this.#lock.release();
  }

  async #write(): Promise<void> {
    clearTimeout(this.#retry);
    const { path } = this;
    try {
      await writeAtomically(path, this.#encode());
    } catch (error) {
      const reason = codeOrMessageOf(error);
      this.#onTrouble(
        say(
          "Paper's accounts cannot be written to {path} ({reason}): make room, what has changed in them is lost when the plugin stops",
          { path, reason },
        ),
        true,
      );
      this.#retry = setTimeout(() => this.save().catch(() => undefined), PAUSE).unref();
      throw error;
    }
    this.#onTrouble(say("Paper's accounts are written to {path} again", { path }), false);
  }

  #encode(): string {
    const exchanges = [...this.#texts].map(
      ([name, encode]) => `${JSON.stringify(name)}:[${encode().join(',')}]`,
    );
    const head = JSON.stringify({ format: FORMAT, version: 1 }).slice(0, -1);
    const rest = `,"exchanges":{${exchanges.join(',')}}}\n`;
    return head + memberOf(checksumOf(head + rest)) + rest;
  }
}
