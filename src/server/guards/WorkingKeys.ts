import { createHash } from 'node:crypto';
import type { Credentials } from '../../protocol/envelope.js';

/** How many accounts are remembered of one exchange. */
const MOST = 1000;

/** Which keys have worked: an exchange has answered what it answers to nobody else. Their hashes are kept, and nothing else. */
export class WorkingKeys {
  readonly #byExchange = new Map<string, Set<string>>();

  /** Tells that a request which needs keys was answered. */
  note(exchange: string, keys: Credentials): void {
    const known = this.#byExchange.get(exchange) ?? new Set();
    this.#byExchange.set(exchange, known);
    const id = hashOf(keys);
    // The one that was seen last stands last.
    known.delete(id);
    known.add(id);
    const [oldest] = known;
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
  }

  has(exchange: string, keys: Credentials): boolean {
    return this.#byExchange.get(exchange)?.has(hashOf(keys)) ?? false;
  }
}

function hashOf({ access_key, secret_key }: Credentials): string {
  return createHash('sha256')
    .update(JSON.stringify([access_key, secret_key]))
    .digest('base64url');
}
