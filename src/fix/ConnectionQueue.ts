import { Waiters } from '../http/Waiters.js';
import type { FixConnection } from './FixConnection.js';
import type { LineSettings } from './FixTransport.js';

/** Those who wait for a connection with the same keys. */
export interface QueuedCallers {
  settings: LineSettings;
  waiters: Waiters<FixConnection>;
}

/** All who wait for a connection of a line, those who came first in front. */
export class ConnectionQueue {
  readonly #queue: QueuedCallers[] = [];

  get first(): QueuedCallers | undefined {
    return this.#queue[0];
  }

  /** Those with whom somebody waits. */
  join(settings: LineSettings): QueuedCallers {
    const { owner, fingerprint } = settings;
    const known = this.#queue.find(
      (other) => other.settings.owner === owner && other.settings.fingerprint === fingerprint,
    );
    if (known) return known;
    const callers = { settings, waiters: new Waiters<FixConnection>() };
    this.#queue.push(callers);
    return callers;
  }

  /** They got it. */
  accept(callers: QueuedCallers, connection: FixConnection): void {
    this.#remove(callers);
    callers.waiters.resolve(connection);
  }

  /** They will not get it. */
  refuse(callers: QueuedCallers, error: unknown): void {
    this.#remove(callers);
    callers.waiters.reject(error);
  }

  refuseAll(isMeant: (settings: LineSettings) => boolean, error: (settings: LineSettings) => Error): void {
    for (const callers of this.#queue.filter(({ settings }) => isMeant(settings))) {
      this.refuse(callers, error(callers.settings));
    }
  }

  #remove(callers: QueuedCallers): void {
    const at = this.#queue.indexOf(callers);
    if (at >= 0) this.#queue.splice(at, 1);
  }
}
