import { Secrets } from '../exchange/Secrets.js';
import type { Credentials } from '../protocol/envelope.js';

/** How many pairs of keys are kept in mind: a plugin serves a few accounts. */
const MOST = 100;

/** The keys that came last, for texts of which it is not known whose request they belong to. */
export class RecentKeys {
  readonly #known = new Map<string, Secrets>();

  add({ access_key, secret_key }: Credentials): void {
    const id = JSON.stringify([access_key, secret_key]);
    const secrets = this.#known.get(id) ?? new Secrets();
    if (!this.#known.delete(id)) secrets.add({ access_key, secret_key });
    // The one that was used last stands last.
    this.#known.set(id, secrets);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
  }

  strike(text: string): string {
    return [...this.#known.values()].reduce((clean, secrets) => secrets.strike(clean), text);
  }
}
