import type { Credentials } from '../protocol/envelope.js';
import { Secrets } from '../runtime/Secrets.js';

/** How many pairs of keys are kept in mind at most: a plugin serves a few accounts. */
const MOST = 100;
/** How many names an account's redacted ones are kept of. */
const MOST_NAMES = 200;
const LONGEST_NAME = 100;
/** How long after its last request what an adapter says may still hold its keys, in ms. */
const GRACE = 10_000;

/** Keys that a request is at work with. */
export interface HeldKeys {
  /** Tells of what else must not be read, such as a token. */
  add(values: readonly string[]): void;
  /** Tells of what stands among them and is no secret. */
  reveal(values: readonly string[]): void;
  /** Redacts a short text that comes again and again, in which nobody's secrets but these can be: a symbol. */
  redactName(name: string): string;
  /** To be called once, when the request is answered. */
  release(): void;
}

/** A pair of keys, while requests are at work with it and for a while after that. */
class Entry implements HeldKeys {
  readonly secrets = new Secrets();
  users = 0;
  /** In ms of `performance.now()`, where nothing is at work with it. */
  idleSince = 0;
  readonly #onIdle: () => void;
  readonly #names = new Map<string, string>();

  constructor(keys: Credentials, onIdle: () => void) {
    this.secrets.add(keys);
    this.#onIdle = onIdle;
  }

  add(values: readonly string[]): void {
    const before = this.secrets.size;
    this.secrets.addValues(values);
    if (this.secrets.size > before) this.#names.clear();
  }

  reveal(values: readonly string[]): void {
    if (values.length === 0) return;
    this.secrets.reveal(values);
    this.#names.clear();
  }

  redactName(name: string): string {
    if (name.length > LONGEST_NAME) return this.secrets.redact(name);
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const clean = this.secrets.redact(name);
    if (this.#names.size >= MOST_NAMES) this.#names.clear();
    this.#names.set(name, clean);
    return clean;
  }

  release(): void {
    this.users -= 1;
    if (this.users > 0) return;
    this.idleSince = performance.now();
    this.#onIdle();
  }
}

/** The keys of running requests, and of those that ended a moment ago: for texts of which it is not known whose they are. */
export class RecentKeys {
  readonly #known = new Map<string, Entry>();
  readonly #grace: number;
  #timer: NodeJS.Timeout | undefined;

  /** @param grace how long keys are kept after their last request, in ms. */
  constructor(grace = GRACE) {
    this.#grace = grace;
  }

  /** @returns `undefined` where there are none. */
  hold({ access_key, secret_key }: Credentials): HeldKeys | undefined {
    if (access_key === '' && secret_key === '') return undefined;
    const id = JSON.stringify([access_key, secret_key]);
    const known = this.#known.get(id);
    const entry = known ?? new Entry({ access_key, secret_key }, () => this.#sweepLater(this.#grace));
    // The one that was used last stands last.
    if (known) this.#known.delete(id);
    this.#known.set(id, entry);
    entry.users += 1;
    this.#shrink();
    return entry;
  }

  redact(text: string): string {
    return [...this.#known.values()].reduce((clean, { secrets }) => secrets.redact(clean), text);
  }

  /** One timer for all: setting one for each request takes longer than looking for what is over. */
  #sweepLater(wait: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#sweep();
    }, wait).unref();
  }

  #sweep(): void {
    const now = performance.now();
    let next = Number.POSITIVE_INFINITY;
    for (const [id, { users, idleSince }] of this.#known) {
      if (users > 0) continue;
      const left = idleSince + this.#grace - now;
      if (left > 0) next = Math.min(next, left);
      else this.#known.delete(id);
    }
    if (next < Number.POSITIVE_INFINITY) this.#sweepLater(Math.ceil(next));
  }

  #shrink(): void {
    for (const [id, { users }] of this.#known) {
      if (this.#known.size <= MOST) return;
      if (users === 0) this.#known.delete(id);
    }
  }
}
