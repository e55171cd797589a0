import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeAtomically } from '../../files/writeAtomically.js';
import { codeOf } from '../../protocol/thrown.js';
import type { DatabaseFile } from '../../strategy/database/StrategyDatabase.js';

/** What a strategy keeps with DBExec: a database of SQLite beside the file of `_G`, that only its owner can read. */
export class KeptDatabase implements DatabaseFile {
  readonly #path: string;
  #failure: unknown;

  /** @param state the file of `_G`. */
  constructor(state: string) {
    this.#path = resolve(`${state}.db`);
  }

  async read(): Promise<Uint8Array | undefined> {
    try {
      return await readFile(this.#path);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  async write(content: Uint8Array): Promise<void> {
    try {
      await writeAtomically(this.#path, content);
      this.#failure = undefined;
    } catch (error) {
      this.#failure = error;
    }
  }

  /** @throws what the last write failed with. */
  saved(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}
