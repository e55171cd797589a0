import { say } from '../../wording/say.js';
import type { RequestEntry } from '../Log.js';
import { MOST_REQUESTS, type ShownRequest } from './model.js';

/** The last requests as the log has them, without their causes. */
export class RequestFeed {
  readonly #requests: ShownRequest[] = [];
  #last = 0;

  add({ causes: _, ...entry }: RequestEntry): void {
    this.#last += 1;
    this.#requests.push({
      id: this.#last,
      time: Date.now(),
      ...entry,
      milliseconds: Math.round(entry.milliseconds),
      // The page shows it apart.
      ...(entry.error !== undefined && {
        error: entry.error.replace(say(' ({hint})', { hint: `${entry.hint}` }), ''),
      }),
    });
    if (this.#requests.length > MOST_REQUESTS) this.#requests.shift();
  }

  /** Those that were answered after one of them, oldest first. */
  after(id: number): readonly ShownRequest[] {
    return this.#requests.slice(this.#requests.findLastIndex((request) => request.id <= id) + 1);
  }
}
