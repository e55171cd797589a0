import { setTimeout as pass } from 'node:timers/promises';
import { messageOf } from '../../protocol/thrown.js';
import { say } from '../../wording/say.js';
import type { Bound, DatabaseAnswer, Rows } from '../bridge/databaseMessages.js';
import { DatabaseThread } from './DatabaseThread.js';

/** Where a database is kept between two runs. */
export interface DatabaseFile {
  /** @returns nothing where there is none yet. */
  read(): Promise<Uint8Array | undefined>;
  /** Replaces it as a whole. */
  write(content: Uint8Array): Promise<void>;
}

/** What a strategy's database is made with. */
interface DatabaseOptions {
  /** The code of its thread. */
  code: string;
  /** Without it the database is gone with the run. */
  file?: DatabaseFile | undefined;
}

/** How long after a change it is written at the earliest, in ms. */
const PAUSE = 200;
/** Of the time, at most one part of so many goes into writing. */
const SHARE = 5;
/** How long a statement may go on at the end, in ms. */
const GRACE = 5000;

/** FMZ's database of a robot: it is opened by the first statement, and written whole after changes. */
export class StrategyDatabase {
  readonly #options: DatabaseOptions;
  #thread: Promise<DatabaseThread> | undefined;
  #saving: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #pause = PAUSE;

  constructor(options: DatabaseOptions) {
    this.#options = options;
  }

  /** Runs SQL. It never fails: what went wrong is in the answer. */
  async execute(sql: string, values: readonly Bound[]): Promise<Rows | { error: string }> {
    try {
      const thread = await this.#open();
      const answer = await thread.ask({ sql, values });
      this.#saveLater(thread, answer);
      return answer.rows ?? { error: answer.error ?? '' };
    } catch (error) {
      return { error: say('the database cannot be opened: {reason}', { reason: messageOf(error) }) };
    }
  }

  /** Writes what has changed, and ends; a statement that goes on is left. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const thread = await this.#thread?.catch(() => undefined);
    if (!thread) return;
    const late = new AbortController();
    await Promise.race([
      this.#save(thread, true),
      pass(GRACE, undefined, { signal: late.signal }).catch(() => undefined),
    ]);
    late.abort();
    await thread.end();
  }

  #open(): Promise<DatabaseThread> {
    this.#thread ??= (async () => {
      const content = await this.#options.file?.read();
      return new DatabaseThread(this.#options.code, content);
    })();
    return this.#thread;
  }

  #saveLater(thread: DatabaseThread, { changed }: DatabaseAnswer): void {
    if (!changed || !this.#options.file || this.#timer) return;
    this.#timer = setTimeout(async () => {
      const start = performance.now();
      await this.#save(thread, false);
      this.#pause = Math.max(PAUSE, SHARE * (performance.now() - start));
      this.#timer = undefined;
    }, this.#pause);
  }

  #save(thread: DatabaseThread, last: boolean): Promise<void> {
    const { file } = this.#options;
    this.#saving = this.#saving.then(async () => {
      if (!file) return;
      const { content } = await thread.ask({ last });
      if (content) await file.write(content);
    });
    return this.#saving;
  }
}
