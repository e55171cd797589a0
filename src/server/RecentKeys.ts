import type { Credentials } from '../protocol/envelope.js';
import { Secrets } from '../runtime/Secrets.js';

/** How many pairs of keys are kept in mind at most: a plugin serves a few accounts. */
const MOST = 100;
/** How long after its last request what an adapter says may still hold its keys, in ms. */
const GRACE = 10_000;

/** Keys that a request is at work with. */
export interface HeldKeys {
  /** Tells of what else must not be read, such as a token. */
  add(values: readonly string[]): void;
  /** To be called once, when the request is answered. */
  release(): void;
}

interface Entry {
  secrets: Secrets;
  users: number;
  timer: NodeJS.Timeout | undefined;
}

/** The keys of running requests, and of those that ended a moment ago: for texts of which it is not known whose they are. */
export class RecentKeys {
  readonly #known = new Map<string, Entry>();
  readonly #grace: number;

  /** @param grace how long keys are kept after their last request, in ms. */
  constructor(grace = GRACE) {
    this.#grace = grace;
  }

  /** @returns `undefined` where there are none. */
  hold({ access_key, secret_key }: Credentials): HeldKeys | undefined {
    if (access_key === '' && secret_key === '') return undefined;
    const id = JSON.stringify([access_key, secret_key]);
    const entry = this.#known.get(id) ?? { secrets: new Secrets(), users: 0, timer: undefined };
    if (!this.#known.delete(id)) entry.secrets.add({ access_key, secret_key });
    // The one that was used last stands last.
    this.#known.set(id, entry);
    entry.users += 1;
    clearTimeout(entry.timer);
    this.#shrink();
    return {
      add: (values) => {
        if (values.length > 0) entry.secrets.addValues(values);
      },
      release: () => {
        entry.users -= 1;
        if (entry.users > 0) return;
        entry.timer = setTimeout(() => {
          if (this.#known.get(id) === entry) this.#known.delete(id);
        }, this.#grace).unref();
      },
    };
  }

  redact(text: string): string {
    return [...this.#known.values()].reduce((clean, { secrets }) => secrets.redact(clean), text);
  }

  #shrink(): void {
    for (const [id, { users, timer }] of this.#known) {
      if (this.#known.size <= MOST) return;
      if (users > 0) continue;
      clearTimeout(timer);
      this.#known.delete(id);
    }
  }
}
