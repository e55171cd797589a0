import type { Conversation } from './Conversation.js';
import type { LineSettings } from './FixTransport.js';
import { Waiters } from './Waiters.js';

/** Those who wait for a session with the same keys. */
export interface Applicants {
  settings: LineSettings;
  waiters: Waiters<Conversation>;
}

/** All who wait for the session of a line, those who came first in front. */
export class ApplicantQueue {
  readonly #queue: Applicants[] = [];

  get first(): Applicants | undefined {
    return this.#queue[0];
  }

  /** Those with whom somebody waits. */
  join(settings: LineSettings): Applicants {
    const { owner, proof } = settings;
    const known = this.#queue.find(
      (other) => other.settings.owner === owner && other.settings.proof === proof,
    );
    if (known) return known;
    const applicants = { settings, waiters: new Waiters<Conversation>() };
    this.#queue.push(applicants);
    return applicants;
  }

  /** They got it. */
  accept(applicants: Applicants, conversation: Conversation): void {
    this.#remove(applicants);
    applicants.waiters.resolve(conversation);
  }

  /** They will not get it. */
  refuse(applicants: Applicants, error: unknown): void {
    this.#remove(applicants);
    applicants.waiters.reject(error);
  }

  refuseAll(isMeant: (settings: LineSettings) => boolean, error: (settings: LineSettings) => Error): void {
    for (const applicants of this.#queue.filter(({ settings }) => isMeant(settings))) {
      this.refuse(applicants, error(applicants.settings));
    }
  }

  #remove(applicants: Applicants): void {
    const at = this.#queue.indexOf(applicants);
    if (at >= 0) this.#queue.splice(at, 1);
  }
}
