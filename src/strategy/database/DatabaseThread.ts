import { Worker } from 'node:worker_threads';
import { oneLine } from '../../protocol/oneLine.js';
import { messageOf } from '../../protocol/thrown.js';
import { say, spoken } from '../../wording/say.js';
import type { DatabaseAnswer, DatabaseRequest } from '../bridge/databaseMessages.js';

/** A thread with a database in it, which answers one request after the other. */
export class DatabaseThread {
  readonly #worker: Worker;
  #waiting: ((answer: DatabaseAnswer) => void)[] = [];
  #failure: DatabaseAnswer | undefined;

  /** @param content of the database; none is an empty one. */
  constructor(code: string, content: Uint8Array | undefined) {
    this.#worker = new Worker(code, {
      argv: [],
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
      name: 'database',
      workerData: { content, catalogue: spoken() },
    });
    this.#worker.on('message', (answer: DatabaseAnswer) => this.#waiting.shift()?.(answer));
    this.#worker.on('error', (error) =>
      this.#fail(say('the database has ended: {reason}', { reason: oneLine(messageOf(error)) })),
    );
    this.#worker.on('exit', () => this.#fail(say('the database has ended')));
  }

  ask(request: DatabaseRequest): Promise<DatabaseAnswer> {
    if (this.#failure) return Promise.resolve(this.#failure);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#worker.postMessage(request);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: string): void {
    this.#failure ??= { error, changed: false };
    for (const answer of this.#waiting) answer(this.#failure);
    this.#waiting = [];
  }
}
